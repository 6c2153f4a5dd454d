"""What only a server has: accounts with few rights, many at once, ledgers that move between file and server."""

from __future__ import annotations

import os
import threading
import time
from typing import TYPE_CHECKING

import pytest

from leakcheck.cli import main
from leakcheck.consent.asking import LedgerAsker
from leakcheck.consent.called import index_names
from leakcheck.consent.copying import copy_ledger
from leakcheck.consent.desk import Entry, record
from leakcheck.consent.errors import LedgerError
from leakcheck.consent.keys import from_master
from leakcheck.consent.opening import open_ledger
from leakcheck.consent.sqlite import create_sqlite
from leakcheck.consent.values import CircleRow
from leakcheck.consent.verify import verify
from leakcheck.model.consent import GIVEN, SURNAME, NameWord, Status
from tests.consent.desks import ANN, BOB, CLEO, ENVIRONMENT, MARKETING, MASTER, Desk, sqlite_desk
from tests.consent.postgres_server import postgres_desk, server
from tests.support import people_mail

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

pytestmark = pytest.mark.postgres


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    made = postgres_desk(tmp_path)
    yield made
    made.ledger.close()


def address_of(desk: Desk, user: str = "owner") -> str:
    return server().address(desk.ledger.place.rpartition("/")[2], user)


def fill(desk: Desk) -> None:
    desk.say(Status.GIVEN, ANN, BOB, expires="2026-12-31")
    desk.say(Status.WITHDRAWN, "bob+x@example.net")
    record(desk.ledger, desk.keys, [Entry(ANN, "Ann Lee", "circle-add", "board")], [CircleRow("board", bcc_only=True)])


def test_a_ledger_moves_to_the_server_and_back(desk: Desk, tmp_path: Path) -> None:
    from leakcheck.consent.postgres import create_postgres

    origin = sqlite_desk(tmp_path)
    fill(origin)
    there = create_postgres(server().new_database())
    assert copy_ledger(origin.ledger, there) == 4
    back = create_sqlite(str(tmp_path / "back.db"))
    copy_ledger(there, back)
    for ledger in (there, back):
        copy = Desk(ledger, origin.keys)
        assert verify(ledger, origin.keys) == verify(origin.ledger, origin.keys)
        assert copy.known(ANN, BOB, CLEO, names=("Ann Lee",)) == origin.known(ANN, BOB, CLEO, names=("Ann Lee",))
        assert ledger.header() == origin.ledger.header()
        ledger.close()
    origin.ledger.close()


def test_nothing_is_made_over_something(desk: Desk) -> None:
    from leakcheck.consent.postgres import create_postgres

    with pytest.raises(LedgerError, match="is there already"):
        create_postgres(address_of(desk))


def test_roles_may_do_what_they_need_and_no_more(desk: Desk) -> None:
    from sqlalchemy import text

    from leakcheck.consent.postgres import grant_roles

    fill(desk)
    for role in ("linter", "office"):
        desk.ledger._connection.execute(text(f"DROP ROLE IF EXISTS {role}"))
        desk.ledger._connection.execute(text(f"CREATE ROLE {role} LOGIN PASSWORD 'secret-word'"))
    grant_roles(address_of(desk), "linter", "office")
    keys = from_master(MASTER)

    linter = Desk(open_ledger(address_of(desk, "linter")), keys)
    assert linter.status(ANN) is Status.GIVEN
    assert linter.ledger.header().ledger
    for forbidden in (lambda: list(linter.ledger.events()), lambda: list(linter.ledger.people())):
        with pytest.raises(LedgerError, match="may not do this with this account"):
            forbidden()
    with pytest.raises(LedgerError, match="may not"):
        linter.say(Status.GIVEN, CLEO)
    linter.ledger.close()

    office = Desk(open_ledger(address_of(desk, "office"), writable=True), keys)
    office.say(Status.GIVEN, CLEO)
    assert office.status(CLEO) is Status.GIVEN
    for statement in ("DELETE FROM event", "UPDATE event SET status = 'Given'", "DROP TABLE event", "TRUNCATE event"):
        with pytest.raises(Exception, match=r"permission denied|must be owner"):
            office.ledger._connection.execute(text(statement))
    office.ledger.close()
    assert verify(desk.ledger, keys).problem == ""
    desk.ledger._connection.execute(text("DROP OWNED BY linter, office"))
    desk.ledger._connection.execute(text("DROP ROLE linter, office"))


