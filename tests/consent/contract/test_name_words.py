"""A ledger knows given names and surnames of its people, and lets nobody read them off."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from leakcheck.consent.called import WORDS, index_names
from leakcheck.consent.copying import copy_ledger
from leakcheck.consent.desk import Entry, record
from leakcheck.consent.erasing import erase
from leakcheck.consent.rotating import rotate
from leakcheck.consent.sqlite import create_sqlite
from leakcheck.consent.values import MOST_BEARERS, Changes
from leakcheck.model.consent import GIVEN, SURNAME, NameWord
from tests.consent.desks import ANN, BOB, CLEO, MASTER, Desk

if TYPE_CHECKING:
    from pathlib import Path

WANTED = tuple(NameWord(*pair) for pair in ((GIVEN, "ann"), (GIVEN, "osei"), (SURNAME, "osei"), (SURNAME, "ann")))


def fill(desk: Desk) -> None:
    record(desk.ledger, desk.keys, [Entry(ANN, "Ann Osei"), Entry(BOB, "Osei, Bob"), Entry(CLEO)])


def told(desk: Desk, *people: str) -> dict[tuple[str, str], int]:
    return desk.known(*people, words=WANTED).words


def test_words_are_known_by_their_role_with_their_number(desk: Desk) -> None:
    fill(desk)
    assert told(desk) == {(GIVEN, "ann"): 1, (SURNAME, "osei"): 2}


def test_a_word_of_somebody_asked_about_tells_nothing(desk: Desk) -> None:
    fill(desk)
    assert told(desk, ANN) == {}
    assert told(desk, BOB, "stranger@example.com") == {(GIVEN, "ann"): 1}


def test_a_new_name_replaces_the_old(desk: Desk) -> None:
    record(desk.ledger, desk.keys, [Entry(ANN, "Ann")])
    record(desk.ledger, desk.keys, [Entry(ANN, "Anna Lee")])
    assert told(desk) == {}
    record(desk.ledger, desk.keys, [Entry(ANN, "Ann")])
    assert told(desk) == {(GIVEN, "ann"): 1}


def test_erasing_and_a_new_key_take_them_along(desk: Desk) -> None:
    fill(desk)
    fresh = desk._replace(keys=rotate(desk.ledger, desk.keys, MASTER, bytes(reversed(MASTER))))
    assert told(fresh) == {(GIVEN, "ann"): 1, (SURNAME, "osei"): 2}
    erase(fresh.ledger, fresh.keys, ANN)
    assert told(fresh) == {(SURNAME, "osei"): 1}


def test_a_copy_knows_them(desk: Desk, tmp_path: Path) -> None:
    fill(desk)
    copy = create_sqlite(str(tmp_path / "copy.db"))
    copy_ledger(desk.ledger, copy)
    assert told(desk._replace(ledger=copy)) == told(desk)
    copy.close()


def test_a_ledger_from_before_gets_them_once(desk: Desk) -> None:
    fill(desk)
    bare = tuple(person._replace(given=b"", surname=b"") for person in desk.ledger.people())
    desk.ledger.write(lambda _: Changes(people=bare))
    index_names(desk.ledger, desk.keys)
    assert told(desk) == {}
    desk.ledger.write(lambda _: Changes(facts={WORDS: ""}))
    index_names(desk.ledger, desk.keys)
    assert told(desk) == {(GIVEN, "ann"): 1, (SURNAME, "osei"): 2}


@pytest.mark.parametrize("more", [1, 5])
def test_the_bearers_of_a_name_are_counted_up_to_a_limit(desk: Desk, more: int) -> None:
    crowd = [Entry(f"p{number}@example.com", f"Ann Muster{'x' * number}") for number in range(MOST_BEARERS + more)]
    record(desk.ledger, desk.keys, crowd)
    assert told(desk) == {(GIVEN, "ann"): MOST_BEARERS}
    for entry in crowd:
        assert told(desk, "x@example.com", entry.key) == {}
