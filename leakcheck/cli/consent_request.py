"""Write drafts that ask people for consent: what stands behind `consent request`."""

from __future__ import annotations

import datetime as dt
import os

from leakcheck.cli.ledgers import Manner, Office, answer, confirm, hint, office, say, shown
from leakcheck.cli.run import load_policy_at
from leakcheck.consent.asking import ask
from leakcheck.consent.backup import new_file
from leakcheck.consent.desk import Entry, record
from leakcheck.consent.judging import consents_on
from leakcheck.consent.persons import identities, read_people, read_person
from leakcheck.consent.purposes import PURPOSES, near_purpose, read_purpose
from leakcheck.consent.requested import evidence_of
from leakcheck.consent.requesting import Request, draft_of, new_reference, read_language
from leakcheck.consent.seal import Identity, Note
from leakcheck.consent.setup import controller_of
from leakcheck.model.consent import EVERYTHING, Status
from leakcheck.model.errors import ConfigError
from leakcheck.model.record import NamedTuple
from leakcheck.report.summary import CLEAN

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

FOLDER = "consent-requests"


class Asked(NamedTuple):
    """What the command line says beside the people."""

    purpose: str
    language: str = ""
    sender: str = ""
    folder: str = ""


def run_request(words: Sequence[str], asked: Asked, manner: Manner) -> int:
    """Write one draft a person and record that each was asked; nothing is sent."""
    people, purpose = read_people(words), read_purpose(asked.purpose)
    if purpose == EVERYTHING:
        raise ConfigError("--purpose: nobody agrees to everything, ask for one purpose at a time")
    if near := near_purpose(purpose, ()) if purpose not in PURPOSES else "":
        confirm(f"{purpose} is a new purpose, did you mean {near}?", manner)
    folder = asked.folder or FOLDER
    with office(manner, writing=not manner.dry_run) as desk:
        wanted, left = _sorted(desk, people, purpose)
        requests = _requests(desk, wanted, purpose, asked, manner)
        if not manner.dry_run:
            _write(desk, requests, folder)
    _report(requests, left, folder, manner)
    return CLEAN


def _sorted(
    desk: Office, people: Sequence[Identity], purpose: str
) -> tuple[list[Identity], list[tuple[Identity, Status]]]:
    """Return who may be asked, with their names, and who is left out: who agreed already, and who said no."""
    today = dt.datetime.now(tz=dt.UTC).date()
    consents = consents_on(ask(desk.ledger, desk.keys, [person.address for person in people]), today)
    names = {one.address: one.name for _, one in identities(desk.ledger, desk.keys)}
    wanted, left = [], []
    for person in people:
        status = consents.status(person.address, purpose)
        if status.objected or status.agreed:
            left.append((person, status))
        else:
            wanted.append(Identity(person.address, person.name or names.get(person.address, "")))
    return wanted, left


def _requests(desk: Office, people: Sequence[Identity], purpose: str, asked: Asked, manner: Manner) -> list[Request]:
    controller = controller_of(desk.header, desk.keys)
    language = read_language(asked.language or controller.language)
    sender = _sender(asked, manner, controller.name)
    return [Request(person, purpose, sender, language, new_reference()) for person in people]


def _sender(asked: Asked, manner: Manner, name: str) -> Identity:
    if asked.sender:
        sender = read_person(asked.sender)
        return Identity(sender.address, sender.name or name)
    own = load_policy_at(manner.config).own_addresses
    if len(own) != 1:
        raise ConfigError("--from is needed: who asks? One address in [me] addresses of leakcheck.toml will do too")
    return Identity(next(iter(own)), name)


def _write(desk: Office, requests: Sequence[Request], folder: str) -> None:
    """Record the requests, then write the drafts: one that exists is always known."""
    actor = os.environ.get("USER") or os.environ.get("USERNAME") or ""
    os.makedirs(folder, mode=0o700, exist_ok=True)  # noqa: PTH103 - pathlib costs start-up
    entries = [
        Entry(
            one.person.address,
            one.person.name,
            purpose=one.purpose,
            status=Status.REQUESTED,
            note=Note(evidence_of(one.reference), "", actor),
        )
        for one in requests
    ]
    if entries:
        record(desk.ledger, desk.keys, entries)
    for one in requests:
        path = _path(one, folder)
        new_file(path)
        with open(path, "wb") as file:  # noqa: PTH123 - as above
            file.write(draft_of(one))


def _path(one: Request, folder: str) -> str:
    return os.path.join(folder, f"LC-{one.reference}.eml")  # noqa: PTH118 - as above


def _report(requests: Sequence[Request], left: Sequence[tuple[Identity, Status]], folder: str, manner: Manner) -> None:
    answer(
        manner,
        {
            "dry_run": manner.dry_run,
            "requests": [
                {
                    "person": one.person.address,
                    "purpose": one.purpose,
                    "status": Status.REQUESTED.value,
                    "reference": f"LC-{one.reference}",
                    "draft": _path(one, folder),
                }
                for one in requests
            ],
            "left_out": [{"person": person.address, "status": status.value} for person, status in left],
        },
    )
    for person, status in left:
        why = "agreed already" if status.agreed else f"is {status.value}: who said no is not asked again"
        hint(f"{shown(person.address)} {why}")
    if not manner.as_json:
        done = "Would write" if manner.dry_run else "Wrote"
        for one in requests:
            say(f"{done} {folder if manner.dry_run else _path(one, folder)} for {shown(one.person.address)}")
        if requests and not manner.dry_run:
            say("Nothing was sent. Send each draft yourself; leakcheck consent import ANSWER.eml --adapter reply")
