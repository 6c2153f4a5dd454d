"""Compare what linting reads (standings, objections, circles, people) with the events it follows from."""

from __future__ import annotations

from leakcheck.consent.desk import CHUNK
from leakcheck.consent.errors import LedgerError
from leakcheck.consent.seal import open_identity
from leakcheck.consent.standing import standings
from leakcheck.consent.values import Wanted

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from leakcheck.consent.keys import Keys
    from leakcheck.consent.ledger import Ledger
    from leakcheck.consent.values import Event


def derived_fault(ledger: Ledger, keys: Keys, events: Sequence[Event]) -> tuple[str, int]:
    """Return what is wrong, and the event it touches; "" when the tables follow from the events."""
    current: dict[bytes, bytes] = {}
    families: dict[bytes, bytes] = {}
    for person in ledger.people():
        try:
            address = open_identity(keys.seal, person.sealed, person.tag).address
        except LedgerError:
            address = ""
        if (keys.strict(address), keys.loose(address)) != (person.tag, person.loose):
            return "is of a person whose address was changed", _first(events, person.tag)
        current.update((tag, person.tag) for tag in keys.all_tags(address))
        families.update((tag, person.loose) for tag in keys.all_loose(address))
    people: dict[bytes, list[Event]] = {}
    family: dict[bytes, list[Event]] = {}
    for event in events:
        if event.tag:
            people.setdefault(current.get(event.tag, event.tag), []).append(event)
            family.setdefault(families.get(event.loose, event.loose), []).append(event)
    wrong = _misstated(ledger, people, family, families)
    return ("is not what the tables say of a person: they were changed", wrong) if wrong else _circles(ledger, people)


def _misstated(
    ledger: Ledger,
    people: dict[bytes, list[Event]],
    family: dict[bytes, list[Event]],
    families: dict[bytes, bytes],
) -> int | None:
    """Return the last event of the first person whose tables say something else, None when there is nobody.

    Tables that speak of somebody without any event give -1.
    """
    for chunk in _chunks(sorted({*people, *family, *ledger.stated()})):
        found = ledger.find(Wanted(chunk, chunk))
        for tag in chunk:
            own, coarse = people.get(tag, []), family.get(tag, [])
            similar = family[families.get(own[0].loose, own[0].loose)] if own else []
            same = tuple(found.standings.get(tag, ())) == standings(own, similar)
            if not same or tuple(found.objections.get(tag, ())) != standings((), coarse):
                return max((event.seq for event in (*own, *coarse)), default=-1)
    return None


def _circles(ledger: Ledger, people: dict[bytes, list[Event]]) -> tuple[str, int]:
    members: dict[tuple[str, bytes], int] = {}
    for tag, events in people.items():
        for event in events:
            if event.kind == "circle-add":
                members[event.purpose, tag] = event.seq
            elif event.kind == "circle-remove":
                members.pop((event.purpose, tag), None)
    there = {(row.name, tag) for row in ledger.circles() for tag in row.members}
    wrong = there ^ set(members)
    if wrong:
        return "is not what the ledger says of a circle: its members were changed", min(
            members.get(w, 0) for w in wrong
        )
    return "", 0


def _first(events: Iterable[Event], tag: bytes) -> int:
    return next((event.seq for event in events if event.tag == tag), 0)


def _chunks(tags: Sequence[bytes]) -> Iterator[tuple[bytes, ...]]:
    for start in range(0, len(tags), CHUNK):
        yield tuple(tags[start : start + CHUNK])
