"""A ledger for teams, on PostgreSQL: many readers, and writers one at a time.

An advisory lock that lasts for one transaction lets only one writer append to the history; readers never wait for it.
"""

from __future__ import annotations

import os
from contextlib import contextmanager

from sqlalchemy import create_engine, select, text, union
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError, SQLAlchemyError
from sqlalchemy.pool import NullPool

from leakcheck.consent.chain import head_after
from leakcheck.consent.errors import LedgerError
from leakcheck.consent.postgres_failures import failure
from leakcheck.consent.postgres_find import find
from leakcheck.consent.postgres_tables import CIRCLE, EVENT, FACT, HEAD, KEY, MEMBER, OBJECTION, PERSON, STANDING
from leakcheck.consent.postgres_write import apply
from leakcheck.consent.schema import VERSION
from leakcheck.consent.values import CircleRow, Event, Head, Header, KeyRow, Person
from leakcheck.model.consent import Status

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from typing import Any

    from sqlalchemy import ColumnElement, Connection, Engine, Table

    from leakcheck.consent.values import Changes, Found, Wanted

LOCK = 0x4C4B4C47  # "LKLG", the advisory lock of everybody who appends to the history
PAGE = 5_000
_CONNECT = 5  # seconds


class PostgresLedger:
    """A ledger in a database (the protocol is in ledger.py)."""

    def __init__(self, place: str, engine: Engine, connection: Connection) -> None:
        self._place, self._engine, self._connection = place, engine, connection
        self._within = False

    @property
    def place(self) -> str:
        """Return the address without user and password."""
        return self._place

    def header(self) -> Header:
        """Return the ledger's id, schema version, keys and facts."""
        with self._said():
            facts = {row.name: row.value for row in self._connection.execute(select(FACT))}
            keys = tuple(KeyRow(*row) for row in self._connection.execute(select(KEY).order_by(KEY.c.number)))
        if not keys or "ledger" not in facts:
            raise LedgerError("was never finished", self._place, "Run leakcheck consent init on it")
        return Header(facts.pop("ledger"), VERSION, keys, facts)

    def find(self, wanted: Wanted) -> Found:
        """Return what linting needs, all from one state of the database."""
        with self._said(), self._transaction("ISOLATION LEVEL REPEATABLE READ READ ONLY"):
            return find(self._connection, wanted)

    def events(self, tags: Sequence[bytes] | None = None, loose: Sequence[bytes] = ()) -> Iterator[Event]:
        """Yield events in order of their number."""
        for row in self._pages(EVENT, EVENT.c.seq, tags, loose):
            yield Event._make((*row[:3], Status(row[3]), *row[4:]))

    def people(self, tags: Sequence[bytes] | None = None, loose: Sequence[bytes] = ()) -> Iterator[Person]:
        """Yield people in order of their tag."""
        for row in self._pages(PERSON, PERSON.c.tag, tags, loose):
            yield Person(*row)

    def _pages(
        self, table: Table, key: ColumnElement[Any], tags: Sequence[bytes] | None, loose: Sequence[bytes]
    ) -> Iterator[tuple[Any, ...]]:
        """Yield rows in pages, so that no transaction stays open while somebody thinks about one of them."""
        query = select(table).order_by(key).limit(PAGE)
        if tags is not None:
            query = query.where(table.c.tag.in_(tags) | table.c.loose.in_(loose))
        place = list(table.c).index(key)  # type: ignore[arg-type]  # a column of this table
        page = query
        while True:
            with self._said():
                rows = self._connection.execute(page).all()
            yield from rows
            if len(rows) < PAGE:
                return
            page = query.where(key > rows[-1][place])

    def stated(self) -> Iterator[bytes]:
        """Yield every tag that has standings, and every loose tag that has objections."""
        with self._said():
            rows = self._connection.execute(union(select(STANDING.c.tag), select(OBJECTION.c.loose))).all()
        yield from (row[0] for row in rows)

    def circles(self) -> tuple[CircleRow, ...]:
        """Return all circles with their members, by name."""
        with self._said():
            rows = self._connection.execute(select(CIRCLE).order_by(CIRCLE.c.name)).all()
            pairs = self._connection.execute(select(MEMBER).order_by(MEMBER.c.tag)).all()
        return tuple(CircleRow(n, h, tuple(tag for tag, circle in pairs if circle == n)) for n, h in rows)

    def write(self, work: Callable[[Head], Changes]) -> Head:
        """Apply the changes that `work` returns in one transaction, which no other writer shares."""
        with self._said(), self._transaction():
            self._connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": LOCK})
            query = select(EVENT.c.seq, EVENT.c.hash, EVENT.c.recorded).order_by(EVENT.c.seq.desc()).limit(1)
            row = self._connection.execute(query).first()
            changes = work(Head(*row) if row else Head())
            apply(self._connection, changes)
        last = changes.events[-1] if changes.events else None
        return head_after(last) if last else Head(*row) if row else Head()

    def backup(self, target: str) -> None:
        """Write a copy to a new file, as an embedded ledger with the same key."""
        from leakcheck.consent.copying import copy_ledger
        from leakcheck.consent.sqlite import create_sqlite

        copy = create_sqlite(target)
        try:
            copy_ledger(self, copy)
        finally:
            copy.close()

    def close(self) -> None:
        """Let go of the connection."""
        self._connection.close()
        self._engine.dispose()

    @contextmanager
    def _transaction(self, how: str = "") -> Iterator[None]:
        """Open a transaction, or stay in the one that is open; the connection commits by itself elsewhere."""
        if self._within:
            yield
            return
        self._connection.execute(text(f"BEGIN {how}"))
        self._within = True
        try:
            yield
            self._connection.execute(text("COMMIT"))
        except BaseException:
            self._connection.execute(text("ROLLBACK"))
            raise
        finally:
            self._within = False

    @contextmanager
    def _said(self) -> Iterator[None]:
        try:
            yield
        except SQLAlchemyError as error:
            raise failure(error, self._place) from None


