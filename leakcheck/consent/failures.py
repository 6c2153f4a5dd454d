"""What SQLite complains about, in plain words; its own words may hold values and are not repeated."""

from __future__ import annotations

import sqlite3

from leakcheck.consent.errors import LedgerError

_PLAIN = {
    sqlite3.SQLITE_BUSY: ("is locked by another process", "Try again when it has finished"),
    sqlite3.SQLITE_LOCKED: ("is locked by another process", "Try again when it has finished"),
    sqlite3.SQLITE_READONLY: ("cannot be written here", "Check the rights of the file and its folder"),
    sqlite3.SQLITE_FULL: ("there is no room left: nothing was written", "Make room and try again"),
    sqlite3.SQLITE_CANTOPEN: ("cannot be opened", "Check the rights of the file and its folder"),
    sqlite3.SQLITE_IOERR: ("cannot be read or written: the disk reports an error", "Restore a backup elsewhere"),
    sqlite3.SQLITE_NOTADB: ("is not a consent ledger, or is damaged", "leakcheck consent restore brings back a backup"),
    sqlite3.SQLITE_CORRUPT: ("is damaged", "leakcheck consent restore brings back a backup"),
}
_DAMAGED = ("is damaged", "leakcheck consent restore brings back a backup")


def failure(error: sqlite3.Error, path: str) -> LedgerError:
    """Return the error that a person reads."""
    code = getattr(error, "sqlite_errorcode", None)
    reason, advice = _PLAIN.get(code & 0xFF, _DAMAGED) if isinstance(code, int) else _DAMAGED
    return LedgerError(reason, path, advice)
