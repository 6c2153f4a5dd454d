"""LC401 to LC405 on their own cases, near misses among them."""

from __future__ import annotations

import pytest

from leakcheck.model.severity import Severity
from tests.mail.attachments import packages
from tests.mail.attachments.make_samples import PEOPLE, draft_with
from tests.support import finding_of, report_of


def csv(*rows: str) -> bytes:
    return draft_with("list.csv", "text/csv", "\n".join(rows).encode())


def people(number: int) -> list[str]:
    return [f"p{n}@example.net" for n in range(number)]


@pytest.mark.parametrize(
    ("number", "level"), [(1, None), (2, Severity.NOTE), (4, Severity.NOTE), (5, Severity.WARNING),
                          (24, Severity.WARNING), (25, Severity.ERROR)],
)  # fmt: skip
def test_levels_of_a_list(number, level) -> None:
    found = finding_of("LC405", csv(*people(number)))
    assert (found.severity if found else None) == level


def test_thresholds_can_be_set() -> None:
    assert finding_of("LC405", csv(*people(3)), "[rules.LC405]\nerror = 3\n").severity == Severity.ERROR
    assert finding_of("LC405", csv(*people(30)), "[rules.LC405]\nnote = 0\nwarning = 0\nerror = 0\n") is None


def test_a_list_is_not_said_twice() -> None:
    assert finding_of("LC401", csv(*people(8))) is None
    assert finding_of("LC401", csv(*people(1))).kind == "email-address"


def test_half_a_list_in_a_circle_is_no_circle() -> None:
    circle = '[[circle]]\nname = "board"\nmembers = ["p0@example.net", "p1@example.net", "ann@example.com"]\n'
    assert finding_of("LC405", csv(*people(2)), circle) is None
    assert finding_of("LC405", csv(*people(2)), circle.replace(', "ann@example.com"', "")) is not None
    assert finding_of("LC405", csv(*people(3)), circle)
    assert finding_of("LC405", csv(*people(2)), circle + "bcc-only = true\n")


def test_own_people_and_recipients_do_not_count() -> None:
    rows = ("a@lindqvist-coaching.example", "ann@example.com", "info@example.net")
    assert finding_of("LC405", csv(*rows)) is None


def test_phones_make_a_list_too() -> None:
    rows = [f"Zoe {n}; +44 20 7946 0{n}" for n in range(101, 107)]
    report = report_of(csv(*rows))
    assert [f.kind for f in report.findings if f.rule.id == "LC405" and f.kind] in ([], ["phone-number"])


@pytest.mark.parametrize(
    ("rows", "level"),
    [
        (["Date of birth: 12.04.1981"], Severity.WARNING),
        (["IBAN GB33BUKB20201555555555"], Severity.NOTE),
        (["card 5555 3412 4444 1115"], Severity.WARNING),
        (["Zoe has depression"], Severity.WARNING),
    ],
)
def test_levels_by_what_is_inside(rows, level) -> None:
    found = [f for f in report_of(csv(*rows)).findings if f.rule.id == "LC401"]
    assert [f.severity for f in found if not f.locations[0].evidence.reveal().startswith("GB33")] in ([], [level])


def test_the_senders_own_contact_data_is_silent() -> None:
    rows = ("Petra Lindqvist", "petra@lindqvist-coaching.example")
    assert [f for f in report_of(csv(*rows)).findings if f.rule.id.startswith("LC4")] == []


def test_a_message_names_file_and_place() -> None:
    data = packages.xlsx((packages.Sheet("Intake", (("Date of birth",), ("12.04.1981",))),))
    found = finding_of("LC401", draft_with("clients.xlsx", "application/octet-stream", data))
    assert found.message == "1 date of birth in clients.xlsx, sheet Intake, A2"


@pytest.mark.parametrize(
    ("author", "found"),
    [("Zoe Klein", True), ("Petra Lindqvist", False), ("petra@lindqvist-coaching.example", False), ("User", False)],
)
def test_whose_name_is_news(author, found) -> None:
    data = packages.docx("", about=packages.About(author, author))
    mail = draft_with("offer.docx", "application/octet-stream", data)
    assert bool(finding_of("LC402", mail)) is found


def test_speaker_notes_are_a_note_until_they_tell_of_somebody() -> None:
    def level(notes: str) -> Severity:
        data = packages.pptx((packages.Slide("Prices", notes),))
        return finding_of("LC403", draft_with("deck.pptx", "application/octet-stream", data)).severity

    assert level("Speak slowly here") == Severity.NOTE
    assert level(f"Write to {PEOPLE[0][1]}") == Severity.WARNING


def test_a_program_in_an_archive_is_named_with_its_place() -> None:
    data = packages.zip_of({"photos/view.jpg": b"MZ\x90\0" + bytes(60), "id_rsa": "x"})
    found = [f for f in report_of(draft_with("a.zip", "application/zip", data)).findings if f.rule.id == "LC404"]
    assert {place.inside for f in found for place in f.locations} == {"entry photos/view.jpg", "entry id_rsa"}


def test_invited_people_in_a_file_are_attendees() -> None:
    lines = "\n".join(f"ATTENDEE;CN=P:mailto:{person}" for person in people(6))
    event = f"BEGIN:VCALENDAR\nBEGIN:VEVENT\nSUMMARY:Talk\n{lines}\nEND:VEVENT\nEND:VCALENDAR\n".encode()
    for media_type in ("text/calendar", "application/ics", "application/octet-stream"):
        assert finding_of("LC108", draft_with("talk.ics", media_type, event)).total == 6
