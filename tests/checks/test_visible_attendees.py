"""LC108: attendees of an invitation."""

from __future__ import annotations

import pytest

from tests.support import finding_of, report_of


def invitation(number: int, domain: str = "example.com") -> str:
    attendees = "".join(f"ATTENDEE;CN=P{n}:mailto:p{n}@{domain}\n" for n in range(number))
    return (
        "From: petra@coach.example\nTo: petra@coach.example\nSubject: x\nMIME-Version: 1.0\n"
        "Content-Type: text/calendar; method=REQUEST\n\nBEGIN:VCALENDAR\nBEGIN:VEVENT\n"
        f"ORGANIZER:mailto:petra@coach.example\n{attendees}END:VEVENT\nEND:VCALENDAR\n"
    )


@pytest.mark.parametrize(("number", "level"), [(1, None), (2, "note"), (5, "warning"), (12, "warning")])
def test_levels(number: int, level: str | None) -> None:
    finding = finding_of("LC108", invitation(number))
    assert (finding.severity.label if finding else None) == level


def test_an_error_level_can_be_set() -> None:
    finding = finding_of("LC108", invitation(12), "[rules.LC108]\nerror = 10")
    assert finding is not None
    assert finding.severity.label == "error"


def test_colleagues_and_circles_are_silent() -> None:
    assert finding_of("LC108", invitation(12), '[me]\ndomains = ["example.com"]') is None
    circle = '[[circle]]\nname = "x"\nmembers = ["@example.com"]\n'
    assert finding_of("LC108", invitation(12), circle) is None
    outside = invitation(12).replace("To: petra@coach.example", "To: zoe@example.net")
    assert finding_of("LC108", outside, circle) is not None


def test_attendees_are_no_visible_recipients() -> None:
    assert report_of(invitation(12)).visible_recipients == 0
