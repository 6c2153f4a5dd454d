"""The commands of the ledger, through the same door as in a shell."""

from __future__ import annotations

import csv
import io
import json
import os
import sqlite3
import subprocess
import sys
from contextlib import closing
from typing import TYPE_CHECKING, Any

import pytest

from leakcheck.cli import main

if TYPE_CHECKING:
    from pathlib import Path

pty = pytest.importorskip("pty", reason="a pseudo-terminal needs a POSIX system")

KEY = bytes(range(32)).hex()
ANN, BOB, CLEO = "ann@example.com", "bob@example.net", "cleo@example.org"
OFFER = """From: Petra <petra@coach.example>
{field}: {people}
Subject: Group mentoring

Dear all, there are places left.
"""


class Office:
    """Runs commands in a folder of its own."""

    def __init__(self, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self.folder = folder
        self._capsys = capsys
        self.out = self.err = ""

    def __call__(self, *words: str) -> int:
        code = main(["consent", *words])
        self.out, self.err = self._capsys.readouterr()
        return code

    def json(self, *words: str) -> dict[str, Any]:
        assert self(*words, "--json") == 0, self.err
        found: dict[str, Any] = json.loads(self.out)
        assert found["format"] == "leakcheck-consent/1"
        return found

    def status(self, person: str, purpose: str = "contact:marketing") -> str:
        rows = self.json("show", person)["statuses"]
        return next((row["status"] for row in rows if row["purpose"] == purpose), "Unknown")

    def check(self, field: str, *people: str) -> tuple[int, set[str]]:
        """Check an offer; return the exit code and the ids found."""
        path = self.folder / "offer.eml"
        path.write_text(OFFER.format(field=field, people=", ".join(people)), encoding="utf-8")
        code = main(["check", str(path), "--purpose", "marketing", "--format", "json"])
        report = json.loads(self._capsys.readouterr().out)
        return code, {finding["rule"] for finding in report["drafts"][0]["findings"]}


@pytest.fixture
def office(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Office:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    monkeypatch.setenv("LEAKCHECK_LEDGER", str(tmp_path / "consent.db"))
    monkeypatch.setenv("LEAKCHECK_LEDGER_KEY", KEY)
    made = Office(tmp_path, capsys)
    assert made("init", "--controller", "Petra Coaching") == 0
    return made


def test_the_coach_s_story(office: Office) -> None:
    people = (ANN, BOB, CLEO)
    assert office.check("To", *people) == (1, {"LC101", "LC201", "LC204"})
    assert office("grant", ANN, BOB, "--purpose", "marketing", "--evidence", "answered my mail") == 0
    assert office("refuse", CLEO, "--purpose", "marketing") == 0
    assert office.check("Bcc", *people) == (1, {"LC202"})
    assert office.check("To", ANN) == (0, set())
    assert office.check("To", BOB) == (0, set())
    assert office("withdraw", ANN) == 0
    assert office.check("To", ANN) == (1, {"LC202"})
    assert office("verify") == 0


def test_the_interface_of_grants(office: Office) -> None:
    words = ("--basis", "contract", "--evidence", "a form", "--at", "2026-01-02", "--expires", "2031-01-02")
    assert office("grant", f"Ann Lee <{ANN}>", "--purpose", "contact:service", *words) == 0
    found = office.json("show", ANN)
    assert (found["person"], found["name"], found["known"]) == (ANN, "Ann Lee", True)
    (event,) = found["events"]
    assert (event["basis"], event["evidence"], event["at"][:10]) == ("contract", "a form", "2026-01-02")
    assert (event["status"], event["expires"]) == ("Given", "2031-01-02")


def test_lists_are_filtered(office: Office) -> None:
    office("grant", ANN, "--purpose", "marketing", "--expires", "2099-01-01")
    office("grant", BOB, "--purpose", "service")
    office("refuse", CLEO, "--purpose", "marketing")
    assert {row["person"] for row in office.json("list")["people"]} == {ANN, BOB, CLEO}
    assert [row["person"] for row in office.json("list", "--purpose", "marketing")["people"]] == [ANN, CLEO]
    assert [row["person"] for row in office.json("list", "--status", "refused")["people"]] == [CLEO]
    assert [row["person"] for row in office.json("list", "--expiring", "40000")["people"]] == [ANN]
    assert office.json("list", "--expiring", "10")["people"] == []


def test_text_in_a_pipe_shows_no_address(office: Office) -> None:
    office("grant", f"Ann Lee <{ANN}>", "--purpose", "marketing", "--evidence", "she said so")
    assert "ann@" not in office.out + office.err
    for words in (["list"], ["show", ANN], ["stats"], ["circle", "list"], ["verify"]):
        assert office(*words) == 0
        assert ANN not in office.out
        assert "Ann Lee" not in office.out
        assert "she said so" not in office.out


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (["grant", ANN], "--purpose is needed"),
        (["grant", ANN, "--purpose", "*"], "nobody agrees to everything"),
        (["grant", ANN, "--purpose", "contact:marketting"], "did you mean contact:marketing?"),
        (["grant", ANN, "--purpose", "a@b"], "is no purpose"),
        (["grant", ANN, "--purpose", "marketing", "--basis", "contact"], "did you mean contract?"),
        (["grant", ANN, "--purpose", "marketing", "--at", "2999-01-01"], "lies in the future"),
        (["grant", ANN, "--purpose", "marketing", "--at", "2999-01-01T10:00"], "lies in the future"),
        (["grant", ANN, "--purpose", "marketing", "--expires", "soon"], "is no date such as 2026-12-31"),
        (["grant", "ann.example.com", "--purpose", "marketing"], "without an @ is no address"),
        (["withdraw", ANN, "ann@"], "is no address"),
        (["list", "--status", "Withdrawed"], "did you mean Withdrawn?"),
        (["list", "--purpose", "contact:marketin"], "did you mean contact:marketing?"),
        (["circle", "list", "bord"], "did you mean board?"),
        (["circle", "remove", "bord", ANN], "did you mean board?"),
        (["circle", "remove", "board", CLEO], "is not in the circle board"),
        (["circle", "add", "boards", ANN], "did you mean board?"),
        (["circle", "add", "a@b", ANN], "is no name of a circle"),
        (["erase", "bob@example.nett", "--yes"], "is not in the ledger"),
        (["erase", BOB], "--yes confirms it"),
        (["verify", "--head", "x"], "write it as verify printed it"),
        (["init"], "is there already"),
    ],
)
def test_wrong_use_is_one_line_and_writes_nothing(office: Office, words: list[str], says: str) -> None:
    office("circle", "add", "board", BOB)
    before = office.json("verify")["head"]
    assert office(*words) == 2
    assert says in office.err
    assert office.err.count("\n") == 1
    assert ANN not in office.err
    assert office.json("verify")["head"] == before


