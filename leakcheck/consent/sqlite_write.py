"""What one transaction does to the embedded ledger."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    import sqlite3

    from leakcheck.consent.values import Changes, Event, Standing

_STANDING = "INSERT OR REPLACE INTO standing VALUES (?, ?, ?, ?, ?, ?, ?, ?)"
_OBJECTION = "INSERT OR REPLACE INTO objection VALUES (?, ?, ?, ?, ?, ?, ?, ?)"


def apply(connection: sqlite3.Connection, changes: Changes) -> None:
    """Apply all changes inside the transaction that is open."""
    many = connection.executemany
    many("INSERT INTO event VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)", map(_row, changes.events))
    many(
        "INSERT OR REPLACE INTO person (tag, loose, sealed, name, key, given, surname) VALUES (?, ?, ?, ?, ?, ?, ?)",
        map(tuple, changes.people),
    )
    many("DELETE FROM standing WHERE tag = ?", ((tag,) for tag in changes.standings))
    many(_STANDING, (_standing(tag, one) for tag, rows in changes.standings.items() for one in rows))
    many("DELETE FROM objection WHERE loose = ?", ((loose,) for loose in changes.objections))
    many(_OBJECTION, (_standing(loose, one) for loose, rows in changes.objections.items() for one in rows))
    many("INSERT OR REPLACE INTO circle VALUES (?, ?)", ((row.name, row.bcc_only) for row in changes.circles))
    many("INSERT OR IGNORE INTO member (circle, tag) VALUES (?, ?)", changes.joined)
    many("DELETE FROM member WHERE circle = ? AND tag = ?", changes.left)
    many("DELETE FROM person WHERE tag = ?", ((tag,) for tag in changes.forgotten))
    many("DELETE FROM member WHERE tag = ?", ((tag,) for tag in changes.forgotten))
    many(
        "UPDATE event SET tag = x'', loose = x'', salt = x'', note = x'' WHERE seq = ?",
        ((seq,) for seq in changes.shredded),
    )
    many("INSERT OR REPLACE INTO key (number, proof, made, wrapped, sealed) VALUES (?, ?, ?, ?, ?)", _keys(changes))
    many("INSERT OR REPLACE INTO fact VALUES (?, ?)", changes.facts.items())


def _keys(changes: Changes) -> list[tuple[int, bytes, str, bytes, bytes]]:
    return [(row.number, row.proof, row.made, row.wrapped, row.sealed) for row in changes.keys]


def _row(event: Event) -> tuple[object, ...]:
    return (
        event.seq,
        event.kind,
        event.purpose,
        event.scope,
        event.status.value,
        event.basis,
        event.at,
        event.effective,
        event.expires,
        event.source,
        event.recorded,
        event.tag,
        event.loose,
        event.salt,
        event.who,
        event.note,
        event.digest,
        event.key,
        event.hash,
    )


def _standing(tag: bytes, one: Standing) -> tuple[object, ...]:
    return (
        tag,
        one.purpose,
        one.scope,
        one.status.value,
        one.expires,
        one.effective,
        int(one.suppressed),
        one.seq,
    )
