"""What a ledger shows a person of the office: one history, lists, counts. All need a writer's keys."""

from __future__ import annotations

import datetime as dt

from leakcheck.consent.persons import identities
from leakcheck.consent.seal import Identity, Note, open_identity, open_note
from leakcheck.consent.values import Wanted
from leakcheck.consent.verify import writers_of
from leakcheck.model.consent import Answer, Status, judged
from leakcheck.model.record import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from leakcheck.consent.keys import Keys
    from leakcheck.consent.ledger import Ledger
    from leakcheck.consent.values import Event, Found, Standing

CHUNK = 500


class Row(NamedTuple):
    """Where one person stands for one purpose on a day; `event` is the one that decided, None when not asked for."""

    identity: Identity
    standing: Standing
    status: Status
    event: Event | None = None
    note: Note = Note()

    def __repr__(self) -> str:
        return f"Row(***, {self.standing.purpose}, {self.status.value})"


class History(NamedTuple):
    """All that the ledger holds of one person; `known` is False for somebody it has never heard of."""

    identity: Identity
    known: bool
    rows: tuple[Row, ...]
    events: tuple[tuple[Event, Note], ...]
    circles: tuple[str, ...]
    similar: tuple[str, ...]


def history(ledger: Ledger, keys: Keys, address: str, on: dt.date) -> History:
    """Return everything about one canonical address, as it stands on a day; raises LedgerError."""
    writers = writers_of(ledger, keys)
    tags, loose = keys.all_tags(address), keys.all_loose(address)
    events = tuple((event, open_note(writers[event.key].seal, event.note, event.salt)) for event in ledger.events(tags))
    people = {p.tag: open_identity(keys.seal, p.sealed, p.tag) for p in ledger.people(tags, loose)}
    own = people.pop(tags[0], Identity(address))
    found = ledger.find(Wanted(tags, loose))
    cells = {(one.purpose, one.scope): one for one in _of(found, tags, loose)}
    by_number = {event.seq: event for event, _ in events}
    rows = tuple(Row(own, one, status_on(one, on), by_number.get(one.seq)) for _, one in sorted(cells.items()))
    circles = tuple(sorted({circle for tag in tags for circle in found.circles.get(tag, ())}))
    return History(own, bool(events or rows), rows, events, circles, tuple(sorted(p.address for p in people.values())))


def _of(found: Found, tags: Sequence[bytes], loose: Sequence[bytes]) -> Iterator[Standing]:
    """Yield standings so that those of the address itself come last and win."""
    for tag in reversed(loose):
        yield from found.objections.get(tag, ())
    for tag in reversed(tags):
        yield from found.standings.get(tag, ())


def rows(ledger: Ledger, keys: Keys, on: dt.date, *, reasons: bool = False) -> Iterator[Row]:
    """Yield one row a person and purpose, people in order of their address; `reasons` adds the deciding events."""
    people = sorted(identities(ledger, keys), key=lambda pair: pair[1].address)
    writers = writers_of(ledger, keys) if reasons else {}
    for start in range(0, len(people), CHUNK):
        chunk = dict(people[start : start + CHUNK])
        found = ledger.find(Wanted(tuple(chunk)))
        events = _deciding(ledger, keys, chunk) if reasons else {}
        for tag, identity in chunk.items():
            for one in found.standings.get(tag, ()):
                event = events.get(one.seq)
                note = open_note(writers[event.key].seal, event.note, event.salt) if event else Note()
                yield Row(identity, one, status_on(one, on), event, note)


def _deciding(ledger: Ledger, keys: Keys, people: dict[bytes, Identity]) -> dict[int, Event]:
    tags = [tag for identity in people.values() for tag in keys.all_tags(identity.address)]
    loose = [tag for identity in people.values() for tag in keys.all_loose(identity.address)]
    return {event.seq: event for event in ledger.events(tags, loose)}


def status_on(standing: Standing, on: dt.date) -> Status:
    """Return the status of a standing on a day."""
    expires = dt.date.fromisoformat(standing.expires) if standing.expires else None
    effective = dt.date.fromisoformat(standing.effective) if standing.effective else None
    return judged(Answer("", standing.purpose, standing.status, expires, effective), on)


def expires_within(row: Row, on: dt.date, days: int) -> bool:
    """Tell whether consent that holds on a day runs out within so many days."""
    if not (row.status.agreed and row.standing.expires):
        return False
    return dt.date.fromisoformat(row.standing.expires) <= on + dt.timedelta(days=days)


def counted(ledger: Ledger, keys: Keys, on: dt.date) -> dict[str, dict[Status, int]]:
    """Return how many people have each status, by purpose."""
    counts: dict[str, dict[Status, int]] = {}
    for row in rows(ledger, keys, on):
        by_status = counts.setdefault(row.standing.purpose, {})
        by_status[row.status] = by_status.get(row.status, 0) + 1
    return dict(sorted(counts.items()))
