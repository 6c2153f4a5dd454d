"""Write into a ledger: entries about people become events, and events change where people stand."""

from __future__ import annotations

from leakcheck.consent.called import called
from leakcheck.consent.chain import head_after, linked
from leakcheck.consent.seal import Identity, Note, note_text, open_identity, seal_identity
from leakcheck.consent.standing import standings
from leakcheck.consent.times import after
from leakcheck.consent.values import BY_HAND, Changes, Event, Head, Person
from leakcheck.model.consent import EVERYTHING, Status
from leakcheck.model.record import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from leakcheck.consent.keys import Keys
    from leakcheck.consent.ledger import Ledger
    from leakcheck.consent.values import CircleRow, Standing

CHUNK = 400
_AFTER_ALL = 1 << 62


class Entry(NamedTuple):
    """One thing to write down about one person; `key` is the canonical address, the rest as in `Event`."""

    key: str
    name: str = ""
    kind: str = "consent"
    purpose: str = EVERYTHING
    status: Status = Status.UNKNOWN
    scope: str = EVERYTHING
    basis: str = ""
    at: str = ""
    effective: str = ""
    expires: str = ""
    source: str = BY_HAND
    note: Note = Note()

    def __repr__(self) -> str:
        return f"Entry(***, {self.kind}, {self.purpose}, {self.status.value})"


class Written(NamedTuple):
    """What a transaction wrote: the new end of the history, and where the people of its entries stand now."""

    head: Head
    standings: dict[str, tuple[Standing, ...]]


def record(ledger: Ledger, keys: Keys, entries: Sequence[Entry], circles: Sequence[CircleRow] = ()) -> Written:
    """Write entries in one transaction: all of them, or none; raises LedgerError.

    `circles` are rows of circles to make or change. Thousands of entries in one call are fine, a million are better
    split, each part being durable when its call returns.
    """
    shown: dict[str, tuple[Standing, ...]] = {}

    def work(head: Head) -> Changes:
        events = _events(entries, keys, head)
        standing, objections = restated(ledger, keys, {entry.key for entry in entries}, events)
        shown.update((entry.key, standing.get(keys.strict(entry.key), ())) for entry in entries)
        changed = [(e.purpose, e.tag, e.kind) for e in events if e.kind in {"circle-add", "circle-remove"}]
        return Changes(
            events=tuple(events),
            people=tuple(_people(ledger, keys, entries)),
            standings=standing,
            objections=objections,
            circles=tuple(circles),
            joined=tuple((name, tag) for name, tag, kind in changed if kind == "circle-add"),
            left=tuple((name, tag) for name, tag, kind in changed if kind == "circle-remove"),
        )

    return Written(ledger.write(work), shown)


def preview(ledger: Ledger, keys: Keys, entries: Sequence[Entry]) -> dict[str, tuple[Standing, ...]]:
    """Return where the people of some entries would stand; nothing is written."""
    events = _events(entries, keys, Head(_AFTER_ALL))
    standing, _ = restated(ledger, keys, {entry.key for entry in entries}, events)
    return {entry.key: standing.get(keys.strict(entry.key), ()) for entry in entries}


def _events(entries: Iterable[Entry], keys: Keys, head: Head) -> list[Event]:
    events = []
    recorded = after(head.recorded)
    for entry in entries:
        event = Event(
            entry.kind,
            entry.purpose,
            entry.scope,
            entry.status,
            entry.basis,
            entry.at or recorded,
            entry.effective,
            entry.expires,
            entry.source,
            recorded,
            keys.strict(entry.key),
            keys.loose(entry.key),
        )
        event = linked(event, head, keys, note_text(entry.note))
        events.append(event)
        head = head_after(event)
    return events


def restated(  # noqa: PLR0913 - what stands in the ledger, what comes, what goes
    ledger: Ledger,
    keys: Keys,
    addresses: Iterable[str],
    new: Sequence[Event],
    without: frozenset[int] = frozenset(),
    *,
    merged: bool = True,
) -> tuple[dict[bytes, tuple[Standing, ...]], dict[bytes, tuple[Standing, ...]]]:
    """Return the standings by strict tag, and the objections by loose tag, that hold with some new events.

    All people whose address has the same loose form are stated anew, since an objection of one holds for all.
    `without` are numbers of events that no longer count. `merged` brings what stands under tags of older keys under the
    current one, which takes somebody in the ledger with such an address.
    """
    current, loose = _tags(ledger, keys, addresses)
    if not merged:
        loose = {tag: tag for tag in loose}
    families: dict[bytes, list[Event]] = {tag: [] for tag in loose.values()}
    for chunk in _chunks(tuple(loose)):
        for event in ledger.events((), chunk):
            if event.seq not in without:
                families[loose[event.loose]].append(event)
    for event in new:
        families[event.loose].append(event)
    standing: dict[bytes, tuple[Standing, ...]] = {old: () for old, tag in current.items() if old != tag}
    objections: dict[bytes, tuple[Standing, ...]] = {old: () for old, tag in loose.items() if old != tag}
    for family, events in families.items():
        objections[family] = standings((), events)
        people: dict[bytes, list[Event]] = {}
        for event in events:
            people.setdefault(current.get(event.tag, event.tag), []).append(event)
        for tag, own in people.items():
            standing[tag] = standings(own, events if len(people) > 1 else ())
    return standing, objections


def _tags(ledger: Ledger, keys: Keys, addresses: Iterable[str]) -> tuple[dict[bytes, bytes], dict[bytes, bytes]]:
    """Return the current tag for every strict tag, and the current loose tag for every loose one, that may occur."""
    current: dict[bytes, bytes] = {}
    loose: dict[bytes, bytes] = {}
    for address in addresses:
        new = keys.loose(address)
        loose.update((old, new) for old in (keys.all_loose(address) if keys.older else (new,)))
        if keys.older:
            current.update((old, keys.strict(address)) for old in keys.all_tags(address))
    for chunk in _chunks(tuple(loose)) if keys.older else ():
        for person in ledger.people((), chunk):
            similar = open_identity(keys.seal, person.sealed, person.tag).address
            current.update((old, person.tag) for old in keys.all_tags(similar))
    return current, loose


def _people(ledger: Ledger, keys: Keys, entries: Sequence[Entry]) -> Iterator[Person]:
    """Yield people who are new, or whose name is."""
    tags = {keys.strict(entry.key): entry for entry in entries}
    tags.update((keys.strict(entry.key), entry) for entry in entries if entry.name)
    there = {person.tag: person for chunk in _chunks(tuple(tags)) for person in ledger.people(chunk)}
    for tag, entry in tags.items():
        person = there.get(tag)
        identity = Identity(entry.key, entry.name)
        named = called(keys, identity)
        if person is None or (entry.name and named != (person.name, person.given, person.surname)):
            sealed = seal_identity(keys.seal, identity, tag)
            yield Person(tag, keys.loose(entry.key), sealed, named.name, keys.number, named.given, named.surname)


def _chunks(tags: Sequence[bytes]) -> Iterator[Sequence[bytes]]:
    for start in range(0, len(tags), CHUNK):
        yield tags[start : start + CHUNK]
