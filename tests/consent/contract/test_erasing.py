"""Erasing takes away who somebody is, and keeps what somebody refused."""

from __future__ import annotations

from leakcheck.consent.desk import Entry, record
from leakcheck.consent.erasing import erase, ranges, read_ranges
from leakcheck.consent.seal import Note
from leakcheck.consent.values import CircleRow
from leakcheck.consent.verify import verify
from leakcheck.consent.views import history
from leakcheck.model.consent import EVERYTHING, Status
from tests.consent.desks import ANN, BOB, MARKETING, TODAY, Desk


def test_a_suppression_outlives_its_person(desk: Desk) -> None:
    record(
        desk.ledger,
        desk.keys,
        [Entry(ANN, "Ann Lee", "suppress", EVERYTHING, Status.WITHDRAWN, note=Note("a call"))],
    )
    erase(desk.ledger, desk.keys, ANN)
    assert desk.consents(ANN).suppressed == {ANN}
    assert desk.status("ann+x@example.com", "contact:service") is Status.WITHDRAWN
    assert list(desk.ledger.people()) == []
    assert desk.known(BOB, names=("Ann Lee",)).names == frozenset()


def test_a_withdrawal_of_one_purpose_outlives_too(desk: Desk) -> None:
    desk.say(Status.WITHDRAWN, ANN)
    desk.say(Status.GIVEN, ANN, purpose="contact:service")
    erase(desk.ledger, desk.keys, ANN)
    assert desk.status(ANN) is Status.WITHDRAWN
    assert desk.status(ANN, "contact:service") is Status.UNKNOWN
    desk.say(Status.GIVEN, ANN, source="import:csv")
    assert desk.status(ANN) is Status.WITHDRAWN


def test_consent_evidence_and_circles_are_gone(desk: Desk) -> None:
    record(desk.ledger, desk.keys, [Entry(ANN, purpose=MARKETING, status=Status.GIVEN, note=Note("a form"))])
    record(desk.ledger, desk.keys, [Entry(ANN, kind="circle-add", purpose="board")], [CircleRow("board")])
    erase(desk.ledger, desk.keys, ANN)
    found = history(desk.ledger, desk.keys, ANN, TODAY)
    assert (found.known, found.events, found.circles) == (False, (), ())
    assert all(not (event.tag or event.note) for event in desk.ledger.events())
    assert desk.ledger.circles()[0].members == ()


def test_the_history_stays_sound_and_others_stay(desk: Desk) -> None:
    desk.say(Status.GIVEN, ANN, BOB)
    desk.say(Status.WITHDRAWN, ANN)
    erase(desk.ledger, desk.keys, ANN)
    erase(desk.ledger, desk.keys, ANN)
    assert verify(desk.ledger, desk.keys).problem == ""
    assert desk.status(BOB) is Status.GIVEN


def test_somebody_similar_keeps_the_withdrawal(desk: Desk) -> None:
    desk.say(Status.GIVEN, "ann+a@example.com")
    desk.say(Status.WITHDRAWN, ANN)
    erase(desk.ledger, desk.keys, ANN)
    assert desk.status("ann+a@example.com") is Status.WITHDRAWN
    assert verify(desk.ledger, desk.keys).problem == ""


def test_numbers_are_written_short_and_read_back() -> None:
    assert ranges([1, 2, 3, 7, 9, 10]) == "1-3 7 9-10"
    assert read_ranges("1-3 7 9-10") == {1, 2, 3, 7, 9, 10}
    assert read_ranges("*") == set()
