from __future__ import annotations

from phonenumbers import SUPPORTED_REGIONS

from leakcheck.policy.values import _COUNTRIES


def test_every_country_has_phone_numbers() -> None:
    assert set(_COUNTRIES.split()) == SUPPORTED_REGIONS
