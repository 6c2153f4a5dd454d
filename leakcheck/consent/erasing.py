"""Erase a person: what identifies goes, what the person refused stays, as a tag that says nothing by itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

from leakcheck.consent.chain import head_after, linked
from leakcheck.consent.desk import restated
from leakcheck.consent.standing import SUPPRESS, standings
from leakcheck.consent.times import now
from leakcheck.consent.values import Changes, Event

if TYPE_CHECKING:
    from collections.abc import Sequence

    from leakcheck.consent.keys import Keys
    from leakcheck.consent.ledger import Ledger
    from leakcheck.consent.values import Head, Standing


def erase(ledger: Ledger, keys: Keys, address: str) -> Head:
    """Erase the person with this canonical address; raises LedgerError.

    Address, name, evidence and circles are deleted, and the events no longer lead to the person. Withdrawals, refusals
    and suppressions are written again without anything but the tag, so that nobody is written to by mistake later.
    """

    def work(head: Head) -> Changes:
        tags = keys.all_tags(address)
        own = list(ledger.events(tags))
        numbers = [event.seq for event in own]
        recorded = now()
        events: list[Event] = []
        for kept in _kept(own, standings(own), keys, address, recorded):
            events.append(linked(kept, head, keys))
            head = head_after(events[-1])
        events.append(linked(Event("erase", scope=ranges(numbers), at=recorded, recorded=recorded), head, keys))
        standing, objections = restated(ledger, keys, [address], events[:-1], frozenset(numbers))
        return Changes(
            events=tuple(events),
            standings={**dict.fromkeys(tags, ()), **standing},
            objections=objections,
            forgotten=tags,
            shredded=tuple(numbers),
        )

    return ledger.write(work)


def _kept(own: Sequence[Event], standing: Sequence[Standing], keys: Keys, address: str, recorded: str) -> list[Event]:
    by_number = {event.seq: event for event in own}
    kept = []
    for one in standing:
        decided = by_number[one.seq]
        if not one.status.objected or (decided.purpose, decided.scope) != (one.purpose, one.scope):
            continue
        kind = SUPPRESS if one.suppressed else decided.kind
        kept.append(
            Event(
                kind,
                one.purpose,
                one.scope,
                one.status,
                at=decided.at,
                recorded=recorded,
                tag=keys.strict(address),
                loose=keys.loose(address),
            )
        )
    return kept


def ranges(numbers: Sequence[int]) -> str:
    """Return ascending numbers as text: "1-3 7"."""
    parts: list[list[int]] = []
    for number in numbers:
        if parts and number == parts[-1][1] + 1:
            parts[-1][1] = number
        else:
            parts.append([number, number])
    return " ".join(str(a) if a == b else f"{a}-{b}" for a, b in parts)


def read_ranges(text: str) -> set[int]:
    """Return the numbers that `ranges` wrote."""
    numbers: set[int] = set()
    for part in text.split():
        first, _, last = part.partition("-")
        if first.isdigit():
            numbers.update(range(int(first), int(last or first) + 1))
    return numbers
