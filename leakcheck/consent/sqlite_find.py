"""What linting asks of the embedded ledger, in chunks.

A join with a temporary table makes SQLite scan the standings: seconds for a million people, even when one is wanted.
"""

from __future__ import annotations

from leakcheck.consent.values import MOST_BEARERS, CircleRow, Found, Standing
from leakcheck.model.consent import Status

TYPE_CHECKING = False
if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator, Sequence
    from typing import Any

    from leakcheck.consent.values import Wanted

CHUNK = 500
MOST_SIMILAR = 1_000
STANDINGS = (
    "SELECT tag, purpose, scope, status, expires, effective, suppressed, seq FROM standing WHERE tag IN ({marks})"
)
OBJECTIONS = (
    "SELECT loose, purpose, scope, status, expires, effective, suppressed, seq FROM objection WHERE loose IN ({marks})"
)
MEMBERS = "SELECT tag, circle FROM member WHERE tag IN ({marks})"
SIMILAR = (
    "SELECT DISTINCT person.loose FROM person CROSS JOIN standing ON standing.tag = person.tag "
    "WHERE person.loose IN ({marks}) AND standing.status IN ('Given', 'Renewed')"
)
NAMES = "SELECT name, tag FROM person WHERE name <> x'' AND name IN ({marks})"
WORDS = "SELECT given, surname FROM person WHERE tag IN ({marks})"
QUERIES = (STANDINGS, OBJECTIONS, MEMBERS, SIMILAR, NAMES, WORDS)
GIVEN, SURNAME = (
    f"SELECT tag FROM person WHERE {column} <> x'' AND {column} = ? LIMIT {MOST_BEARERS}"  # noqa: S608 - words of ours
    for column in ("given", "surname")
)


def find(connection: sqlite3.Connection, wanted: Wanted) -> Found:
    """Return the answers for some tags."""
    standings = _standings(connection, STANDINGS, wanted.tags)
    circles: dict[bytes, list[str]] = {}
    rows = tuple(
        CircleRow(n, bool(h)) for n, h in connection.execute("SELECT name, bcc_only FROM circle ORDER BY name")
    )
    for tag, circle in _chunked(connection, MEMBERS, wanted.tags) if rows else ():
        circles.setdefault(tag, []).append(circle)
    unknown = [loose for tag, loose in zip(wanted.tags, wanted.loose, strict=False) if tag not in standings]
    return Found(
        standings,
        _standings(connection, OBJECTIONS, wanted.loose),
        circles,
        rows,
        frozenset(loose for (loose,) in _chunked(connection, SIMILAR, unknown[:MOST_SIMILAR])),
        _names(connection, wanted),
        _words(connection, wanted),
    )


def _names(connection: sqlite3.Connection, wanted: Wanted) -> frozenset[bytes]:
    """Return the names that nobody bears who was asked about."""
    bearers = list(_chunked(connection, NAMES, wanted.names))
    present = set(wanted.tags)
    return frozenset(name for name, _ in bearers) - {name for name, tag in bearers if tag in present}


def _words(connection: sqlite3.Connection, wanted: Wanted) -> dict[bytes, int]:
    """Return how many people bear a word of a name, for words that nobody bears who was asked about.

    A frequent one is taken to be borne by one of more than `MOST_SIMILAR` people.
    One statement a word, so that a name of thousands costs no more than `MOST_BEARERS` rows.
    """
    found: dict[bytes, set[bytes]] = {}
    for query, words in ((GIVEN, wanted.given), (SURNAME, wanted.surnames)):
        found.update((word, {tag for (tag,) in connection.execute(query, (word,))}) for word in words)
    present = set(wanted.tags) if any(found.values()) else set()
    bearers = {word: len(tags) for word, tags in found.items() if tags and present.isdisjoint(tags)}
    often = {word for word, number in bearers.items() if number == MOST_BEARERS}
    if often and len(wanted.tags) <= MOST_SIMILAR:  # whoever was asked about may be one of those not counted
        often &= {word for pair in _chunked(connection, WORDS, wanted.tags) for word in pair}
    return {word: number for word, number in bearers.items() if word not in often}


def _standings(connection: sqlite3.Connection, query: str, tags: Sequence[bytes]) -> dict[bytes, list[Standing]]:
    """Return the standings by tag; the tags are sorted, so that neighbours come from the same page."""
    found: dict[bytes, list[Standing]] = {}
    words = {status.value: status for status in Status}
    for tag, purpose, scope, status, expires, effective, suppressed, seq in _chunked(connection, query, sorted(tags)):
        known = words.get(status, Status.INVALIDATED)
        standing = Standing(purpose, scope, known, expires, effective, suppressed == 1, seq)
        if tag in found:
            found[tag].append(standing)
        else:
            found[tag] = [standing]
    return found


def _chunked(connection: sqlite3.Connection, query: str, tags: Sequence[bytes]) -> Iterator[tuple[Any, ...]]:
    for start in range(0, len(tags), CHUNK):
        chunk = tags[start : start + CHUNK]
        yield from connection.execute(query.format(marks=",".join("?" * len(chunk))), chunk)