def test_tables_of_the_first_version_are_brought_up_to_date_for_their_readers_too(desk: Desk) -> None:
    from sqlalchemy import text

    from leakcheck.consent.postgres import grant_roles

    def run(*statements: str) -> None:
        for statement in statements:
            desk.ledger._connection.execute(text(statement))

    record(desk.ledger, desk.keys, [Entry(BOB, "Bob Ray")])
    for role in ("eyes", "hands"):
        run(f"DROP ROLE IF EXISTS {role}", f"CREATE ROLE {role} LOGIN PASSWORD 'secret-word'")
    grant_roles(address_of(desk), "eyes", "hands")
    run(
        "ALTER TABLE person DROP COLUMN given, DROP COLUMN surname",
        "DELETE FROM fact WHERE name = 'name-words'",
        "UPDATE alembic_version SET version_num = '0001'",
    )
    for user in ("eyes", "hands"):
        with pytest.raises(LedgerError, match=r"was made by an older leakcheck|may not do this with this account"):
            open_ledger(address_of(desk, user), writable=user == "hands")
    owner = open_ledger(address_of(desk), writable=True)
    index_names(owner, desk.keys)
    owner.close()
    reader = Desk(open_ledger(address_of(desk, "eyes")), desk.keys)
    words = (NameWord(GIVEN, "bob"), NameWord(SURNAME, "ray"))
    assert reader.known(ANN, words=words).words == dict.fromkeys(words, 1)
    reader.ledger.close()
    run("DROP OWNED BY eyes, hands", "DROP ROLE eyes, hands")


def test_the_first_step_makes_what_the_steps_after_it_expect(desk: Desk) -> None:
    from sqlalchemy import inspect
    from sqlalchemy.dialects import postgresql

    from leakcheck.consent.postgres_tables import METADATA

    made = inspect(desk.ledger._engine)
    for table in METADATA.sorted_tables:
        columns = made.get_columns(table.name)
        dialect = postgresql.dialect()
        there = {column["name"]: str(column["type"].compile(dialect)) for column in columns}
        assert there == {column.name: str(column.type.compile(dialect)) for column in table.columns}
        assert not any(column["nullable"] for column in columns)
        assert {index["name"] for index in made.get_indexes(table.name)} == {index.name for index in table.indexes}
        assert made.get_pk_constraint(table.name)["constrained_columns"] == [c.name for c in table.primary_key]


def test_two_writers_and_ten_readers(desk: Desk) -> None:
    address, rounds = address_of(desk), 15
    done, slowest, errors = threading.Event(), [0.0], []

    def writes(name: str) -> None:
        own = Desk(open_ledger(address, writable=True), from_master(MASTER))
        try:
            for number in range(rounds):
                own.say(Status.GIVEN, f"{name}{number}@example.com")
        except Exception as error:  # noqa: BLE001 - told below
            errors.append(error)
        own.ledger.close()

    def reads() -> None:
        asker = LedgerAsker(address, ENVIRONMENT)
        try:
            while not done.is_set():
                began = time.monotonic()
                asker.ask([ANN, "a0@example.com"])
                slowest[0] = max(slowest[0], time.monotonic() - began)
        except Exception as error:  # noqa: BLE001 - told below
            errors.append(error)
        asker.close()

    readers = [threading.Thread(target=reads) for _ in range(10)]
    writers = [threading.Thread(target=writes, args=(name,)) for name in ("a", "b")]
    for thread in (*readers, *writers):
        thread.start()
    for thread in writers:
        thread.join()
    done.set()
    for thread in readers:
        thread.join()
    assert errors == []
    verdict = verify(desk.ledger, desk.keys)
    assert (verdict.problem, verdict.head.seq) == ("", 2 * rounds)


