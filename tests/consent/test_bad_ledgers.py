"""A ledger that cannot be read is said in one line, never taken for an empty one."""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from leakcheck.cli import main
from leakcheck.consent.asking import LedgerAsker
from leakcheck.consent.desk import Entry, record
from leakcheck.consent.errors import LedgerError
from leakcheck.consent.keys import from_master, key_file, load_keys, write_key_file
from leakcheck.consent.opening import open_ledger
from leakcheck.consent.setup import Controller, create
from leakcheck.consent.sqlite import create_sqlite, open_sqlite
from leakcheck.model.consent import GIVEN, SURNAME, NameWord, Status
from tests.consent.desks import ANN, BOB, ENVIRONMENT, MASTER, Desk, sqlite_desk
from tests.support import people_mail, report_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator


@pytest.fixture
def path(tmp_path: Path) -> str:
    desk = sqlite_desk(tmp_path)
    desk.say(Status.GIVEN, ANN)
    desk.ledger.close()
    return str(tmp_path / "consent.db")


def asked(path: str, key: str = MASTER.hex()) -> str:
    """Return why a ledger cannot be asked, "" when it answers."""
    asker = LedgerAsker(path, {"LEAKCHECK_LEDGER_KEY": key})
    try:
        return "" if asker.ask([ANN]).answers else "it knows nobody"
    except LedgerError as error:
        return error.reason if error.help and "\n" not in str(error) else f"no advice: {error}"
    finally:
        asker.close()


def version(path: str, number: int) -> None:
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute(f"PRAGMA user_version = {number}")
    connection.close()


def overwrite(path: str, data: bytes, at: int = 0) -> None:
    with open(path, "r+b") as file:  # noqa: PTH123 - in the middle of a file
        file.seek(at)
        file.write(data)


BROKEN: dict[str, tuple[Callable[[str], object], str]] = {
    "missing": (os.remove, "there is no ledger here"),
    "a folder": (lambda path: (os.remove(path), os.mkdir(path)), "there is no ledger here"),  # noqa: PTH102, PTH107 - short
    "empty": (lambda path: os.truncate(path, 0), "is not a consent ledger"),
    "another file": (lambda path: overwrite(path, b"Dear Ann, this is a letter " * 9), "is not a consent ledger"),
    "cut": (lambda path: os.truncate(path, 9_000), "is damaged"),
    "newer": (lambda path: version(path, 99), "was made by a newer leakcheck"),
    "older": (lambda path: version(path, 0), "was made by an older leakcheck"),
}


@pytest.mark.parametrize("how", BROKEN)
def test_what_is_broken_is_named(path: str, how: str) -> None:
    breaks, says = BROKEN[how]
    breaks(path)
    assert says in asked(path)


def test_a_page_of_noise_is_damage(path: str) -> None:
    for at in range(4_096, Path(path).stat().st_size, 4_096):
        overwrite(path, os.urandom(4_096), at)
    assert "is damaged" in asked(path)


def test_another_program_s_database_is_no_ledger(tmp_path: Path) -> None:
    with closing(sqlite3.connect(tmp_path / "other.db")) as connection, connection:
        connection.execute("CREATE TABLE person (name TEXT)")
    connection.close()
    assert asked(str(tmp_path / "other.db")) == "is not a consent ledger"


@pytest.mark.parametrize("key", ["00" * 32, "reader:" + "00" * 32])
def test_a_wrong_key_is_not_an_unknown_person(path: str, key: str) -> None:
    assert asked(path, key) == "is not the key of this ledger"


@pytest.mark.parametrize("key", ["abc", "zz" * 32, "00" * 31, "reader:"])
def test_what_is_no_key_is_said_without_repeating_it(path: str, key: str) -> None:
    assert asked(path, key) == "holds no key: 64 hexadecimal digits are expected"


