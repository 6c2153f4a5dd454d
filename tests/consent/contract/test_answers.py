"""What people said, and what follows."""

from __future__ import annotations

import datetime as dt

import pytest

from leakcheck.consent.desk import Entry, preview, record
from leakcheck.consent.seal import Identity, Note
from leakcheck.consent.values import Changes, CircleRow, Head
from leakcheck.consent.views import history, rows
from leakcheck.model.consent import EVERYTHING, Status
from tests.consent.desks import ANN, BOB, CLEO, MARKETING, TODAY, Desk


def test_nobody_is_unknown_never_given(desk: Desk) -> None:
    assert desk.status(ANN) is Status.UNKNOWN


def test_consent_is_for_one_purpose(desk: Desk) -> None:
    desk.say(Status.GIVEN, ANN)
    assert desk.status(ANN) is Status.GIVEN
    for other in ("contact:service", "contact:marketing/spring", "disclose:address-to-group", "own"):
        assert desk.status(ANN, other) is Status.UNKNOWN


def test_consent_to_one_list_is_none_to_all(desk: Desk) -> None:
    desk.say(Status.GIVEN, ANN, purpose="contact:marketing/spring")
    assert desk.status(ANN) is Status.UNKNOWN


def test_withdrawing_a_purpose_holds_for_its_lists(desk: Desk) -> None:
    desk.say(Status.GIVEN, ANN, purpose="contact:marketing/spring", at="2026-01-01T00:00:00.000000Z")
    desk.say(Status.WITHDRAWN, ANN)
    assert desk.status(ANN, "contact:marketing/spring") is Status.WITHDRAWN
    assert desk.status(ANN, "contact:marketing/autumn") is Status.WITHDRAWN
    assert desk.status(ANN, "contact:service") is Status.UNKNOWN


def test_withdrawing_without_a_purpose_is_from_everything(desk: Desk) -> None:
    desk.say(Status.GIVEN, ANN)
    desk.say(Status.GIVEN, ANN, purpose="contact:service")
    desk.say(Status.WITHDRAWN, ANN, purpose=EVERYTHING)
    for purpose in (MARKETING, "contact:service", "never-heard-of"):
        assert desk.status(ANN, purpose) is Status.WITHDRAWN


@pytest.mark.parametrize("at", ["2020-01-01T00:00:00.000000Z", "2026-03-01T00:00:00.000000Z"])
@pytest.mark.parametrize("first", ["withdrawal", "import"])
def test_a_withdrawal_beats_an_import_older_or_newer(desk: Desk, at: str, first: str) -> None:
    steps = {
        "withdrawal": lambda: desk.say(Status.WITHDRAWN, ANN, purpose=EVERYTHING, at="2025-01-01T00:00:00.000000Z"),
        "import": lambda: desk.say(Status.GIVEN, ANN, source="import:csv", at=at),
    }
    for step in sorted(steps, key=lambda name: name != first):
        steps[step]()
    assert desk.status(ANN) is Status.WITHDRAWN


def test_a_later_grant_by_hand_lifts_a_withdrawal_for_its_purpose_alone(desk: Desk) -> None:
    desk.say(Status.WITHDRAWN, ANN, purpose=EVERYTHING)
    desk.say(Status.GIVEN, ANN)
    assert desk.status(ANN) is Status.GIVEN
    assert desk.status(ANN, "contact:service") is Status.WITHDRAWN


def test_a_backdated_grant_does_not_lift_a_withdrawal(desk: Desk) -> None:
    desk.say(Status.WITHDRAWN, ANN, at="2026-02-01T00:00:00.000000Z")
    desk.say(Status.GIVEN, ANN, at="2026-01-31T00:00:00.000000Z")
    assert desk.status(ANN) is Status.WITHDRAWN


def test_at_the_same_instant_the_withdrawal_wins(desk: Desk) -> None:
    at = "2026-02-01T00:00:00.000000Z"
    desk.say(Status.WITHDRAWN, ANN, at=at)
    desk.say(Status.GIVEN, ANN, at=at)
    assert desk.status(ANN) is Status.WITHDRAWN


def test_a_suppression_holds_for_every_purpose_until_a_new_grant(desk: Desk) -> None:
    desk.say(Status.GIVEN, ANN, at="2026-02-01T00:00:00.000000Z")
    desk.say(Status.WITHDRAWN, ANN, purpose=EVERYTHING, kind="suppress", at="2026-01-01T00:00:00.000000Z")
    assert desk.status(ANN) is Status.WITHDRAWN
    assert desk.consents(ANN).suppressed == {ANN}
    desk.say(Status.GIVEN, ANN, source="import:csv")
    assert desk.status(ANN) is Status.WITHDRAWN
    desk.say(Status.GIVEN, ANN)
    assert desk.status(ANN) is Status.GIVEN
    assert desk.status(ANN, "contact:service") is Status.WITHDRAWN


def test_unknown_and_requested_take_nothing_away(desk: Desk) -> None:
    desk.say(Status.GIVEN, ANN)
    desk.say(Status.UNKNOWN, ANN, source="import:abook")
    desk.say(Status.REQUESTED, ANN)
    assert desk.status(ANN) is Status.GIVEN
    desk.say(Status.UNKNOWN, BOB, source="import:abook")
    desk.say(Status.REQUESTED, BOB)
    desk.say(Status.UNKNOWN, BOB, source="import:abook")
    assert desk.status(BOB) is Status.REQUESTED


