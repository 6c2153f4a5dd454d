"""The first thing that somebody changed in the file is found."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from leakcheck.consent.desk import Entry, record
from leakcheck.consent.erasing import erase
from leakcheck.consent.seal import Note
from leakcheck.consent.sqlite import open_sqlite
from leakcheck.consent.values import CircleRow, Head
from leakcheck.consent.verify import Verdict, verify
from leakcheck.model.consent import Status
from tests.consent.desks import ANN, BOB, CLEO, MARKETING, Desk, sqlite_desk

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    made = sqlite_desk(tmp_path)
    note = Note("a form")
    record(made.ledger, made.keys, [Entry(ANN, purpose=MARKETING, status=Status.GIVEN, note=note)])  # 1
    made.say(Status.GIVEN, BOB)  # 2
    made.say(Status.WITHDRAWN, ANN)  # 3
    made.say(Status.GIVEN, CLEO)  # 4
    record(made.ledger, made.keys, [Entry(BOB, kind="circle-add", purpose="board")], [CircleRow("board")])  # 5
    erase(made.ledger, made.keys, CLEO)  # 6
    yield made
    made.ledger.close()


def changed(desk: Desk, *statements: str) -> Verdict:
    """Change the file behind the ledger's back and verify it anew."""
    with closing(sqlite3.connect(desk.ledger.place)) as connection, connection:
        for statement in statements:
            connection.execute(statement)
    connection.close()
    again = open_sqlite(desk.ledger.place)
    try:
        return verify(again, desk.keys)
    finally:
        again.close()


def test_an_untouched_ledger_is_sound(desk: Desk) -> None:
    verdict = verify(desk.ledger, desk.keys)
    assert (verdict.problem, verdict.head.seq) == ("", 6)
    assert verify(desk.ledger, desk.keys, verdict.head).problem == ""


@pytest.mark.parametrize(
    ("statement", "event", "says"),
    [
        ("UPDATE event SET status = 'Given' WHERE seq = 3", 3, "was changed"),
        ("UPDATE event SET at = '2030-01-01T00:00:00.000000Z' WHERE seq = 2", 2, "was changed"),
        ("UPDATE event SET purpose = 'contact:service' WHERE seq >= 3", 3, "was changed"),
        ("DELETE FROM event WHERE seq = 3", 4, "stands where an event is missing"),
        ("UPDATE event SET seq = 7 WHERE seq = 3", 4, "stands where an event is missing"),
        ("UPDATE event SET tag = (SELECT tag FROM event WHERE seq = 1) WHERE seq = 2", 2, "moved to another person"),
        ("UPDATE event SET note = x'' WHERE seq = 1", 1, "has changed evidence"),
        ("UPDATE event SET note = zeroblob(60) WHERE seq = 1", 1, "has changed evidence"),
        ("UPDATE event SET tag = x'', loose = x'', salt = x'', note = x'' WHERE seq = 3", 3, "without an erasure"),
        ("UPDATE event SET tag = x'00' WHERE seq = 4", 4, "holds what an erasure takes away"),
        ("UPDATE standing SET status = 'Given' WHERE status = 'Withdrawn'", 3, "the tables"),
        ("DELETE FROM standing WHERE status = 'Withdrawn'", 3, "the tables"),
        ("DELETE FROM objection", 3, "the tables"),
        ("INSERT INTO standing VALUES (x'00', 'contact:marketing', '*', 'Given', '', '', 0, 1)", -1, "the tables"),
        ("UPDATE standing SET expires = '2099-01-01'", None, "the tables"),
        ("DELETE FROM member", 5, "a circle"),
        ("INSERT INTO member SELECT tag, 'board' FROM event WHERE seq = 1", 0, "a circle"),
        ("UPDATE person SET sealed = zeroblob(60)", None, "a person whose address was changed"),
        ("UPDATE person SET loose = x'00'", None, "a person whose address was changed"),
    ],
)
def test_a_change_is_found(desk: Desk, statement: str, event: int | None, says: str) -> None:
    verdict = changed(desk, statement)
    assert says in verdict.problem
    assert event is None or verdict.event == event


def test_an_end_that_was_cut_off_is_found_by_a_head_kept_elsewhere(desk: Desk) -> None:
    head = desk.say(Status.GIVEN, "new@example.com").head
    assert verify(desk.ledger, desk.keys, head).problem == ""
    with closing(sqlite3.connect(desk.ledger.place)) as connection, connection:
        connection.execute("DELETE FROM event WHERE seq > 6")
    connection.close()
    assert "the head that was given" in verify(desk.ledger, desk.keys, head).problem
    assert "the head that was given" in verify(desk.ledger, desk.keys, Head(6, b"other")).problem
