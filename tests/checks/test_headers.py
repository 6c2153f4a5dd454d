"""LC603 and LC604: header fields that should not travel."""

from __future__ import annotations

import pytest

from tests.support import finding_of, people_mail


@pytest.mark.parametrize("field", ["X-Mozilla-Draft-Info", "X-Identity-Key", "Fcc", "X-Unsent", "x-evolution-fcc"])
def test_draft_fields(field: str) -> None:
    mail = people_mail(to="ann@example.com").replace("\n\n", f"\n{field}: id1\n\n", 1)
    finding = finding_of("LC603", mail)
    assert finding is not None
    assert field in finding.message


def test_an_empty_field_tells_nothing() -> None:
    assert finding_of("LC603", people_mail(to="ann@example.com").replace("\n\n", "\nFcc:\n\n", 1)) is None


@pytest.mark.parametrize(
    ("field", "value", "shown"),
    [
        ("X-Originating-IP", "[192.0.2.7]", "[192.0.2.7]"),
        ("Message-ID", "<1@petras-macbook.local>", "petras-macbook.local"),
        ("Received", "from desk (unknown [10.1.2.3]) by mx.example.com", "10.1.2.3"),
    ],
)
def test_revealing_fields(field: str, value: str, shown: str) -> None:
    mail = people_mail(to="ann@example.com").replace("\n\n", f"\n{field}: {value}\n\n", 1)
    finding = finding_of("LC604", mail)
    assert finding is not None
    assert finding.locations[0].evidence.reveal() == shown


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("Message-ID", "<1@mail.example.com>"),
        ("Received", "from mx.example.org (mx.example.org [192.0.2.1])"),
        ("X-Mailer", "x"),
    ],
)
def test_plain_fields(field: str, value: str) -> None:
    mail = people_mail(to="ann@example.com").replace("\n\n", f"\n{field}: {value}\n\n", 1)
    assert finding_of("LC604", mail) is None
