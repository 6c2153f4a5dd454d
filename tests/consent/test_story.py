"""The coach's story, told in docs/consent.md: every command there is run, and what it says is what stands there.

`pytest tests/consent/test_story.py --rewrite` writes the output into the page anew; read the difference.
"""

from __future__ import annotations

import re
import shlex
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from leakcheck.cli import main
from leakcheck.consent.asking import LedgerAsker
from leakcheck.model.consent import Status
from tests.consent.desks import ENVIRONMENT, MARKETING
from tests.support import report_of

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).parent.parent.parent
PAGE = ROOT / "docs" / "consent.md"
STORY = Path(__file__).parent / "story"
BEGIN, END = "<!-- story: run by tests/consent/test_story.py -->", "<!-- end of story -->"
ANNA, BJOERN, CLEO, DANIEL, EVA = (
    "anna.berger@example.com",
    "bjoern@example.net",
    "cleo.fontaine@example.org",
    "d.okafor@example.com",
    "eva.novak@example.net",
)
ANSWERS = {ANNA: "Gladly, if the room is warm this time!", BJOERN: "Ja, gerne", CLEO: "Yes", DANIEL: "No thanks"}
BLOCK = re.compile(r"```console\n\$ (.+)\n((?:.*\n)*?)```\n")
REFERENCE = re.compile(r"LC-[0-9A-Z]{10}")


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for file in STORY.iterdir():
        shutil.copy(file, tmp_path)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("CI", "true")
    monkeypatch.setenv("LEAKCHECK_LEDGER", "consent.db")
    monkeypatch.setenv("LEAKCHECK_LEDGER_KEY", ENVIRONMENT["LEAKCHECK_LEDGER_KEY"])
    return tmp_path


def test_the_story_is_true(home: Path, request: pytest.FixtureRequest, capsys: pytest.CaptureFixture[str]) -> None:
    page = PAGE.read_text(encoding="utf-8")
    told = page[page.index(BEGIN) : page.index(END)]
    true = "".join(retold(told, capsys))
    if request.config.getoption("--rewrite"):
        PAGE.write_text(page.replace(told, true), encoding="utf-8")
    else:
        assert told == true
    assert statuses() == {
        ANNA: Status.GIVEN,
        BJOERN: Status.GIVEN,
        CLEO: Status.WITHDRAWN,
        DANIEL: Status.REFUSED,
        EVA: Status.REQUESTED,
    }


def retold(told: str, capsys: pytest.CaptureFixture[str]) -> Iterator[str]:
    """Yield the story with what its commands say now; people answer once they were asked."""
    at = 0
    for block in BLOCK.finditer(told):
        yield told[at : block.start()]
        code = main(shlex.split(block[1].partition("   #")[0])[1:])
        output = capsys.readouterr()
        shown = REFERENCE.sub("LC-7Q2K4MB9TZ", output.out + output.err)
        yield f"```console\n$ {block[1]}\n{shown}```\n"
        assert f"# ends with {code}" in block[1] or code == 0, block[1]
        if " request " in block[1]:
            people_answer()
        at = block.end()
    yield told[at:]


def people_answer() -> None:
    """Let four of five answer, and Cleo think better of it later."""
    Path("answers").mkdir()
    for draft in Path("consent-requests").iterdir():
        text = draft.read_text(encoding="utf-8")
        asked = next(address for address in (*ANSWERS, EVA) if address in text)
        if asked in ANSWERS:
            reply = answer(asked, f"Re: May I write to you? [{draft.stem}]", ANSWERS[asked])
            (Path("answers") / f"{asked.partition('@')[0]}.eml").write_text(reply, encoding="utf-8")
    Path("goodbye.eml").write_text(answer(CLEO, "Re: Group mentoring", "Please unsubscribe me."), encoding="utf-8")


def answer(person: str, subject: str, words: str) -> str:
    return f"From: {person}\nTo: petra@lindqvist-coaching.example\nSubject: {subject}\n\n{words}\n\n> Hello\n"


def statuses() -> dict[str, Status]:
    asker = LedgerAsker("consent.db")
    answers = asker.ask([ANNA, BJOERN, CLEO, DANIEL, EVA]).answers
    asker.close()
    return {one.key: one.status for one in answers if one.purpose == MARKETING}


def test_after_the_story_the_offer_is_an_error(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["consent", "init"]) == 0
    assert main(["consent", "import", "contacts.csv", "--adapter", "csv"]) == 0
    offer = (home / "offer.eml").read_text(encoding="utf-8")
    found = {one.rule.id: one for one in report_of(offer, ledger="consent.db").findings}
    assert {"LC101", "LC201", "LC204"} <= set(found)
    assert found["LC201"].total == 5
    assert main(["consent", "withdraw", CLEO]) == 0
    found = {one.rule.id: one for one in report_of(offer, ledger="consent.db").findings}
    assert (found["LC202"].total, found["LC202"].severity.label) == (1, "error")
    data = b"".join(path.read_bytes() for path in home.glob("consent.db*")).lower()
    for secret in (b"berger", b"example.com", b"okafor"):
        assert secret not in data
    assert "berger" not in capsys.readouterr().err