def open_postgres(address: str, *, writable: bool = False) -> PostgresLedger:
    """Open a ledger that exists; raises LedgerError when the server, the ledger or the right to use it is missing.

    What an account may write its role decides, see `grant_roles`. A writer brings older tables up to date, which takes
    the rights of their owner.
    """
    ledger = _connected(address)
    try:
        done = _version(ledger)
        if writable and "" < done < HEAD:
            done = _updated(ledger)
    except LedgerError:
        ledger.close()
        raise
    if done != HEAD:
        ledger.close()
        reason = (
            "there is no ledger here"
            if not done
            else f"was made by {'an older' if done < HEAD else 'a newer'} leakcheck"
        )
        raise LedgerError(reason, ledger.place, "leakcheck consent init makes one" if not done else _advice(done))
    return ledger


def _advice(done: str) -> str:
    if done > HEAD:
        return "Use the same version"
    return "leakcheck consent init, by the owner of its tables, brings it up to date"


def _updated(ledger: PostgresLedger) -> str:
    with ledger._said(), ledger._transaction():  # noqa: SLF001 - its maker
        _migrate(ledger._connection)  # noqa: SLF001 - as above
    return HEAD


def create_postgres(address: str) -> PostgresLedger:
    """Make an empty ledger in a database; raises LedgerError when one is there already."""
    ledger = _connected(address)
    try:
        done = _version(ledger)
        if done < HEAD:
            _updated(ledger)
        if done:
            _refuse_finished(ledger)
    except LedgerError:
        ledger.close()
        raise
    return ledger


def _refuse_finished(ledger: PostgresLedger) -> None:
    try:
        ledger.header()
    except LedgerError:
        return
    raise LedgerError("is there already", ledger.place, "Choose another database, nothing is replaced")


def grant_roles(address: str, reader: str, writer: str) -> None:
    """Let two roles that exist use a ledger, each with the least that it needs; raises LedgerError.

    A reader asks about people when drafts are checked: no history, no sealed addresses. A writer appends to the
    history and empties what an erasure takes away, and can neither delete nor change an event.
    """
    ledger = _connected(address)
    quote = ledger._engine.dialect.identifier_preparer.quote_identifier  # noqa: SLF001 - its maker
    one, both = quote(reader), f"{quote(reader)}, {quote(writer)}"
    two = quote(writer)
    statements = (
        f"GRANT SELECT ON fact, key, standing, objection, circle, member, alembic_version TO {both}",
        f"GRANT SELECT (tag, loose, name, given, surname) ON person TO {one}",
        f"GRANT SELECT ON person, event TO {two}",
        f"GRANT INSERT ON event TO {two}",
        f"GRANT UPDATE (tag, loose, salt, note) ON event TO {two}",
        f"GRANT INSERT, UPDATE, DELETE ON person, standing, objection, circle, member TO {two}",
        f"GRANT INSERT, UPDATE ON key, fact TO {two}",
    )
    try:
        with ledger._said(), ledger._transaction():  # noqa: SLF001 - as above
            for statement in statements:
                ledger._connection.execute(text(statement))  # noqa: SLF001 - as above
    finally:
        ledger.close()


def _connected(address: str) -> PostgresLedger:
    place = shown(address)
    try:
        url = make_url(address).set(drivername="postgresql+psycopg")
        engine = create_engine(
            url, poolclass=NullPool, isolation_level="AUTOCOMMIT", connect_args={"connect_timeout": _CONNECT}
        )
        return PostgresLedger(place, engine, engine.connect())
    except (ArgumentError, ValueError):
        raise LedgerError("is no address of a ledger", place, "Write postgresql://user@host/database") from None
    except SQLAlchemyError as error:
        raise failure(error, place) from None


def _version(ledger: PostgresLedger) -> str:
    """Return the last step that was done on the tables, "" when there are none."""
    with ledger._said():  # noqa: SLF001 - its maker
        there = ledger._connection.execute(text("SELECT to_regclass('alembic_version')")).scalar()  # noqa: SLF001 - as above
        if there is None:
            return ""
        return str(ledger._connection.execute(text("SELECT version_num FROM alembic_version")).scalar() or "")  # noqa: SLF001 - as above


def _migrate(connection: Connection) -> None:
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", os.path.join(os.path.dirname(__file__), "migrations"))  # noqa: PTH118, PTH120 - as elsewhere
    config.set_main_option("path_separator", "os")
    config.attributes["connection"] = connection
    command.upgrade(config, "head")


def shown(address: str) -> str:
    """Return an address without user, password and options."""
    rest = address.partition("://")[2].partition("?")[0]
    return f"postgresql://{rest.rpartition('@')[2]}"
