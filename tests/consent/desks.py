"""A ledger to try things on, whatever keeps it."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, NamedTuple

from leakcheck.consent.asking import ask
from leakcheck.consent.desk import Entry, record
from leakcheck.consent.judging import consents_on
from leakcheck.consent.keys import from_master
from leakcheck.consent.setup import Controller, create
from leakcheck.consent.sqlite import create_sqlite

if TYPE_CHECKING:
    from pathlib import Path

    from leakcheck.consent.asking import Known
    from leakcheck.consent.desk import Written
    from leakcheck.consent.keys import Keys
    from leakcheck.consent.ledger import Ledger
    from leakcheck.model.consent import Consents, NameWord, Status

MASTER = bytes(range(32))
ENVIRONMENT = {"LEAKCHECK_LEDGER_KEY": MASTER.hex()}
TODAY = dt.date(2026, 3, 2)
ANN, BOB, CLEO = "ann@example.com", "bob@example.net", "cleo@example.org"
MARKETING = "contact:marketing"


class Desk(NamedTuple):
    """A ledger with a writer's keys."""

    ledger: Ledger
    keys: Keys

    def say(self, status: Status, *people: str, purpose: str = MARKETING, **more: str) -> Written:
        return record(
            self.ledger, self.keys, [Entry(person, purpose=purpose, status=status, **more) for person in people]
        )

    def known(self, *people: str, names: tuple[str, ...] = (), words: tuple[NameWord, ...] = ()) -> Known:
        return ask(self.ledger, self.keys, people, names, words)

    def consents(self, *people: str, on: dt.date = TODAY) -> Consents:
        return consents_on(self.known(*people), on)

    def status(self, person: str, purpose: str = MARKETING, on: dt.date = TODAY) -> Status:
        return self.consents(person, on=on).status(person, purpose)


def sqlite_desk(folder: Path, name: str = "consent.db") -> Desk:
    ledger = create_sqlite(str(folder / name))
    create(ledger, ENVIRONMENT, Controller("Petra Coaching"))
    return Desk(ledger, from_master(MASTER))
