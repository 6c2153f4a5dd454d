"""LC104: display names that say more than a name."""

from __future__ import annotations

import pytest

from tests.support import finding_of, people_mail

TELLING = [
    "Ann Lee (client)",
    "Patientin Anna Berg",
    "Ann Lee - burnout",
    "Ann Lee #47113",
    "Akte 2024-113 Ann",
    "Debtor Bob",
]
PLAIN = [
    "Ann Lee",
    "Client Services",
    "Patient Support Team",
    "Cancer Research Fund",
    "Dr. Ann B. Lee",
    "Caso Ramirez",
    "Ann 2",
    "Klinik am See",
]


@pytest.mark.parametrize("name", TELLING)
def test_telling(name: str) -> None:
    finding = finding_of("LC104", people_mail(to=f'"{name}" <ann@example.com>'))
    assert finding is not None
    assert [place.evidence.reveal() for place in finding.locations] == [name]


@pytest.mark.parametrize("name", PLAIN)
def test_plain(name: str) -> None:
    assert finding_of("LC104", people_mail(to=f'"{name}" <ann@example.com>')) is None


def test_a_role_that_the_address_says_itself() -> None:
    assert finding_of("LC104", people_mail(to="Clients <clients@example.com>")) is None
    assert finding_of("LC104", people_mail(to="Bewerber <bewerber-2026@example.com>")) is None
    assert finding_of("LC104", people_mail(to="Clients <ann@example.com>")) is not None
    assert finding_of("LC104", people_mail(to='"Bob Ray, patient" <bob@patient.example>')) is not None
    assert finding_of("LC104", people_mail(to='"Ann, client" <client.7@example.com>')) is not None
    assert finding_of("LC104", people_mail(to="Depression <depression@example.com>")) is not None


def test_hidden_recipients_are_read_by_nobody() -> None:
    assert finding_of("LC104", people_mail(bcc='"Ann Lee (client)" <ann@example.com>')) is None


def test_an_encoded_name() -> None:
    assert finding_of("LC104", people_mail(to="=?utf-8?Q?Ann_Lee_=28client=29?= <ann@example.com>")) is not None


def test_each_telling_name_among_many_is_shown() -> None:
    to = ", ".join(f'"{name}" <p{n}@example.com>' for n, name in enumerate((*TELLING, *PLAIN)))
    finding = finding_of("LC104", people_mail(to=to))
    assert finding is not None
    assert finding.total == len(TELLING)
