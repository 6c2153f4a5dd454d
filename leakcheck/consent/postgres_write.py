"""What one transaction does to a ledger on PostgreSQL."""

from __future__ import annotations

from sqlalchemy import delete, update
from sqlalchemy.dialects.postgresql import insert

from leakcheck.consent.postgres_tables import CIRCLE, EVENT, FACT, KEY, MEMBER, OBJECTION, PERSON, STANDING

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Collection, Sequence
    from typing import Any

    from sqlalchemy import Column, Connection, Table

    from leakcheck.consent.values import Changes, Event, Standing

CHUNK = 10_000  # a statement takes 65,535 values at most


def apply(connection: Connection, changes: Changes) -> None:
    """Apply all changes inside the transaction that is open."""
    if changes.events:
        connection.execute(insert(EVENT), [_row(event) for event in changes.events])
    _put(connection, PERSON, [person._asdict() for person in changes.people])
    _restate(connection, STANDING, changes.standings)
    _restate(connection, OBJECTION, changes.objections)
    _put(connection, CIRCLE, [{"name": row.name, "bcc_only": row.bcc_only} for row in changes.circles])
    if changes.joined:
        rows = [{"circle": circle, "tag": tag} for circle, tag in changes.joined]
        connection.execute(insert(MEMBER).on_conflict_do_nothing(), rows)
    for circle, tag in changes.left:
        connection.execute(delete(MEMBER).where(MEMBER.c.circle == circle, MEMBER.c.tag == tag))
    _remove(connection, PERSON.c.tag, changes.forgotten)
    _remove(connection, MEMBER.c.tag, changes.forgotten)
    empty = {"tag": b"", "loose": b"", "salt": b"", "note": b""}
    for start in range(0, len(changes.shredded), CHUNK):
        some = changes.shredded[start : start + CHUNK]
        connection.execute(update(EVENT).where(EVENT.c.seq.in_(some)).values(empty))
    _put(connection, KEY, [row._asdict() for row in changes.keys])
    _put(connection, FACT, [{"name": name, "value": value} for name, value in changes.facts.items()])


def _put(connection: Connection, table: Table, rows: Sequence[dict[str, Any]]) -> None:
    """Insert rows; what has the same primary key is replaced, of two such rows the last stays."""
    keys = [column.name for column in table.primary_key.columns]
    last = {tuple(row[key] for key in keys): row for row in rows}
    if last:
        query = insert(table)
        new = {column.name: query.excluded[column.name] for column in table.columns if column.name not in keys}
        connection.execute(query.on_conflict_do_update(index_elements=keys, set_=new), list(last.values()))


def _restate(connection: Connection, table: Table, standings: dict[bytes, tuple[Standing, ...]]) -> None:
    owner = next(iter(table.columns))
    _remove(connection, owner, standings)
    rows = [
        {owner.name: tag, **one._asdict(), "status": one.status.value}
        for tag, all_ in standings.items()
        for one in all_
    ]
    if rows:
        connection.execute(insert(table), rows)


def _remove(connection: Connection, column: Column[Any], values: Collection[bytes]) -> None:
    listed = list(values)
    for start in range(0, len(listed), CHUNK):
        connection.execute(delete(column.table).where(column.in_(listed[start : start + CHUNK])))


def _row(event: Event) -> dict[str, Any]:
    return {**event._asdict(), "status": event.status.value}
