"""What linting asks of a ledger on PostgreSQL: chunks of tags, each answered from an index."""

from __future__ import annotations

from sqlalchemy import select, text

from leakcheck.consent.postgres_tables import CIRCLE, MEMBER, OBJECTION, PERSON, STANDING
from leakcheck.consent.values import MOST_BEARERS, CircleRow, Found, Standing
from leakcheck.model.consent import Status

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from typing import Any

    from sqlalchemy import Column, Connection, Select, Table

    from leakcheck.consent.values import Wanted

CHUNK = 500
MOST_SIMILAR = 1_000
_AGREED = tuple(status.value for status in Status if status.agreed)


def find(connection: Connection, wanted: Wanted) -> Found:
    """Return the answers for some tags."""
    standings = _standings(connection, STANDING, wanted.tags)
    rows = tuple(CircleRow(*row) for row in connection.execute(select(CIRCLE).order_by(CIRCLE.c.name)))
    circles: dict[bytes, list[str]] = {}
    for tag, circle in _chunked(connection, select(MEMBER), MEMBER.c.tag, wanted.tags) if rows else ():
        circles.setdefault(tag, []).append(circle)
    unknown = [loose for tag, loose in zip(wanted.tags, wanted.loose, strict=False) if tag not in standings]
    agreed = select(PERSON.c.loose).distinct().join(STANDING, STANDING.c.tag == PERSON.c.tag)
    agreed = agreed.where(STANDING.c.status.in_(_AGREED))
    bearers = list(
        _chunked(connection, select(PERSON.c.name, PERSON.c.tag), PERSON.c.name, [n for n in wanted.names if n])
    )
    present = set(wanted.tags)
    return Found(
        standings,
        _standings(connection, OBJECTION, wanted.loose),
        circles,
        rows,
        frozenset(row[0] for row in _chunked(connection, agreed, PERSON.c.loose, unknown[:MOST_SIMILAR])),
        frozenset(name for name, _ in bearers) - {name for name, tag in bearers if tag in present},
        _words(connection, wanted),
    )


def _words(connection: Connection, wanted: Wanted) -> dict[bytes, int]:
    """Return how many people bear a word of a name, for words that nobody bears who was asked about.

    A frequent one is taken to be borne by one of more than `MOST_SIMILAR` people.
    """
    present = set(wanted.tags)
    bearers = {
        **_bearers(connection, "given", wanted.given, present),
        **_bearers(connection, "surname", wanted.surnames, present),
    }
    often = {word for word, number in bearers.items() if number == MOST_BEARERS}
    if often and len(wanted.tags) <= MOST_SIMILAR:  # whoever was asked about may be one of those not counted
        often &= {
            word
            for pair in _chunked(connection, select(PERSON.c.given, PERSON.c.surname), PERSON.c.tag, wanted.tags)
            for word in pair
        }
    return {word: number for word, number in bearers.items() if word not in often}


def _bearers(connection: Connection, column: str, words: Sequence[bytes], present: set[bytes]) -> dict[bytes, int]:
    if not words:
        return {}
    query = text(
        "SELECT word, tag FROM unnest(CAST(:words AS bytea[])) AS word, "  # noqa: S608 - words of ours
        f"LATERAL (SELECT tag FROM person WHERE {column} = word LIMIT {MOST_BEARERS}) AS bearer"
    )
    found: dict[bytes, set[bytes]] = {}
    for word, tag in connection.execute(query, {"words": list(words)}):
        found.setdefault(bytes(word), set()).add(bytes(tag))
    return {word: len(tags) for word, tags in found.items() if present.isdisjoint(tags)}


def _standings(connection: Connection, table: Table, tags: Sequence[bytes]) -> dict[bytes, list[Standing]]:
    found: dict[bytes, list[Standing]] = {}
    words = {status.value: status for status in Status}
    owner, *rest = table.c
    query = select(*(table.c[n] for n in (owner.name, *Standing._fields))).order_by(owner, *rest[:2])
    for tag, purpose, scope, status, *more in _chunked(connection, query, owner, tags):
        known = words.get(status, Status.INVALIDATED)
        found.setdefault(tag, []).append(Standing(purpose, scope, known, *more))
    return found


def _chunked(
    connection: Connection, query: Select[Any], column: Column[Any], tags: Sequence[bytes]
) -> Iterator[tuple[Any, ...]]:
    for start in range(0, len(tags), CHUNK):
        yield from connection.execute(query.where(column.in_(tags[start : start + CHUNK])))
