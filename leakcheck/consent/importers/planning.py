"""Compare a file with the ledger: what would change, what is there already, what stays as somebody decided it.

Mere membership is Unknown, never Given. An import is written to the history even where an objection stands against it;
the rules in `standing.py` see to it that the objection keeps standing.
"""

from __future__ import annotations

import datetime as dt
from itertools import islice

from leakcheck.consent.asking import ask
from leakcheck.consent.desk import Entry, preview
from leakcheck.consent.importers.values import Bad, Contact
from leakcheck.consent.judging import consents_on
from leakcheck.consent.requested import answered
from leakcheck.consent.seal import Note, open_note
from leakcheck.consent.verify import writers_of
from leakcheck.model.consent import MARKETING, Status
from leakcheck.model.record import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from leakcheck.consent.keys import Keys
    from leakcheck.consent.ledger import Ledger
    from leakcheck.consent.values import Event
    from leakcheck.model.consent import Consents

CHUNK = 400


class Wish(NamedTuple):
    """What the person who imports vouches for: these people agreed to `purpose`. Empty: nobody vouches."""

    purpose: str = ""
    basis: str = ""
    evidence: str = ""


class Origin(NamedTuple):
    """Where rows come from: the source for the history, the digest of the file, who imports it."""

    source: str
    digest: str
    actor: str = ""


class Change(NamedTuple):
    """What one row does: "new", "changed", "stays" (an objection stands against it) or "same" (there already).

    `entry` is what is to be written, None when nothing is.
    """

    what: str
    contact: Contact
    purpose: str
    before: Status
    after: Status
    entry: Entry | None = None

    def __repr__(self) -> str:
        return f"Change({self.what}, line {self.contact.line})"