def test_a_locked_ledger_does_not_hold_a_check_up(path: str) -> None:
    other = sqlite3.connect(path, isolation_level=None)
    other.execute("PRAGMA locking_mode = EXCLUSIVE")
    other.execute("BEGIN EXCLUSIVE")
    assert asked(path) == "is locked by another process"
    other.execute("ROLLBACK")
    other.close()
    assert asked(path) == ""


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root writes everywhere")
def test_a_folder_that_cannot_be_written_can_be_read(path: str, tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    try:
        assert asked(path) == ""
        with pytest.raises(LedgerError, match="cannot be"):
            Desk(open_sqlite(path, writable=True), from_master(MASTER)).say(Status.GIVEN, BOB)
    finally:
        tmp_path.chmod(0o700)


def test_a_full_disk_leaves_what_was_there(path: str) -> None:
    ledger = open_sqlite(path, writable=True)
    desk = Desk(ledger, from_master(MASTER))
    (pages,) = ledger._connection.execute("PRAGMA page_count").fetchone()
    ledger._connection.execute(f"PRAGMA max_page_count = {pages}")
    with pytest.raises(LedgerError, match="there is no room left: nothing was written"):
        desk.say(Status.GIVEN, *(f"p{number}@example.com" for number in range(500)))
    assert desk.status(ANN) is Status.GIVEN
    assert desk.status("p0@example.com") is Status.UNKNOWN
    ledger.close()


def test_a_ledger_of_the_first_version_is_brought_up_to_date(path: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LEAKCHECK_LEDGER", path)
    monkeypatch.setenv("LEAKCHECK_LEDGER_KEY", MASTER.hex())
    with closing(open_sqlite(path, writable=True)) as ledger:
        record(ledger, from_master(MASTER), [Entry(BOB, "Bob Ray")])
    with closing(sqlite3.connect(path)) as connection, connection:
        for column in ("given", "surname"):
            connection.execute(f"DROP INDEX person_{column}")
            connection.execute(f"ALTER TABLE person DROP COLUMN {column}")
        connection.execute("DELETE FROM fact WHERE name = 'name-words'")
    version(path, 1)
    assert asked(path) == "was made by an older leakcheck"
    assert main(["consent", "init", path]) == 2  # it is there already
    assert asked(path) == ""
    with closing(open_sqlite(path)) as ledger:
        words = (NameWord(GIVEN, "bob"), NameWord(SURNAME, "ray"))
        assert Desk(ledger, from_master(MASTER)).known(ANN, words=words).words == dict.fromkeys(words, 1)


def test_nothing_is_made_over_something(path: str) -> None:
    with pytest.raises(LedgerError, match="is there already"):
        create_sqlite(path)


def test_a_ledger_that_was_never_finished(tmp_path: Path) -> None:
    create_sqlite(str(tmp_path / "half.db")).close()
    with closing(open_sqlite(str(tmp_path / "half.db"))) as ledger, pytest.raises(LedgerError, match="never finished"):
        ledger.header()


def test_an_address_of_another_kind() -> None:
    with pytest.raises(LedgerError, match=r"mysql://host/x: is no address of a ledger"):
        open_ledger("mysql://user:secret@host/x")


@pytest.fixture
def home(tmp_path: Path) -> Iterator[dict[str, str]]:
    return {"HOME": str(tmp_path), "XDG_CONFIG_HOME": str(tmp_path / "config")}


def test_a_new_key_is_kept_for_its_owner_alone(tmp_path: Path, home: dict[str, str]) -> None:
    ledger = create_sqlite(str(tmp_path / "x.db"))
    made = create(ledger, home, Controller())
    assert made.key_file == key_file(made.ledger, home)
    assert os.stat(made.key_file).st_mode & 0o777 == 0o600  # noqa: PTH116 - as in the code
    assert load_keys(ledger.header(), home).seal
    os.chmod(made.key_file, 0o644)  # noqa: PTH101 - as above
    with pytest.raises(LedgerError, match="can be read by others"):
        load_keys(ledger.header(), home)
    Path(made.key_file).unlink()
    with pytest.raises(LedgerError, match="there is no key for this ledger"):
        load_keys(ledger.header(), home)
    ledger.close()


def test_a_key_file_is_never_replaced(tmp_path: Path) -> None:
    write_key_file(str(tmp_path / "new" / "a.key"), "one")
    with pytest.raises(LedgerError, match="is there already"):
        write_key_file(str(tmp_path / "new" / "a.key"), "two")


@pytest.mark.parametrize("how", BROKEN)
def test_a_check_with_a_broken_ledger_is_not_clean(path: str, how: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LEAKCHECK_LEDGER_KEY", ENVIRONMENT["LEAKCHECK_LEDGER_KEY"])
    BROKEN[how][0](path)
    report = report_of(people_mail(to=ANN), ledger=path)
    assert report.status == "partly-checked"
    (gap,) = [finding for finding in report.findings if finding.rule.id == "LC901"]
    assert gap.message.startswith("consent was not checked: ")
    assert not any(finding.rule.id.startswith("LC2") for finding in report.findings)