@pytest.mark.parametrize(
    ("on", "status"),
    [
        (dt.date(2026, 1, 31), Status.UNKNOWN),
        (dt.date(2026, 2, 1), Status.GIVEN),
        (dt.date(2026, 3, 31), Status.GIVEN),
        (dt.date(2026, 4, 1), Status.EXPIRED),
    ],
)
def test_first_and_last_day_are_judged_at_the_day_asked(desk: Desk, on: dt.date, status: Status) -> None:
    desk.say(Status.GIVEN, ANN, effective="2026-02-01", expires="2026-03-31")
    assert desk.status(ANN, on=on) is status


def test_consent_is_for_the_address_as_it_stands(desk: Desk) -> None:
    desk.say(Status.GIVEN, "ann.lee@gmail.com")
    assert desk.status("annlee@gmail.com") is Status.UNKNOWN
    assert desk.status("ann.lee+offers@gmail.com") is Status.UNKNOWN
    assert desk.known("annlee@gmail.com").similar == {"annlee@gmail.com"}


@pytest.mark.parametrize("written", ["annlee@gmail.com", "ann.lee+x@googlemail.com"])
def test_a_withdrawal_is_for_every_form_of_the_address(desk: Desk, written: str) -> None:
    desk.say(Status.GIVEN, "ann.lee@gmail.com")
    desk.say(Status.WITHDRAWN, written)
    assert desk.status("ann.lee@gmail.com") is Status.WITHDRAWN
    assert desk.status("a.n.n.lee@gmail.com") is Status.WITHDRAWN
    assert desk.status("ann.lee@gmail.com", "contact:service") is Status.UNKNOWN


def test_a_new_form_of_an_address_that_withdrew_needs_a_grant_of_its_own(desk: Desk) -> None:
    desk.say(Status.WITHDRAWN, "ann@example.com")
    desk.say(Status.GIVEN, "ann+new@example.com", source="import:csv")
    assert desk.status("ann+new@example.com") is Status.WITHDRAWN
    desk.say(Status.GIVEN, "ann+new@example.com")
    assert desk.status("ann+new@example.com") is Status.GIVEN
    assert desk.status("ann@example.com") is Status.WITHDRAWN


def test_what_is_limited_to_a_circle_counts_there_alone(desk: Desk) -> None:
    from leakcheck.consent.judging import consents_on

    desk.say(Status.GIVEN, ANN, purpose="disclose:address-to-group", scope="board")
    assert desk.status(ANN, "disclose:address-to-group") is Status.UNKNOWN
    inside = consents_on(desk.known(ANN), TODAY, {"board"})
    assert inside.status(ANN, "disclose:address-to-group") is Status.GIVEN


def test_a_preview_writes_nothing(desk: Desk) -> None:
    entries = [Entry(ANN, purpose=MARKETING, status=Status.GIVEN)]
    assert preview(desk.ledger, desk.keys, entries)[ANN][0].status is Status.GIVEN
    assert desk.status(ANN) is Status.UNKNOWN
    assert list(desk.ledger.events()) == []


def test_all_of_a_batch_or_nothing(desk: Desk) -> None:
    desk.say(Status.GIVEN, ANN)

    def fails(head: Head) -> Changes:
        assert head.seq == 1
        raise RuntimeError("in the middle")

    with pytest.raises(RuntimeError):
        desk.ledger.write(fails)
    assert desk.say(Status.GIVEN, BOB, CLEO).head.seq == 3


def test_names_are_known_by_their_digest(desk: Desk) -> None:
    record(desk.ledger, desk.keys, [Entry(ANN, "Ann Lee", purpose=MARKETING, status=Status.GIVEN)])
    assert desk.known(BOB, names=("ANN  LEE", "Ann", "Bob Ray")).names == {"ANN  LEE"}
    assert desk.known(ANN, names=("Ann Lee",)).names == frozenset()


def test_circles_come_and_go(desk: Desk) -> None:
    add = [Entry(person, kind="circle-add", purpose="board") for person in (ANN, BOB)]
    record(desk.ledger, desk.keys, add, [CircleRow("board", bcc_only=True)])
    (circle,) = desk.known(ANN, CLEO).circles
    assert (circle.name, circle.members, circle.bcc_only) == ("board", {ANN}, True)
    record(desk.ledger, desk.keys, [Entry(ANN, kind="circle-remove", purpose="board")])
    (row,) = desk.ledger.circles()
    assert row.members == (desk.keys.strict(BOB),)
    assert desk.status(ANN) is Status.UNKNOWN


def test_the_history_tells_all(desk: Desk) -> None:
    note = Note("form 3", "notice 2026-1", "petra")
    record(desk.ledger, desk.keys, [Entry(ANN, "Ann Lee", purpose=MARKETING, status=Status.GIVEN, note=note)])
    desk.say(Status.WITHDRAWN, "ann+x@example.com")
    found = history(desk.ledger, desk.keys, ANN, TODAY)
    assert (found.identity, found.known) == (Identity(ANN, "Ann Lee"), True)
    assert found.events[0][1] == note
    assert [(row.standing.purpose, row.status) for row in found.rows] == [(MARKETING, Status.WITHDRAWN)]
    assert found.similar == ("ann+x@example.com",)
    assert not history(desk.ledger, desk.keys, CLEO, TODAY).known


def test_rows_come_with_the_event_that_decided(desk: Desk) -> None:
    desk.say(Status.GIVEN, BOB, ANN, basis="contract")
    found = list(rows(desk.ledger, desk.keys, TODAY, reasons=True))
    assert [row.identity.address for row in found] == [ANN, BOB]
    assert {row.event.basis for row in found if row.event} == {"contract"}


def test_many_people_at_once(desk: Desk) -> None:
    people = [f"p{number}@example.com" for number in range(1_201)]
    desk.say(Status.GIVEN, *people[:-1])
    consents = desk.consents(*people)
    assert sum(consents.status(person, MARKETING).agreed for person in people) == 1_200