class Planner:
    """Goes through the rows of one import; remembers what its own earlier rows change."""

    def __init__(self, ledger: Ledger, keys: Keys, origin: Origin, wish: Wish) -> None:
        self._ledger, self._keys, self._origin, self._wish = ledger, keys, origin, wish
        self._writers = writers_of(ledger, keys)
        self._statuses: dict[str, dict[str, Status]] = {}
        self._written: dict[str, list[Entry]] = {}
        self._today = dt.datetime.now(tz=dt.UTC).date()

    def changes(self, rows: Iterable[Contact | Bad]) -> Iterator[Change | Bad]:
        """Yield what each row would do, in order; nothing is written."""
        waiting = iter(rows)
        while chunk := list(islice(waiting, CHUNK)):
            known = self._look_up([row for row in chunk if isinstance(row, Contact)])
            for row in chunk:
                yield row if isinstance(row, Bad) else self._change(row, known)

    def _look_up(self, contacts: Sequence[Contact]) -> _Known:
        addresses = list(dict.fromkeys(contact.address for contact in contacts))
        owners = {tag: address for address in addresses for tag in self._keys.all_tags(address)}
        consents = consents_on(ask(self._ledger, self._keys, addresses), self._today)
        events: dict[str, list[Event]] = {}
        named: dict[str, bool] = {}
        if owners:
            for event in self._ledger.events(tuple(owners)):
                events.setdefault(owners[event.tag], []).append(event)
            for person in self._ledger.people(tuple(owners)):
                named[owners[person.tag]] = bool(person.name)
        statuses = dict(consents.statuses)
        for address in addresses:
            statuses.update(((address, purpose), s) for purpose, s in self._statuses.get(address, {}).items())
        return _Known(consents._replace(statuses=statuses), events, named)

    def _change(self, contact: Contact, known: _Known) -> Change | Bad:
        own = known.events.get(contact.address, [])
        entry = self._entry(contact, own)
        if entry is None:
            return Bad(contact.line, "answers no request that this person got: record it by hand", contact.file)
        before = known.consents.status(contact.address, entry.purpose)
        fresh = contact.address not in known.named and contact.address not in self._written
        if known.named.get(contact.address):
            entry = entry._replace(name="")
        after = self._after(before, entry)
        if self._is_there(entry, before, own) or self._adds_nothing(entry, before, known, fresh=fresh):
            stays = before.objected and not entry.status.objected
            return Change("stays" if stays else "same", contact, entry.purpose, before, before)
        self._written.setdefault(contact.address, []).append(entry)
        self._statuses.setdefault(contact.address, {})[entry.purpose] = after
        known.consents.statuses[contact.address, entry.purpose] = after
        what = "stays" if before.objected and before is after else "new" if fresh else "changed"
        return Change(what, contact, entry.purpose, before, after, entry)

    def _entry(self, contact: Contact, own: Sequence[Event]) -> Entry | None:
        """Return what a row says, None for an answer to a request that the person never got."""
        agreed = Status.GIVEN if self._wish.purpose else Status.UNKNOWN
        status = contact.status or agreed
        purpose = contact.purpose or self._wish.purpose or MARKETING
        basis = self._wish.basis if status.agreed else ""
        if contact.reference or contact.status is Status.GIVEN:
            request = answered(own, contact.reference, self._writers)
            if request is None and status is not Status.WITHDRAWN:
                return None
            purpose = request.purpose if request else purpose
            basis = "consent" if status.agreed else ""
        return Entry(
            contact.address,
            contact.name,
            "consent",
            purpose,
            status,
            basis=basis,
            at=contact.at,
            source=self._origin.source,
            note=Note(self._evidence(contact, status), "", self._origin.actor),
        )

    def _evidence(self, contact: Contact, status: Status) -> str:
        place = f"sha256:{contact.digest or self._origin.digest}, {contact.file} line {contact.line}"
        said = self._wish.evidence if status.agreed and contact.status is None else ""
        return f"{said} ({place})" if said else place

    def _after(self, before: Status, entry: Entry) -> Status:
        """Return the status that follows; an import never lifts an objection, an answer of the person may."""
        if before.objected and not entry.status.objected and entry.source.startswith("import"):
            return before
        if before.objected and entry.status.agreed:
            rows = preview(self._ledger, self._keys, [entry])[entry.key]
            return next(row.status for row in rows if (row.purpose, row.scope) == (entry.purpose, entry.scope))
        return before if entry.status is Status.UNKNOWN and before is not Status.UNKNOWN else entry.status

    def _is_there(self, entry: Entry, before: Status, own: Sequence[Event]) -> bool:
        """Tell whether a row was written before, by an earlier import or by an earlier row of this one.

        An objection without a date may be a new one: it is there when it still holds, or came from this very file.
        """
        if any(_same(entry, other) for other in self._written.get(entry.key, ())):
            return True
        there = [event for event in own if _same(entry, event)]
        if not there or not entry.status.objected or before.objected or entry.at:
            return bool(there)
        place = entry.note.evidence.partition(",")[0]
        return any(self._note(event).evidence.startswith(place) for event in there)

    def _note(self, event: Event) -> Note:
        return open_note(self._writers[event.key].seal, event.note, event.salt)

    @staticmethod
    def _adds_nothing(entry: Entry, before: Status, known: _Known, *, fresh: bool) -> bool:
        """Tell whether a row says less than is known: membership of known people, consent of those who agreed.

        Somebody who said no and was erased is not written down again either.
        """
        if entry.status.objected:
            return False
        if before.objected and fresh:
            return True
        if entry.status.agreed:
            return before.agreed
        return (entry.key, entry.purpose) in known.consents.statuses


class _Known(NamedTuple):
    """What the ledger says of some people: consents today, events, and who is in it, with or without a name."""

    consents: Consents
    events: dict[str, list[Event]]
    named: dict[str, bool]


def _same(entry: Entry, other: Entry | Event) -> bool:
    fields = ("kind", "purpose", "scope", "status", "basis", "source")
    return all(getattr(entry, f) == getattr(other, f) for f in fields) and entry.at in {"", other.at}
