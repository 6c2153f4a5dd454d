"""LC109: group names that travel."""

from __future__ import annotations

import pytest

from tests.support import finding_of, people_mail


@pytest.mark.parametrize(
    "to", ["Unpaid invoices: ann@example.com;", "Burnout group:;", '"Clients, 2026": ann@example.com;']
)
def test_telling(to: str) -> None:
    assert finding_of("LC109", people_mail(to=to)) is not None


@pytest.mark.parametrize("to", ["undisclosed-recipients:;", "Undisclosed recipients: ;", "ann@example.com"])
def test_neutral(to: str) -> None:
    assert finding_of("LC109", people_mail(to=to)) is None


def test_a_hidden_group_is_read_by_nobody() -> None:
    assert finding_of("LC109", people_mail(to="petra@coach.example", bcc="Clients: ann@example.com;")) is None
