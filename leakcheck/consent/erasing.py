"""Erase a person: what identifies goes, what the person refused stays, as a tag that says nothing by itself."""

from __future__ import annotations

from leakcheck.consent.chain import head_after, linked
from leakcheck.consent.desk import restated
from leakcheck.consent.standing import SUPPRESS, is_objection
from leakcheck.consent.times import after
from leakcheck.consent.values import Changes, Event

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from leakcheck.consent.keys import Keys
    from leakcheck.consent.ledger import Ledger
    from leakcheck.consent.values import Head


def erase(ledger: Ledger, keys: Keys, address: str) -> Head:
    """Erase the person with this canonical address; raises LedgerError.

    Address, name, evidence and circles are deleted, and the events no longer lead to the person. Withdrawals, refusals
    and suppressions are written again without anything but the tag, so that nobody is written to by mistake later.
    """

    def work(head: Head) -> Changes:
        tags = keys.all_tags(address)
        own = list(ledger.events(tags))
        numbers = [event.seq for event in own]
        recorded = after(head.recorded)
        events: list[Event] = []
        for kept in _kept(own, keys, address):
            events.append(linked(kept, head, keys))
            head = head_after(events[-1])
        events.append(linked(Event("erase", scope=ranges(numbers), at=recorded, recorded=recorded), head, keys))
        others = any(person.tag not in tags for person in ledger.people((), keys.all_loose(address)))
        standing, objections = restated(ledger, keys, [address], events[:-1], frozenset(numbers), merged=others)
        return Changes(
            events=tuple(events),
            standings={**dict.fromkeys(tags, ()), **standing},
            objections=objections,
            forgotten=tags,
            shredded=tuple(numbers),
        )

    return ledger.write(work)


def _kept(own: Sequence[Event], keys: Keys, address: str) -> list[Event]:
    """Return one bare event for every purpose and scope to which the person ever said no, lifted since or not.

    It bears the latest instants, so that it lifts and stands against exactly what the ones before did.
    """
    cells: dict[tuple[str, str], list[Event]] = {}
    for event in filter(is_objection, own):
        cells.setdefault((event.purpose, event.scope), []).append(event)
    kept = []
    for (purpose, scope), events in cells.items():
        last = max(events, key=lambda event: (event.at, event.seq))
        forever = [event for event in events if event.kind == SUPPRESS]
        kept.append(
            Event(
                SUPPRESS if forever else last.kind,
                purpose,
                scope,
                last.status,
                at=last.at,
                recorded=max(event.recorded for event in forever or events),
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
