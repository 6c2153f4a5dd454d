"""The embedded ledger: one SQLite file, many readers and one writer at a time."""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing, contextmanager

from leakcheck.consent.errors import LedgerError
from leakcheck.consent.failures import failure
from leakcheck.consent.schema import APPLICATION, VERSION, migrate
from leakcheck.consent.sqlite_find import find
from leakcheck.consent.values import CircleRow, Event, Head, Header, KeyRow, Person
from leakcheck.model.consent import Status

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from typing import Any

    from leakcheck.consent.values import Changes, Found, Wanted

READER_WAIT = 0.9  # seconds; a reader is never held up for longer than one
WRITER_WAIT = 30.0
_NO_COMPANIONS = frozenset({sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_READONLY})
_HEAD = "SELECT seq, hash, recorded FROM event ORDER BY seq DESC LIMIT 1"
_EVENT = (
    "kind, purpose, scope, status, basis, at, effective, expires, source, recorded, tag, loose, salt, who, note, "
    "digest, key, seq, hash"
)


class SqliteLedger:
    """A ledger in a file (the protocol is in ledger.py)."""

    def __init__(self, path: str, connection: sqlite3.Connection) -> None:
        self._path = path
        self._connection = connection

    @property
    def place(self) -> str:
        """Return the path."""
        return self._path

    def header(self) -> Header:
        """Return the ledger's id, schema version, keys and facts."""
        with self._said():
            facts = dict(self._connection.execute("SELECT name, value FROM fact"))
            rows = self._connection.execute("SELECT number, proof, made, wrapped, sealed FROM key ORDER BY number")
            keys = tuple(KeyRow(*row) for row in rows)
        if not keys or "ledger" not in facts:
            raise LedgerError("was never finished", self._path, "Remove it and run leakcheck consent init again")
        return Header(facts.pop("ledger"), VERSION, keys, facts)

    def find(self, wanted: Wanted) -> Found:
        """Return what linting needs, all from one state of the file."""
        with self._said(), _snapshot(self._connection):
            return find(self._connection, wanted)

    def events(self, tags: Sequence[bytes] | None = None, loose: Sequence[bytes] = ()) -> Iterator[Event]:
        """Yield events in order of their number."""
        where, values = _where(tags, loose)
        with self._said():
            for row in self._connection.execute(f"SELECT {_EVENT} FROM event {where} ORDER BY seq", values):  # noqa: S608 - words of ours
                yield Event._make((*row[:3], Status(row[3]), *row[4:]))

    def people(self, tags: Sequence[bytes] | None = None, loose: Sequence[bytes] = ()) -> Iterator[Person]:
        """Yield people in order of their tag."""
        where, values = _where(tags, loose)
        query = f"SELECT tag, loose, sealed, name, key, given, surname FROM person {where} ORDER BY tag"  # noqa: S608 - words of ours
        with self._said():
            for row in self._connection.execute(query, values):
                yield Person(*row)

    def stated(self) -> Iterator[bytes]:
        """Yield every tag that has standings, and every loose tag that has objections."""
        with self._said():
            for (tag,) in self._connection.execute("SELECT tag FROM standing UNION SELECT loose FROM objection"):
                yield tag

    def circles(self) -> tuple[CircleRow, ...]:
        """Return all circles with their members, by name."""
        with self._said():
            rows = self._connection.execute("SELECT name, bcc_only FROM circle ORDER BY name").fetchall()
            return tuple(CircleRow(name, bool(hidden), self._members(name)) for name, hidden in rows)

    def _members(self, circle: str) -> tuple[bytes, ...]:
        rows = self._connection.execute("SELECT tag FROM member WHERE circle = ? ORDER BY tag", (circle,))
        return tuple(tag for (tag,) in rows)

    def write(self, work: Callable[[Head], Changes]) -> Head:
        """Apply the changes that `work` returns in one transaction."""
        from leakcheck.consent.chain import head_after
        from leakcheck.consent.sqlite_write import apply

        with self._said():
            self._connection.execute("BEGIN IMMEDIATE")
            try:
                row = self._connection.execute(_HEAD).fetchone()
                changes = work(Head(*row) if row else Head())
                apply(self._connection, changes)
                self._connection.execute("COMMIT")
            except BaseException:
                if self._connection.in_transaction:
                    self._connection.execute("ROLLBACK")
                raise
            if changes.shredded or changes.forgotten:
                self._connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        last = changes.events[-1] if changes.events else None
        return head_after(last) if last else Head(*row) if row else Head()

    def backup(self, target: str) -> None:
        """Write a copy that is whole, however much is being written meanwhile."""
        from leakcheck.consent.backup import new_file

        new_file(target)
        with self._said(), closing(sqlite3.connect(target)) as copy:
            self._connection.backup(copy)

    def integrity(self) -> str:
        """Return "" when the file is whole, else what SQLite says is wrong with it, without any value."""
        with self._said():
            (word,) = self._connection.execute("PRAGMA integrity_check(1)").fetchone()
        return "" if word == "ok" else "the file is damaged"

    def close(self) -> None:
        """Let go of the file."""
        self._connection.close()

    @contextmanager
    def _said(self) -> Iterator[None]:
        try:
            yield
        except sqlite3.Error as error:
            raise failure(error, self._path) from None