def test_a_slip_in_an_address_gets_the_nearest(office: Office) -> None:
    office("grant", "annabel.lee@example.com", "--purpose", "marketing")
    assert office.json("show", "anabel.lee@example.com")["nearest"] == "annabel.lee@example.com"
    assert office("withdraw", "anabel.lee@example.com") == 0
    assert "is new to the ledger, did you mean a***@e***.com?" in office.err


def test_a_similar_address_is_a_hint_for_a_grant(office: Office) -> None:
    office("grant", "ann.lee@gmail.com", "--purpose", "marketing")
    office("grant", "annlee@gmail.com", "--purpose", "service")
    assert "a similar address agreed before" in office.err
    assert office.status("annlee@gmail.com") == "Unknown"


def test_a_suppression_is_lifted_by_an_explicit_yes_alone(office: Office) -> None:
    office("suppress", ANN, "--reason", "a call")
    assert office.json("show", ANN)["suppressed"]
    assert office("grant", ANN, "--purpose", "marketing") == 2
    assert "must not be written to" in office.err
    assert office.status(ANN) == "Unknown"
    assert office("grant", ANN, "--purpose", "marketing", "--yes") == 0
    assert office.status(ANN) == "Given"
    assert office.status(ANN, "*") == "Withdrawn"


def test_a_grant_that_changes_nothing_says_why(office: Office) -> None:
    office("withdraw", ANN)
    office("grant", ANN, "--purpose", "marketing", "--at", "2020-01-01")
    assert "stays Withdrawn for contact:marketing: the withdrawal came later" in office.err


