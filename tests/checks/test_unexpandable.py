"""LC103: recipients without an address."""

from __future__ import annotations

import pytest

from tests.support import finding_of, people_mail, report_of


@pytest.mark.parametrize("to", ["test-group", "組 織 <組 織>", "list <description>", "ann@example.com, board"])
def test_a_name_without_an_address_cannot_be_checked(to: str) -> None:
    report = report_of(people_mail(to=to))
    assert [f.rule.id for f in report.findings] == ["LC103"]
    assert report.status == "partly-checked"


@pytest.mark.parametrize("field", ["To", "Cc", "Bcc"])
def test_any_destination_field(field: str) -> None:
    assert finding_of("LC103", people_mail(**{field.lower(): "everybody"})) is not None


@pytest.mark.parametrize("to", ["undisclosed-recipients:;", "ann@example.com", "Team: ann@example.com;", ""])
def test_what_has_addresses_or_nobody(to: str) -> None:
    assert finding_of("LC103", people_mail(to=to)) is None
