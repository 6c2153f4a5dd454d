"""LC105: addresses one slip away."""

from __future__ import annotations

import pytest

from tests.support import finding_of, people_mail


@pytest.mark.parametrize(
    "address", ["ann@gmial.com", "ann@hotmial.com", "ann@gmail.con", "ann@yaho.com", "ann@gmаil.com"]
)
def test_slips(address: str) -> None:
    assert finding_of("LC105", people_mail(to=address)) is not None


@pytest.mark.parametrize(
    "address", ["ann@gmail.com", "ann@mail.com", "ann@ymail.com", "ann@gmx.de", "ann@firm.example"]
)
def test_real_domains(address: str) -> None:
    assert finding_of("LC105", people_mail(to=address)) is None


def test_the_domain_of_the_sender_mistyped() -> None:
    assert finding_of("LC105", people_mail(to="office@lindqvist-coachng.example", From="p@lindqvist-coaching.example"))


def test_a_known_person_mistyped_is_not_shown_in_clear() -> None:
    circle = '[[circle]]\nname = "x"\nmembers = ["anna.berger@example.com"]\n'
    finding = finding_of("LC105", people_mail(to="anna.bergr@example.com"), circle)
    assert finding is not None
    assert "berger" not in finding.message
