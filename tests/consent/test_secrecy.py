"""Neither the file nor its companions tell whom the ledger knows, and a reader's key lists nobody."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

import pytest

from leakcheck.consent.desk import Entry, record
from leakcheck.consent.erasing import erase
from leakcheck.consent.errors import LedgerError
from leakcheck.consent.keys import Keys, load_keys
from leakcheck.consent.seal import Note
from leakcheck.consent.setup import reader_key
from leakcheck.consent.values import CircleRow
from leakcheck.consent.views import rows
from leakcheck.model.consent import Status
from tests.consent.desks import MARKETING, TODAY, Desk, sqlite_desk

if TYPE_CHECKING:
    from pathlib import Path

ADDRESS, NAME, WORDS = "canary.bird@example.com", "Canary Bird", "signed form in the blue folder"
SECRETS = ("canary", "bird", "example.com", "blue folder", "petra")


def fill(desk: Desk) -> None:
    note = Note(WORDS, "notice 2026-1", "petra")
    entry = Entry(ADDRESS, NAME, purpose=MARKETING, status=Status.GIVEN, note=note)
    record(desk.ledger, desk.keys, [entry])
    record(desk.ledger, desk.keys, [Entry(ADDRESS, NAME, "circle-add", "board")], [CircleRow("board")])


def bytes_of(folder: Path) -> bytes:
    return b"".join(path.read_bytes() for path in sorted(folder.iterdir())).lower()


def test_no_clear_word_in_database_and_journal(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    desk = sqlite_desk(tmp_path)
    fill(desk)
    assert (tmp_path / "consent.db-wal").stat().st_size
    erase(desk.ledger, desk.keys, ADDRESS)
    fill(desk)
    desk.ledger.close()
    data = bytes_of(tmp_path)
    for secret in SECRETS:
        assert secret.encode() not in data
        assert secret.encode("utf-16-le") not in data
    assert caplog.text == ""


def test_what_was_sealed_is_gone_after_erasing(tmp_path: Path) -> None:
    desk = sqlite_desk(tmp_path)
    fill(desk)
    (person,) = desk.ledger.people()
    event = next(desk.ledger.events())
    erase(desk.ledger, desk.keys, ADDRESS)
    data = b"".join(path.read_bytes() for path in sorted(tmp_path.iterdir()))
    assert person.sealed not in data
    assert event.note not in data
    assert person.tag not in data
    desk.ledger.close()


def test_a_reader_can_ask_and_cannot_list(tmp_path: Path) -> None:
    desk = sqlite_desk(tmp_path)
    fill(desk)
    reader = load_keys(desk.ledger.header(), {"LEAKCHECK_LEDGER_KEY": reader_key(desk.keys)})
    assert (reader.seal, reader.chain) == (b"", b"")
    assert Desk(desk.ledger, reader).status(ADDRESS) is Status.GIVEN
    with pytest.raises(LedgerError):
        list(rows(desk.ledger, reader, TODAY))
    desk.ledger.close()


def test_values_do_not_show_themselves() -> None:
    shown = repr(
        (Entry(ADDRESS, NAME), Note(WORDS), Keys(1, b"t" * 32, b"s" * 32, b"c" * 32), Keys(1, b"t" * 32)),
    )
    for secret in (*SECRETS, "tttt", "ssss", "cccc"):
        assert secret not in shown.lower()


def test_the_file_is_for_its_owner(tmp_path: Path) -> None:
    desk = sqlite_desk(tmp_path)
    fill(desk)
    assert {path.stat().st_mode & 0o077 for path in tmp_path.iterdir()} == {0}
    desk.ledger.close()