def open_sqlite(path: str, *, writable: bool = False) -> SqliteLedger:
    """Open a ledger that exists; raises LedgerError when it is missing, damaged, another's or of a newer version."""
    if not os.path.isfile(path):  # noqa: PTH113 - pathlib costs start-up
        raise LedgerError("there is no ledger here", path, "leakcheck consent init makes one")
    try:
        connection = _connected(path, writable=writable)
    except sqlite3.Error as error:
        raise failure(error, path) from None
    try:
        with _closed_on_error(connection):
            _check(connection, path, writable=writable)
    except sqlite3.Error as error:
        raise failure(error, path) from None
    return SqliteLedger(path, connection)


def create_sqlite(path: str) -> SqliteLedger:
    """Make an empty ledger that only its owner can read; raises LedgerError when something is there already."""
    from leakcheck.consent.backup import new_file

    new_file(path)
    try:
        connection = _connected(path, writable=True)
        with _closed_on_error(connection):
            connection.execute("PRAGMA journal_mode = WAL")
            migrate(connection)
    except sqlite3.Error as error:
        raise failure(error, path) from None
    return SqliteLedger(path, connection)


def _connected(path: str, *, writable: bool) -> sqlite3.Connection:
    if writable:
        connection = _opened(path, "rw", WRITER_WAIT)
        with _closed_on_error(connection):
            connection.execute("PRAGMA synchronous = FULL")
            connection.execute("PRAGMA secure_delete = ON")
            connection.execute("PRAGMA cache_size = -65536")  # tags are random: a large import touches every page
        return connection
    connection = _opened(path, "ro", READER_WAIT)
    try:
        connection.execute("PRAGMA user_version")
    except sqlite3.Error as error:
        connection.close()
        if error.sqlite_errorcode & 0xFF not in _NO_COMPANIONS or _pending(path):
            raise
    else:
        return connection
    return _opened(path, "ro&immutable=1", READER_WAIT)  # a folder that cannot be written, and nothing being written


def _opened(path: str, mode: str, wait: float) -> sqlite3.Connection:
    name = os.path.abspath(path).replace("%", "%25").replace("?", "%3f").replace("#", "%23")  # noqa: PTH100 - as above
    return sqlite3.connect(f"file:{name}?mode={mode}", timeout=wait, isolation_level=None, uri=True)


@contextmanager
def _closed_on_error(connection: sqlite3.Connection) -> Iterator[None]:
    """Let go of a file that turns out to be of no use; Python 3.13 warns where nobody does."""
    try:
        yield
    except (sqlite3.Error, LedgerError):
        connection.close()
        raise


def _pending(path: str) -> bool:
    """Tell whether somebody wrote to the file and has not finished; it can then not be read on its own."""
    try:
        return os.path.getsize(path + "-wal") > 0  # noqa: PTH202 - as above
    except OSError:
        return False


def _check(connection: sqlite3.Connection, path: str, *, writable: bool) -> None:
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    (application,) = connection.execute("PRAGMA application_id").fetchone()
    if application != APPLICATION:
        raise LedgerError("is not a consent ledger", path, "leakcheck consent init makes one")
    if version > VERSION:
        raise LedgerError("was made by a newer leakcheck", path, "Use that version, or a newer one")
    if version < VERSION:
        if not writable:
            raise LedgerError("was made by an older leakcheck", path, "leakcheck consent init brings it up to date")
        migrate(connection)


def _where(tags: Sequence[bytes] | None, loose: Sequence[bytes]) -> tuple[str, tuple[Any, ...]]:
    if tags is None:
        return "", ()
    words = [f"{name} IN ({','.join('?' * len(v))})" for name, v in (("tag", tags), ("loose", loose)) if v]
    return f"WHERE {' OR '.join(words) or 'FALSE'}", (*tags, *loose)


@contextmanager
def _snapshot(connection: sqlite3.Connection) -> Iterator[None]:
    connection.execute("BEGIN")
    try:
        yield
    finally:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
