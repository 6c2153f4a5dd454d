from __future__ import annotations

from leakcheck.mail.calendar import read_attendees
from leakcheck.model.draft import Origin

TEXT = (
    "BEGIN:VCALENDAR\nORGANIZER:mailto:ann@example.org\n"
    'ATTENDEE;CN="Lee; Bob: coach";ROLE=REQ-PARTICIPANT:MAILTO:Bob@Example.com\n'
    "ATTENDEE;CN=Cy;PARTSTAT=NEEDS-\n ACTION:mailto:cy@exam\n ple.net\n"
    "attendee:mailto:dee@example.org\n"
    "ATTENDEE;EMAIL=eve@example.org:urn:uuid:1\n"
    "ATTENDEE:invalid\nATTENDEE\nX-ATTENDEE:mailto:no@example.org\nEND:VCALENDAR\n"
)


def test_attendees_with_names_folds_and_odd_forms() -> None:
    found = read_attendees(TEXT, "1", Origin("part"))
    assert [(who.name, who.address, who.key) for who in found] == [
        ("Lee; Bob: coach", "Bob@Example.com", "bob@example.com"),
        ("Cy", "cy@example.net", "cy@example.net"),
        ("", "dee@example.org", "dee@example.org"),
        ("", "eve@example.org", "eve@example.org"),
    ]
    assert [TEXT[who.span.start : who.span.end] for who in found] == [
        *("Bob@Example.com", "cy@exam\n ple.net", "dee@example.org", "eve@example.org")
    ]