def test_on_one_day_the_withdrawal_wins(office: Office) -> None:
    office("withdraw", ANN, "--at", "2026-01-05")
    office("grant", ANN, "--purpose", "marketing", "--at", "2026-01-05")
    assert office.status(ANN) == "Withdrawn"


@pytest.mark.parametrize(
    "words",
    [
        ["grant", BOB, "--purpose", "marketing"],
        ["withdraw", ANN],
        ["refuse", ANN],
        ["suppress", ANN],
        ["erase", ANN],
        ["circle", "add", "board", ANN],
        ["backup", "copy.db"],
    ],
)
def test_a_dry_run_writes_nothing(office: Office, words: list[str]) -> None:
    office("grant", ANN, "--purpose", "marketing")
    before = office.json("verify")["head"]
    assert office.json(*words, "--dry-run")["dry_run"] is True
    assert office.json("verify")["head"] == before
    assert not (office.folder / "copy.db").exists()


def test_circles(office: Office) -> None:
    office("circle", "add", "board", ANN, BOB)
    office("circle", "add", "clients", CLEO, "--bcc-only")
    office("circle", "remove", "board", BOB)
    board, clients = office.json("circle", "list")["circles"]
    assert (board["name"], board["members"], board["bcc_only"]) == ("board", [ANN], False)
    assert (clients["size"], clients["bcc_only"]) == (1, True)
    office("circle", "add", "clients", BOB)
    assert office.json("circle", "list", "clients")["circles"][0]["bcc_only"] is True


def test_exports(office: Office) -> None:
    office("grant", f"=Ann <{ANN}>", "--purpose", "marketing", "--evidence", '=cmd|"x"')
    office("refuse", BOB, "--purpose", "marketing")
    assert office("export") == 0
    table = list(csv.DictReader(io.StringIO(office.out)))
    assert [(row["address"], row["status"]) for row in table] == [(ANN, "Given"), (BOB, "Refused")]
    assert (table[0]["name"], table[0]["evidence"]) == ("'=Ann", '\'=cmd|"x"')
    assert office("export", "--format", "json") == 0
    assert [entry["status"] for entry in json.loads(office.out)["entries"]] == ["Given", "Refused"]
    assert office("export", "--format", "receipts", "--output", "receipts.json") == 0
    path = office.folder / "receipts.json"
    assert path.stat().st_mode & 0o077 == 0
    (receipt,) = json.loads(path.read_text(encoding="utf-8"))
    assert receipt["pii_principal_id"] == ANN
    assert receipt["party_identification"][0]["party_name"] == "Petra Coaching"
    assert receipt["pii_processing"]["purposes"][0]["lawful_basis"] == "consent"
    assert office("export", "--output", "receipts.json") == 3


def test_stats(office: Office) -> None:
    office("grant", ANN, BOB, "--purpose", "marketing")
    office("refuse", CLEO, "--purpose", "marketing")
    found = office.json("stats")
    assert (found["people"], found["purposes"]) == (3, {"contact:marketing": {"Given": 2, "Refused": 1}})
    office("stats")
    bars = [len(line.split("\t")[3]) for line in office.out.splitlines()[2:]]
    assert bars == [24, 12]


def test_tampering_is_found(office: Office) -> None:
    office("grant", ANN, "--purpose", "marketing")
    office("withdraw", ANN)
    with closing(sqlite3.connect(office.folder / "consent.db")) as connection, connection:
        connection.execute("UPDATE event SET status = 'Given' WHERE seq = 2")
    connection.close()
    assert office("verify") == 1
    assert office.out.startswith("Tampered: event 2 was changed")
    assert office("verify", "--json") == 1
    assert json.loads(office.out)["event"] == 2


def test_backup_and_restore(office: Office) -> None:
    office("grant", ANN, "--purpose", "marketing")
    assert office("backup", "copy.db") == 0
    assert office("backup", "copy.db") == 3
    assert office.err == "leakcheck: copy.db: is there already; choose another name, nothing is replaced\n"
    office("withdraw", ANN)
    assert office("restore", "copy.db") == 2
    assert office("restore", "copy.db", "--yes") == 0
    assert office.status(ANN) == "Given"
    assert (office.folder / "consent.db.before-1").exists()
    assert (office.folder / "copy.db").stat().st_mode & 0o077 == 0


