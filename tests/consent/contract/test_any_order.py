"""Any answers in any order: what was withdrawn stays withdrawn until somebody agrees anew by hand."""

from __future__ import annotations

import tempfile
from pathlib import Path

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from leakcheck.consent.erasing import erase
from leakcheck.consent.rotating import rotate
from leakcheck.consent.verify import verify
from leakcheck.model.consent import EVERYTHING, Status
from tests.consent.contract.conftest import BACKENDS
from tests.consent.desks import MARKETING, MASTER

FAMILY = ("ann@gmail.com", "a.nn+x@googlemail.com")
PEOPLE = st.sampled_from((*FAMILY, "bob@example.net"))
PURPOSES = st.sampled_from((MARKETING, f"{MARKETING}/spring", "contact:service"))
DAYS = st.integers(1, 28)


class Answers(RuleBasedStateMachine):
    """Keeps beside the ledger what must be true, in the plainest words."""

    backend = "sqlite"

    def __init__(self) -> None:
        super().__init__()
        self._folder = tempfile.TemporaryDirectory()
        self.desk = BACKENDS[self.backend](Path(self._folder.name))
        self.said: list[tuple[str, str, str, str, int]] = []  # what, who, purpose, at, number
        self.number = 0
        self.keys = 0

    def _said(self, what: str, who: str, purpose: str, day: int) -> str:
        self.number += 1
        at = f"2026-01-{day:02}T00:00:00.000000Z"
        self.said.append((what, who, purpose, at, self.number))
        return at

    @rule(who=PEOPLE, purpose=PURPOSES, day=DAYS)
    def agrees(self, who: str, purpose: str, day: int) -> None:
        self.desk.say(Status.GIVEN, who, purpose=purpose, at=self._said("grant", who, purpose, day))

    @rule(who=PEOPLE, purpose=PURPOSES, day=DAYS)
    def is_imported(self, who: str, purpose: str, day: int) -> None:
        at = self._said("import", who, purpose, day)
        self.desk.say(Status.GIVEN, who, purpose=purpose, source="import:csv", at=at)

    @rule(who=PEOPLE, purpose=PURPOSES | st.just(EVERYTHING), day=DAYS)
    def withdraws(self, who: str, purpose: str, day: int) -> None:
        self.desk.say(Status.WITHDRAWN, who, purpose=purpose, at=self._said("no", who, purpose, day))

    @rule(who=PEOPLE, purpose=PURPOSES, day=DAYS)
    def refuses(self, who: str, purpose: str, day: int) -> None:
        self.desk.say(Status.REFUSED, who, purpose=purpose, at=self._said("no", who, purpose, day))

    @rule(who=PEOPLE, day=DAYS)
    def is_suppressed(self, who: str, day: int) -> None:
        at = self._said("never", who, EVERYTHING, day)
        self.desk.say(Status.WITHDRAWN, who, purpose=EVERYTHING, kind="suppress", at=at)

    @rule(who=PEOPLE)
    def is_erased(self, who: str) -> None:
        """Erase: what was agreed is forgotten, what was refused is not."""
        erase(self.desk.ledger, self.desk.keys, who)
        self.said = [said for said in self.said if said[1] != who or said[0] in {"no", "never"}]

    @precondition(lambda self: self.keys < 4)
    @rule()
    def the_key_is_changed(self) -> None:
        old, new = bytes([self.keys]) * 32, bytes([self.keys + 1]) * 32
        old = MASTER if self.keys == 0 else old
        self.keys += 1
        self.desk = self.desk._replace(keys=rotate(self.desk.ledger, self.desk.keys, old, new))

    def _agreed(self, who: str, purpose: str) -> bool:
        family = FAMILY if who in FAMILY else (who,)
        over = {purpose, EVERYTHING, *([MARKETING] if purpose.startswith(MARKETING) else [])}
        noes = [said for said in self.said if said[0] in {"no", "never"} and said[1] in family and said[2] in over]
        own = [said for said in self.said if said[1] == who and said[2] == purpose]
        if not noes:
            return any(said[0] in {"grant", "import"} for said in own)
        since = max(said[3] for said in noes)
        after = max((said[4] for said in noes if said[0] == "never"), default=0)
        return any(said[0] == "grant" and said[3] > since and said[4] > after for said in own)

    @invariant()
    def the_ledger_says_so(self) -> None:
        for who in (*FAMILY, "bob@example.net"):
            consents = self.desk.consents(who)
            for purpose in (MARKETING, f"{MARKETING}/spring", "contact:service"):
                assert consents.status(who, purpose).agreed == self._agreed(who, purpose), (who, purpose, self.said)

    @invariant()
    def the_history_is_sound(self) -> None:
        assert verify(self.desk.ledger, self.desk.keys).problem == ""

    def teardown(self) -> None:
        self.desk.ledger.close()
        self._folder.cleanup()


TestAnswers = Answers.TestCase
TestAnswers.settings = settings(max_examples=30, stateful_step_count=25, deadline=None)


class AnswersOnAServer(Answers):
    """The same, in a database."""

    backend = "postgres"


@pytest.mark.postgres
class TestAnswersOnAServer(AnswersOnAServer.TestCase):  # type: ignore[name-defined,misc]
    """One new database a run: fewer of them."""

    settings = settings(max_examples=8, stateful_step_count=15, deadline=None)
