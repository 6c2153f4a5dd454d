"""Write down what people said: what stands behind `consent grant`, `withdraw`, `refuse`, `suppress` and `erase`."""

from __future__ import annotations

import datetime as dt
import os

from leakcheck.cli.ledgers import Manner, Office, answer, confirm, hint, office, say, shown
from leakcheck.consent.desk import Entry, preview, record
from leakcheck.consent.persons import nearest_person, read_people
from leakcheck.consent.purposes import PURPOSES, near_purpose, read_basis, read_circle, read_purpose
from leakcheck.consent.seal import Note
from leakcheck.consent.times import read_day, read_instant
from leakcheck.consent.values import Wanted
from leakcheck.consent.views import status_on
from leakcheck.model.consent import EVERYTHING, Status
from leakcheck.model.errors import ConfigError
from leakcheck.model.record import NamedTuple
from leakcheck.report.summary import CLEAN

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from leakcheck.consent.seal import Identity
    from leakcheck.consent.values import Standing

MOST_HINTS = 5  # each looks through all addresses


class Said(NamedTuple):
    """What the command line says about one answer; empty words are left to their defaults."""

    status: Status
    kind: str = "consent"
    purpose: str = ""
    scope: str = ""
    basis: str = ""
    evidence: str = ""
    notice: str = ""
    at: str = ""
    effective: str = ""
    expires: str = ""


def run_answer(words: Sequence[str], said: Said, manner: Manner) -> int:
    """Record the same answer of one or many people, all of them or none."""
    people = read_people(words)
    entry = _entry(said)
    with office(manner, writing=not manner.dry_run) as desk:
        _questions(desk, people, entry, manner)
        entries = [entry._replace(key=person.address, name=person.name) for person in people]
        if manner.dry_run:
            standings = preview(desk.ledger, desk.keys, entries)
        else:
            standings = record(desk.ledger, desk.keys, entries).standings
    _report(entry, standings, manner)
    return CLEAN


def _entry(said: Said) -> Entry:
    """Read and check the words that hold for all people."""
    agreed = said.status.agreed
    if agreed and not said.purpose:
        raise ConfigError(f"--purpose is needed: consent is for something, as in {', '.join(list(PURPOSES)[:2])}")
    purpose = read_purpose(said.purpose) if said.purpose else EVERYTHING
    if agreed and purpose == EVERYTHING:
        raise ConfigError("--purpose: nobody agrees to everything, name one purpose at a time")
    expires = read_day(said.expires, "--expires") if said.expires else ""
    effective = read_day(said.effective, "--effective") if said.effective else ""
    if expires and effective > expires:
        raise ConfigError("--effective: lies after --expires")
    return Entry(
        "",
        "",
        said.kind,
        purpose,
        said.status,
        read_circle(said.scope) if said.scope else EVERYTHING,
        read_basis(said.basis or "consent") if agreed else "",
        read_instant(said.at, "--at", objection=not agreed) if said.at else "",
        effective,
        expires,
        note=Note(said.evidence, said.notice, os.environ.get("USER") or os.environ.get("USERNAME") or ""),
    )


def _questions(desk: Office, people: Sequence[Identity], entry: Entry, manner: Manner) -> None:
    """Ask before something is written that may be a slip or that lifts a suppression."""
    if near := near_purpose(entry.purpose, _used_purposes(desk, entry.purpose)):
        confirm(f"{entry.purpose} is a new purpose, did you mean {near}?", manner)
    tags = {person.address: desk.keys.all_tags(person.address) for person in people}
    loose = {person.address: desk.keys.all_loose(person.address) for person in people}
    found = desk.ledger.find(Wanted(_flat(tags), _flat(loose)))
    for address, strict in tags.items():
        standings = [one for tag in strict for one in found.standings.get(tag, ())]
        coarse = [one for tag in loose[address] for one in found.objections.get(tag, ())]
        everything = [one for one in (*standings, *coarse) if one.purpose == EVERYTHING]
        if entry.status.agreed and any(one.suppressed for one in everything):
            confirm(f"{shown(address)} must not be written to: does {entry.purpose} hold from now on?", manner)
        if not standings and len(people) <= MOST_HINTS:
            _nearest(desk, address, entry, similar=not found.similar.isdisjoint(loose[address]))


def _nearest(desk: Office, address: str, entry: Entry, *, similar: bool) -> None:
    if similar and entry.status.agreed:
        hint(f"{shown(address)} is new, a similar address agreed before: that one still stands for itself alone")
    elif near := nearest_person(desk.ledger, desk.keys, address):
        hint(f"{shown(address)} is new to the ledger, did you mean {shown(near)}?")


def _used_purposes(desk: Office, purpose: str) -> set[str]:
    """Return the purposes of the history; it is read only for one that is neither known nor a list of a known one."""
    if not {purpose, purpose.rpartition("/")[0]}.isdisjoint(PURPOSES):
        return set()
    return {event.purpose for event in desk.ledger.events() if event.kind == "consent"}


def _flat(tags: dict[str, tuple[bytes, ...]]) -> tuple[bytes, ...]:
    return tuple(tag for group in tags.values() for tag in group)


def _report(entry: Entry, standings: dict[str, tuple[Standing, ...]], manner: Manner) -> None:
    today = dt.datetime.now(tz=dt.UTC).date()
    people = []
    for address, rows in standings.items():
        one = next((row for row in rows if (row.purpose, row.scope) == (entry.purpose, entry.scope)), None)
        status = status_on(one, today) if one else Status.UNKNOWN
        people.append({"person": address, "purpose": entry.purpose, "status": status.value})
        if not manner.as_json:
            say(f"{'Would be' if manner.dry_run else 'Recorded'}: {shown(address)} {_aim(entry)} {status.value}")
        if entry.status.agreed and not status.agreed:
            hint(f"{shown(address)} stays {status.value} for {entry.purpose}: {_WHY.get(status, 'see consent show')}")
    answer(manner, {"dry_run": manner.dry_run, "people": people})


_WHY = {
    Status.EXPIRED: "the consent has run out already",
    Status.UNKNOWN: "the consent does not hold yet",
    Status.WITHDRAWN: "the withdrawal came later than this consent",
    Status.REFUSED: "the refusal came later than this consent",
}


def _aim(entry: Entry) -> str:
    return "everything" if entry.purpose == EVERYTHING else entry.purpose


def run_erase(words: Sequence[str], manner: Manner) -> int:
    """Erase people; withdrawals and suppressions stay, as tags that say nothing by themselves."""
    from leakcheck.consent.erasing import erase

    people = read_people(words)
    with office(manner, writing=not manner.dry_run) as desk:
        for person in people:
            if not next(iter(desk.ledger.events(desk.keys.all_tags(person.address))), None):
                near = nearest_person(desk.ledger, desk.keys, person.address)
                raise ConfigError(
                    f"{shown(person.address)} is not in the ledger" + (f", did you mean {shown(near)}?" if near else "")
                )
        confirm(f"{len(people):,} {'person' if len(people) == 1 else 'people'} would be erased for good.", manner)
        if not manner.dry_run:
            for person in people:
                erase(desk.ledger, desk.keys, person.address)
    answer(manner, {"dry_run": manner.dry_run, "erased": len(people)})
    if not manner.as_json:
        done = "Would erase" if manner.dry_run else "Erased"
        say(f"{done} {len(people):,}; what they refused stays known, as tags without an address")
    return CLEAN