def test_a_reader_does_not_wait_for_a_writer(desk: Desk) -> None:
    fill(desk)
    other = Desk(open_ledger(address_of(desk)), desk.keys)
    entry = Entry(CLEO, purpose=MARKETING, status=Status.GIVEN)

    from leakcheck.consent.values import Changes, Head

    def works(head: Head) -> Changes:
        assert other.status(ANN) is Status.GIVEN
        return Changes()

    desk.ledger.write(works)
    record(desk.ledger, desk.keys, [entry])
    assert other.status(CLEO) is Status.GIVEN
    other.ledger.close()


def test_tampering_is_found(desk: Desk) -> None:
    from sqlalchemy import text

    fill(desk)
    desk.ledger._connection.execute(text("UPDATE event SET status = 'Given' WHERE seq = 3"))
    assert (verify(desk.ledger, desk.keys).event, verify(desk.ledger, desk.keys).problem) == (3, "was changed")


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"/ledger": "/nothing-here"}, "there is no such database|cannot be reached"),
        ({"secret-word": "wrong-word"}, "does not let this account in|cannot be reached"),
        ({"127.0.0.1:": "127.0.0.1:1"}, "cannot be reached|is no address"),
        ({"postgresql://": "postgresql://x y:"}, "cannot be reached|is no address"),
    ],
)
def test_what_is_wrong_is_said_without_user_and_password(desk: Desk, changes: dict[str, str], says: str) -> None:
    address = address_of(desk)
    for old, new in changes.items():
        address = address.replace(old, new)
    with pytest.raises(LedgerError, match=says) as caught:
        open_ledger(address)
    assert "word" not in str(caught.value)
    assert "\n" not in str(caught.value)


def test_an_empty_database_is_no_ledger(desk: Desk) -> None:
    with pytest.raises(LedgerError, match="there is no ledger here"):
        open_ledger(server().new_database())


def test_the_steps_end_where_the_code_says() -> None:
    from alembic.config import Config
    from alembic.script import ScriptDirectory

    import leakcheck.consent.migrations as steps
    from leakcheck.consent.postgres_tables import HEAD

    config = Config()
    config.set_main_option("script_location", os.path.dirname(str(steps.__file__)))  # noqa: PTH120 - one call
    config.set_main_option("path_separator", "os")
    assert ScriptDirectory.from_config(config).get_current_head() == HEAD


def test_the_commands_are_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    address = server().new_database()
    monkeypatch.setenv("LEAKCHECK_LEDGER", address)
    monkeypatch.setenv("LEAKCHECK_LEDGER_KEY", ENVIRONMENT["LEAKCHECK_LEDGER_KEY"])
    (tmp_path / "people.csv").write_text(f"email\n{ANN}\n{BOB}\n", encoding="utf-8")
    (tmp_path / "draft.eml").write_text(people_mail(to=f"{ANN}, {BOB}"), encoding="utf-8")
    check = ["check", "draft.eml", "--purpose", "marketing", "--select", "LC2"]
    steps = {
        ("consent", "init", "--dry-run"): 0,
        ("consent", "init"): 0,
        ("consent", "import", "people.csv", "--adapter", "csv"): 0,
        tuple(check): 1,
        ("consent", "grant", ANN, BOB, "--purpose", "marketing"): 0,
        ("consent", "withdraw", BOB): 0,
        ("consent", "suppress", BOB): 0,
        ("consent", "erase", BOB, "--yes"): 0,
        ("consent", "stats"): 0,
        ("consent", "verify"): 0,
        ("consent", "backup", "backup.db"): 0,
        ("consent", "copy", "backup.db", server().new_database()): 0,
        ("consent", "init", "--yes"): 3,
    }
    for words, code in steps.items():
        assert main(list(words)) == code, words
    assert main(check) == 1
    output = capsys.readouterr()
    assert "LC202" in output.out
    assert "secret-word" not in output.out + output.err


def test_more_people_at_once_than_a_statement_takes_values(desk: Desk) -> None:
    from leakcheck.consent.values import Changes, Standing

    rows = {number.to_bytes(16): (Standing(MARKETING, "*", Status.GIVEN),) for number in range(70_000)}
    desk.ledger.write(lambda _: Changes(standings=rows))
    assert sum(1 for _ in desk.ledger.stated()) == 70_000
