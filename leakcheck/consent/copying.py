"""Copy a whole ledger into an empty one, whatever keeps them; the history and the key stay the same."""

from __future__ import annotations

from itertools import islice
from typing import TypeVar

from leakcheck.consent.errors import LedgerError
from leakcheck.consent.values import Changes, Wanted

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from leakcheck.consent.ledger import Ledger

_T = TypeVar("_T")
BATCH = 5_000
_CHUNK = 400


def copy_ledger(source: Ledger, target: Ledger) -> int:
    """Copy everything, and return the number of the last event; raises LedgerError.

    Keys and id are written last: a copy that was stopped in between reads as never finished.
    """
    header = source.header()
    before = _head(source)
    for events in _batches(source.events()):
        target.write(lambda _, rows=events: Changes(events=tuple(rows)))  # type: ignore[misc]  # bound at once
    for people in _batches(source.people()):
        target.write(lambda _, rows=people: Changes(people=tuple(rows)))  # type: ignore[misc]  # as above
    for tags in _batches(source.stated(), _CHUNK):
        found = source.find(Wanted(tuple(tags), tuple(tags)))
        standings = {tag: tuple(rows) for tag, rows in found.standings.items()}
        objections = {tag: tuple(rows) for tag, rows in found.objections.items()}
        target.write(lambda _, s=standings, o=objections: Changes(standings=s, objections=o))  # type: ignore[misc]  # as above
    circles = source.circles()
    joined = tuple((row.name, tag) for row in circles for tag in row.members)
    facts = {**header.facts, "ledger": header.ledger}
    if _head(source) != before:
        raise LedgerError("was written to meanwhile: the copy is not whole", source.place, "Copy it again elsewhere")
    target.write(lambda _: Changes(circles=circles, joined=joined, keys=header.keys, facts=facts))
    return before[0]


def _head(ledger: Ledger) -> tuple[int, bytes]:
    """Return number and hash of the last event."""
    last = (0, b"")
    for event in ledger.events():
        last = (event.seq, event.hash)
    return last


def _batches(rows: Iterable[_T], size: int = BATCH) -> Iterator[list[_T]]:
    waiting = iter(rows)
    while batch := list(islice(waiting, size)):
        yield batch
