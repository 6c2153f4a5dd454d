"""The tables of the embedded ledger, step by step; `PRAGMA user_version` counts the steps done."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    import sqlite3

APPLICATION = 0x4C4B4C47  # "LKLG", so that another program's file is not taken for a ledger
MIGRATIONS: tuple[tuple[str, ...], ...] = (
    (
        "CREATE TABLE fact (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID",
        """CREATE TABLE key (number INTEGER PRIMARY KEY, proof BLOB NOT NULL, made TEXT NOT NULL,
             wrapped BLOB NOT NULL, sealed BLOB NOT NULL) STRICT""",
        """CREATE TABLE event (seq INTEGER PRIMARY KEY, kind TEXT NOT NULL, purpose TEXT NOT NULL, scope TEXT NOT NULL,
             status TEXT NOT NULL, basis TEXT NOT NULL, at TEXT NOT NULL, effective TEXT NOT NULL,
             expires TEXT NOT NULL, source TEXT NOT NULL, recorded TEXT NOT NULL, tag BLOB NOT NULL,
             loose BLOB NOT NULL, salt BLOB NOT NULL, who BLOB NOT NULL, note BLOB NOT NULL, digest BLOB NOT NULL,
             key INTEGER NOT NULL, hash BLOB NOT NULL) STRICT""",
        "CREATE INDEX event_tag ON event (tag)",
        "CREATE INDEX event_loose ON event (loose)",
        """CREATE TABLE person (tag BLOB PRIMARY KEY, loose BLOB NOT NULL, sealed BLOB NOT NULL, name BLOB NOT NULL,
             key INTEGER NOT NULL) STRICT, WITHOUT ROWID""",
        "CREATE INDEX person_loose ON person (loose)",
        "CREATE INDEX person_name ON person (name) WHERE name <> x''",
        """CREATE TABLE standing (tag BLOB NOT NULL, purpose TEXT NOT NULL, scope TEXT NOT NULL, status TEXT NOT NULL,
             expires TEXT NOT NULL, effective TEXT NOT NULL, suppressed INTEGER NOT NULL, seq INTEGER NOT NULL,
             PRIMARY KEY (tag, purpose, scope)) STRICT, WITHOUT ROWID""",
        """CREATE TABLE objection (loose BLOB NOT NULL, purpose TEXT NOT NULL, scope TEXT NOT NULL,
             status TEXT NOT NULL, expires TEXT NOT NULL, effective TEXT NOT NULL, suppressed INTEGER NOT NULL,
             seq INTEGER NOT NULL, PRIMARY KEY (loose, purpose, scope)) STRICT, WITHOUT ROWID""",
        "CREATE TABLE circle (name TEXT PRIMARY KEY, bcc_only INTEGER NOT NULL) STRICT, WITHOUT ROWID",
        """CREATE TABLE member (tag BLOB NOT NULL, circle TEXT NOT NULL, PRIMARY KEY (tag, circle))
             STRICT, WITHOUT ROWID""",
        "CREATE INDEX member_circle ON member (circle)",
    ),
    (
        "ALTER TABLE person ADD COLUMN given BLOB NOT NULL DEFAULT x''",
        "ALTER TABLE person ADD COLUMN surname BLOB NOT NULL DEFAULT x''",
        "CREATE INDEX person_given ON person (given) WHERE given <> x''",
        "CREATE INDEX person_surname ON person (surname) WHERE surname <> x''",
    ),
)
VERSION = len(MIGRATIONS)


def migrate(connection: sqlite3.Connection) -> None:
    """Bring a file to the newest version, all steps in one transaction; the caller has checked that it is ours."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        (done,) = connection.execute("PRAGMA user_version").fetchone()
        for step in MIGRATIONS[done:]:
            for statement in step:
                connection.execute(statement)
        connection.execute(f"PRAGMA application_id = {APPLICATION}")
        connection.execute(f"PRAGMA user_version = {VERSION}")
    except BaseException:
        connection.execute("ROLLBACK")
        raise
    connection.execute("COMMIT")
