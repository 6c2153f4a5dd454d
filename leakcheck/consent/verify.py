"""Prove that nobody changed the history, and that what linting reads follows from it."""

from __future__ import annotations

import hmac

from leakcheck.consent.chain import digest_of, hash_of, head_after, who_of
from leakcheck.consent.derived import derived_fault
from leakcheck.consent.erasing import read_ranges
from leakcheck.consent.errors import LedgerError
from leakcheck.consent.keys import from_master, previous_master
from leakcheck.consent.seal import opened
from leakcheck.consent.values import Head
from leakcheck.model.record import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from leakcheck.consent.keys import Keys
    from leakcheck.consent.ledger import Ledger
    from leakcheck.consent.values import Event


class Verdict(NamedTuple):
    """The outcome: the end of the history as read, and "" or what is wrong, with the first event it touches."""

    head: Head
    problem: str = ""
    event: int = 0


def verify(ledger: Ledger, keys: Keys, expected: Head | None = None) -> Verdict:
    """Check every event, then everything derived from the events; raises LedgerError when something cannot be read.

    `expected` is an end of the history that somebody kept elsewhere: it shows that later events were cut off.
    """
    writers = writers_of(ledger, keys)
    head, kept = Head(), expected is None or expected.seq == 0
    gone: set[int] = set()
    shredded: set[int] = set()
    events: list[Event] = []
    for event in ledger.events():
        if problem := _fault(event, head, writers):
            return Verdict(head, problem, event.seq)
        head = head_after(event)
        kept = kept or (expected is not None and head[:2] == expected[:2])
        if event.kind == "erase":
            shredded |= read_ranges(event.scope)
        if event.salt:
            events.append(event)
        else:
            gone.add(event.seq)
    if gone - shredded:
        return Verdict(head, "was emptied without an erasure", min(gone - shredded))
    if not kept and expected is not None:
        return Verdict(head, "is missing: the history does not hold the head that was given", expected.seq)
    return Verdict(head, *derived_fault(ledger, keys, events))


def writers_of(ledger: Ledger, keys: Keys) -> dict[int, Keys]:
    """Return the keys of every number that the ledger has used."""
    older = masters_of(ledger, keys)
    return {keys.number: keys, **{number: from_master(master, number) for number, master in older.items()}}


def masters_of(ledger: Ledger, keys: Keys) -> dict[int, bytes]:
    """Return the earlier master keys by number."""
    return {row.number: previous_master(row, keys.seal) for row in ledger.header().keys[:-1]}


def _fault(event: Event, head: Head, writers: dict[int, Keys]) -> str:
    """Return what is wrong with one event, "" when it follows on the one before as it was written."""
    if event.seq != head.seq + 1:
        return "stands where an event is missing"
    keys = writers.get(event.key)
    if keys is None or not hmac.compare_digest(event.hash, hash_of(event, head.hash, keys.chain)):
        return "was changed"
    if not event.salt:
        return "holds what an erasure takes away" if event.tag or event.note else ""
    if not hmac.compare_digest(event.who, who_of(event, keys.chain)):
        return "was moved to another person"
    return "" if _note_is_whole(event, keys) else "has changed evidence"


def _note_is_whole(event: Event, keys: Keys) -> bool:
    if not (event.note and event.digest):
        return not (event.note or event.digest)
    try:
        note = opened(keys.seal, event.note, event.salt)
    except LedgerError:
        return False
    return hmac.compare_digest(event.digest, digest_of(note, event.salt, keys.chain))
