"""Give a ledger a new master key: everybody whose address is still there gets new tags under it.

The old key stays readable for holders of the new one, since erased people keep their old tag and the history its old
hashes. So a new key shuts out who has an old key and a later copy of the ledger; an old copy keeps what it says.
"""

from __future__ import annotations

import datetime as dt

from leakcheck.consent.called import called
from leakcheck.consent.chain import linked
from leakcheck.consent.keys import from_master, proof, wrap
from leakcheck.consent.seal import open_identity, seal_identity, sealed
from leakcheck.consent.setup import controller_facts, controller_of
from leakcheck.consent.standing import standings
from leakcheck.consent.times import after
from leakcheck.consent.values import Changes, Event, KeyRow, Person
from leakcheck.consent.verify import masters_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from leakcheck.consent.keys import Keys
    from leakcheck.consent.ledger import Ledger
    from leakcheck.consent.values import Head, Standing


def rotate(ledger: Ledger, keys: Keys, old_master: bytes, new_master: bytes) -> Keys:
    """Move a ledger to a new master key in one transaction and return its keys; raises LedgerError.

    All people are held in memory at once: about 1 KB each.
    """
    header = ledger.header()
    masters = {**masters_of(ledger, keys), keys.number: old_master}
    tag_keys = {number: from_master(master).tag for number, master in masters.items()}
    fresh = from_master(new_master, keys.number + 1, tuple(sorted(tag_keys.items(), reverse=True)))
    row = KeyRow(fresh.number, proof(fresh.tag, header.ledger), dt.datetime.now(tz=dt.UTC).date().isoformat())
    older = tuple(
        old._replace(
            wrapped=wrap(fresh.tag, old.number, tag_keys[old.number]),
            sealed=sealed(fresh.seal, masters[old.number], old.proof),
        )
        for old in header.keys
    )

    def work(head: Head) -> Changes:
        recorded = after(head.recorded)
        event = linked(Event("rotate", scope=str(fresh.number), at=recorded, recorded=recorded), head, fresh)
        people = {person.tag: person for person in ledger.people()}
        renamed = {old: _renamed(person, keys, fresh) for old, person in people.items()}
        standing, objections = _restated(ledger, keys, fresh, people, renamed)
        members = [(row.name, tag) for row in ledger.circles() for tag in row.members if tag in renamed]
        return Changes(
            events=(event,),
            people=tuple(renamed.values()),
            standings=standing,
            objections=objections,
            joined=tuple((name, renamed[tag].tag) for name, tag in members),
            forgotten=tuple(people),
            keys=(*older, row),
            facts=controller_facts(fresh, controller_of(header, keys)),
        )

    ledger.write(work)
    return fresh


def _renamed(person: Person, keys: Keys, fresh: Keys) -> Person:
    identity = open_identity(keys.seal, person.sealed, person.tag)
    tag = fresh.strict(identity.address)
    named = called(fresh, identity)
    return Person(
        tag,
        fresh.loose(identity.address),
        seal_identity(fresh.seal, identity, tag),
        named.name,
        fresh.number,
        named.given,
        named.surname,
    )


def _restated(
    ledger: Ledger, keys: Keys, fresh: Keys, people: dict[bytes, Person], renamed: dict[bytes, Person]
) -> tuple[dict[bytes, tuple[Standing, ...]], dict[bytes, tuple[Standing, ...]]]:
    """Return all standings and objections under the new tags, and nothing under the old ones of known people."""
    current: dict[bytes, bytes] = {}
    families: dict[bytes, bytes] = {}
    for old, person in people.items():
        address = open_identity(keys.seal, person.sealed, old).address
        current.update((tag, renamed[old].tag) for tag in fresh.all_tags(address))
        families.update((tag, renamed[old].loose) for tag in fresh.all_loose(address))
    by_tag: dict[bytes, list[Event]] = {}
    by_family: dict[bytes, list[Event]] = {}
    for event in ledger.events():
        if event.tag:
            by_tag.setdefault(current.get(event.tag, event.tag), []).append(event)
            by_family.setdefault(families.get(event.loose, event.loose), []).append(event)
    standing: dict[bytes, tuple[Standing, ...]] = dict.fromkeys(people, ())
    for tag, own in by_tag.items():
        similar = by_family[families.get(own[0].loose, own[0].loose)]
        standing[tag] = standings(own, similar)
    objections: dict[bytes, tuple[Standing, ...]] = {person.loose: () for person in people.values()}
    objections.update((family, standings((), events)) for family, events in by_family.items())
    return standing, objections