@pytest.mark.parametrize("words", [["verify"], ["list"], ["show", ANN], ["grant", ANN, "--purpose", "marketing"]])
def test_what_cannot_be_read_is_3(office: Office, words: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LEAKCHECK_LEDGER_KEY", "00" * 32)
    assert office(*words) == 3
    assert "is not the key of this ledger" in office.err
    monkeypatch.setenv("LEAKCHECK_LEDGER_KEY", KEY)
    (office.folder / "consent.db").write_bytes(b"no ledger")
    assert office(*words) == 3
    (office.folder / "consent.db").unlink()
    assert office(*words) == 3
    assert "there is no ledger here" in office.err


def test_nothing_is_configured(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("LEAKCHECK_LEDGER")
    assert office("list") == 2
    assert "leakcheck consent init makes one" in office.err


def test_a_reader_s_key_checks_and_does_not_list(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    office("grant", ANN, "--purpose", "marketing")
    assert office("key") == 0
    monkeypatch.setenv("LEAKCHECK_LEDGER_KEY", office.out.strip())
    assert office.check("To", ANN) == (0, set())
    assert office("list") == 3
    assert "for checking drafts only" in office.err


def test_init_makes_a_key_file(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("LEAKCHECK_LEDGER_KEY")
    monkeypatch.delenv("LEAKCHECK_LEDGER")
    made = office.json("init", "other.db")
    assert os.stat(made["key_file"]).st_mode & 0o777 == 0o600  # noqa: PTH116 - a word of JSON
    monkeypatch.setenv("LEAKCHECK_LEDGER", "other.db")
    assert office("grant", ANN, "--purpose", "marketing") == 0


def test_a_new_key(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    office("grant", ANN, "--purpose", "marketing")
    office("suppress", CLEO)
    office("erase", CLEO, "--yes")
    assert office("rotate", "--yes") == 2
    monkeypatch.setenv("LEAKCHECK_LEDGER_NEW_KEY", "11" * 32)
    assert office("rotate") == 2
    assert office("rotate", "--yes") == 0
    assert office("list") == 3
    monkeypatch.setenv("LEAKCHECK_LEDGER_KEY", "11" * 32)
    assert office.status(ANN) == "Given"
    assert office.json("show", CLEO)["suppressed"]
    assert office("verify") == 0
    assert office("key") == 0
    monkeypatch.setenv("LEAKCHECK_LEDGER_KEY", office.out.strip())
    assert office.check("Bcc", ANN, CLEO) == (1, {"LC202"})


def test_a_new_key_file(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("LEAKCHECK_LEDGER_KEY")
    monkeypatch.setenv("LEAKCHECK_LEDGER", "other.db")
    made = office.json("init")
    office("grant", ANN, "--purpose", "marketing")
    assert office("rotate", "--yes") == 0
    assert office.status(ANN) == "Given"
    assert {path.name for path in (office.folder / "config" / "leakcheck").iterdir()} == {
        os.path.basename(made["key_file"]),  # noqa: PTH119 - a word of JSON
        os.path.basename(made["key_file"]) + ".1",  # noqa: PTH119 - as above
    }


def test_questions_on_a_terminal(office: Office) -> None:
    office("grant", ANN, "--purpose", "marketing")
    ours, theirs = pty.openpty()
    command = [sys.executable, "-m", "leakcheck", "consent", "erase", ANN]
    environment = {**os.environ, "TERM": "xterm"}
    environment.pop("CI", None)
    with subprocess.Popen(command, stdin=theirs, stdout=theirs, stderr=theirs, env=environment) as process:
        os.write(ours, b"n\n")
        assert process.wait(timeout=60) == 2
    shown = os.read(ours, 4096).decode()
    assert "1 person would be erased for good. [y/N]" in shown
    assert "nothing was written" in shown
    assert office.status(ANN) == "Given"
    os.close(ours)
    os.close(theirs)
