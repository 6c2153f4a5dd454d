"""Who did not agree is left out, by a real ledger."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from leakcheck.engine.plan import make_plan
from leakcheck.fix.session import apply_fixes
from leakcheck.fix.split import plan_split
from leakcheck.fix.table import chosen
from leakcheck.fix.values import RefusedError
from leakcheck.fix.verify import read_case
from leakcheck.model.consent import Status
from leakcheck.model.policy import Policy
from tests.consent.desks import ANN, BOB, CLEO, ENVIRONMENT, TODAY, sqlite_desk
from tests.support import people_mail

if TYPE_CHECKING:
    from pathlib import Path

    from leakcheck.fix.values import Case


@pytest.fixture
def ledger(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    monkeypatch.setenv("LEAKCHECK_LEDGER_KEY", ENVIRONMENT["LEAKCHECK_LEDGER_KEY"])
    desk = sqlite_desk(tmp_path)
    desk.say(Status.GIVEN, ANN, CLEO)
    desk.say(Status.WITHDRAWN, BOB)
    desk.ledger.close()
    return str(tmp_path / "consent.db")


def case_of(text: str, ledger: str) -> Case:
    policy = Policy(ledger=ledger, purpose="contact:marketing")
    return read_case(text.encode(), "x.eml", make_plan(policy), TODAY)


def test_who_withdrew_is_dropped(ledger: str) -> None:
    case = case_of(people_mail(f"Ann <{ANN}>, Bob <{BOB}>", cc=BOB, bcc=CLEO), ledger)
    assert "LC202" in {finding.rule.id for finding in case.report.findings}
    done = apply_fixes(case, chosen(["drop-unconsented"]))
    text = done.after.data.decode()
    assert text == people_mail(f"Ann <{ANN}>", bcc=CLEO)
    assert [change.after for change in done.proposals[0].changes] == ["does not want to be written to"] * 2
    assert apply_fixes(done.after, chosen(["drop-unconsented"])).proposals == ()


def test_nobody_left_is_refused(ledger: str) -> None:
    with pytest.raises(RefusedError, match="nobody is left"):
        apply_fixes(case_of(people_mail(BOB), ledger), chosen(["drop-unconsented"]))


def test_a_split_lists_who_gets_nothing(ledger: str) -> None:
    split = plan_split(case_of(people_mail(f"{ANN}, {BOB}, {CLEO}"), ledger))
    assert split
    assert [person.key for person in split.people] == [ANN, CLEO]
    assert [(left.who.reveal(), left.why) for left in split.left_out] == [(BOB, "does not want to be written to")]
