"""A request is one personal draft that passes a check; its answer is known by the reference."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from leakcheck import mail
from leakcheck.cli import main
from leakcheck.consent.requesting import LANGUAGES, Request, draft_of, new_reference
from leakcheck.consent.seal import Identity
from leakcheck.model.consent import Status
from leakcheck.model.severity import Severity
from tests.consent.desks import ANN, BOB, ENVIRONMENT, Desk, sqlite_desk
from tests.support import report_of

if TYPE_CHECKING:
    from collections.abc import Iterator

PETRA = Identity("petra@coach.example", "Petra Lindqvist")


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Desk]:
    made = sqlite_desk(tmp_path)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("LEAKCHECK_LEDGER", "consent.db")
    monkeypatch.setenv("LEAKCHECK_LEDGER_KEY", ENVIRONMENT["LEAKCHECK_LEDGER_KEY"])
    yield made
    made.ledger.close()


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    "purpose", ["contact:marketing", "contact:marketing/spring", "disclose:address-to-group", "own"]
)
@pytest.mark.parametrize(
    "person", [Identity(ANN), Identity("josé@example.com", "José Müller, Dr."), Identity(BOB, "Bob")]
)
def test_a_request_passes_a_check(language: str, purpose: str, person: Identity) -> None:
    reference = new_reference()
    data = draft_of(Request(person, purpose, PETRA, language, reference))
    report = report_of(data)
    assert not [found for found in report.findings if found.severity >= Severity.WARNING]
    draft = mail.parse(data)
    assert [one.key for one in draft.recipients] == [person.address]
    assert reference in (draft.header("Subject") or "")
    assert reference in (draft.header("Message-ID") or "")


def asked(capsys: pytest.CaptureFixture[str], *words: str) -> dict[str, list[dict[str, str]]]:
    assert main(["consent", "request", *words, "--from", "petra@coach.example", "--json"]) == 0
    answer: dict[str, list[dict[str, str]]] = json.loads(capsys.readouterr().out)
    return answer


@pytest.mark.parametrize(
    ("words", "status"), [("Yes", Status.GIVEN), ("No thanks", Status.REFUSED), ("unsubscribe", Status.WITHDRAWN)]
)
def test_an_answer_is_matched(desk: Desk, capsys: pytest.CaptureFixture[str], words: str, status: Status) -> None:
    (one,) = asked(capsys, ANN, "--purpose", "contact:marketing/spring")["requests"]
    assert desk.status(ANN, "contact:marketing/spring") is Status.REQUESTED
    for sender, subject in ((BOB, f"Re: [{one['reference']}]"), (ANN, f"Re: [{one['reference']}]")):
        reply = f"From: {sender}\nTo: petra@coach.example\nSubject: {subject}\n\n{words}\n"
        Path("answer.eml").write_text(reply, encoding="utf-8")
        main(["consent", "import", "answer.eml", "--adapter", "reply", "--json"])
    assert desk.status(ANN, "contact:marketing/spring") is status
    assert not desk.status(BOB, "contact:marketing/spring").agreed


def test_who_said_no_is_not_asked_again(desk: Desk, capsys: pytest.CaptureFixture[str]) -> None:
    desk.say(Status.WITHDRAWN, ANN)
    desk.say(Status.GIVEN, BOB)
    found = asked(capsys, ANN, BOB, "--purpose", "marketing")
    assert found["requests"] == []
    assert [one["status"] for one in found["left_out"]] == ["Withdrawn", "Given"]
    assert list(Path().glob("consent-requests/*")) == []


def test_drafts_are_for_their_owner_and_named_without_an_address(
    desk: Desk, capsys: pytest.CaptureFixture[str]
) -> None:
    for one in asked(capsys, ANN, BOB, "--purpose", "marketing")["requests"]:
        assert Path(one["draft"]).stat().st_mode & 0o077 == 0
        assert "@" not in one["draft"]
        assert main(["check", one["draft"]]) == 0
