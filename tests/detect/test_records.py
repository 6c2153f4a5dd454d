"""Data that programs write is read by its names, however they are spelled."""

from __future__ import annotations

import pytest

from leakcheck.detect import scan_text

NAMES = (
    ("dateOfBirth", "date_of_birth", "date-of-birth", "1987-04-12", "date-of-birth"),
    ("passportNumber", "passport_number", "passport-number", "C01X00T47", "passport"),
    ("accountNumber", "account_number", "account-number", "532013000", "bank-account"),
    ("userPassword", "user_password", "user-password", "Tr4ffic!Lamp9", "secret"),
    ("licensePlate", "license_plate", "license-plate", "B-MW 1234", "vehicle"),
    ("socialSecurityNumber", "social_security_number", "social-security-number", "536228741", "national-id"),
)


def seen(text: str) -> list[tuple[str, str]]:
    return [(s.kind, text[s.start : s.end]) for s in scan_text(text)]


@pytest.mark.parametrize(("camel", "snake", "kebab", "value", "kind"), NAMES)
def test_names_of_fields_are_words(camel: str, snake: str, kebab: str, value: str, kind: str) -> None:
    for name in (camel, snake, kebab):
        for form in ('{{"{}": "{}", "x": 1}}', '{{"{}":"{}"}}', "<r><{}>{}</{}></r>"):
            text = form.format(name, value, name)
            assert seen(text) == [(kind, value)], text
    for form in ("{}={}", "{}: {}", "export {}='{}'"):
        assert seen(form.format(snake, value)) == [(kind, value)]


@pytest.mark.parametrize(
    "text",
    [
        '{"password": "", "passport": null, "dateOfBirth": "", "accountNumber": 0}',
        "<password></password><DateOfBirth/><account_no>none</account_no>",
        '{"firstDay": "1987-04-12", "orderNumber": "532013000"}',
        '"":' * 50 + "</" * 50,
    ],
)
def test_empty_fields_and_other_names_tell_nothing(text: str) -> None:
    assert seen(text) == []
