"""`leakcheck consent import` and `copy` as somebody types them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from leakcheck.cli import main
from tests.consent.desks import ANN, ENVIRONMENT

if TYPE_CHECKING:
    from collections.abc import Callable

    Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("LEAKCHECK_LEDGER", "consent.db")
    monkeypatch.setenv("LEAKCHECK_LEDGER_KEY", ENVIRONMENT["LEAKCHECK_LEDGER_KEY"])
    Path("people.csv").write_text(f"name,email\nAnn Lee,{ANN}\nBob,bob@nowhere\n", encoding="utf-8")

    def ran(*words: str) -> tuple[int, str, str]:
        code = main(["consent", *words])
        output = capsys.readouterr()
        return code, output.out, output.err

    assert ran("init")[0] == 0
    return ran


def people(run: Run) -> list[dict[str, Any]]:
    return list(json.loads(run("list", "--json")[1])["people"])


def test_a_dry_run_shows_the_diff_and_writes_nothing(run: Run) -> None:
    code, out, err = run("import", "people.csv", "--adapter", "csv", "--dry-run")
    assert (code, err) == (0, "leakcheck: people.csv, line 3: holds no valid address\n")
    assert "+ a***@e***.com contact:marketing Unknown\n" in out
    assert "Would write 1 entry\n" in out
    assert people(run) == []


def test_json_lists_every_change_and_every_bad_row(run: Run) -> None:
    vouched = ("--as", "marketing", "--basis", "consent", "--evidence", "form 3")
    found = json.loads(run("import", "people.csv", "--adapter", "csv", "--json", *vouched)[1])
    assert (found["dry_run"], found["written"], found["new"]) == (False, 1, 1)
    assert found["changes"] == [
        {
            "line": 2,
            "person": ANN,
            "what": "new",
            "purpose": "contact:marketing",
            "before": "Unknown",
            "after": "Given",
        }
    ]
    assert [row["line"] for row in found["bad"]] == [3]
    assert [row["status"] for row in people(run)] == ["Given"]


@pytest.mark.parametrize(
    ("words", "code", "says"),
    [
        (("nowhere.csv", "--adapter", "csv"), 2, "nowhere.csv: No such file"),
        (("people.csv", "--adapter", "cvs"), 2, "did you mean csv?"),
        (("people.csv", "--adapter", "csv", "--as", "marketing"), 2, "--as needs --basis and --evidence"),
        (("people.csv", "--adapter", "csv", "--basis", "consent"), 2, "belong to --as PURPOSE"),
        (("people.csv", "--adapter", "csv", "--as", "*", "--basis", "consent", "--evidence", "x"), 2, "one purpose"),
        (
            ("people.csv", "--adapter", "csv", "--as", "contact:marketin", "--basis", "consent", "--evidence", "x"),
            2,
            "did",
        ),
        (("people.csv", "--adapter", "vcard", "--mapping", "m.toml"), 2, "vcard files need none"),
        (("people.csv", "--adapter", "thunderbird"), 3, "is no address book of Thunderbird"),
        (("people.csv", "--adapter", "mailchimp"), 2, "line 1: no column is called 'email address'"),
    ],
)
def test_what_is_wrong_is_said_in_one_line(run: Run, words: tuple[str, ...], code: int, says: str) -> None:
    ended, out, err = run("import", *words)
    assert (ended, out, err.count("\n")) == (code, "", 1)
    assert says in err
    assert people(run) == []


def test_a_file_in_which_nothing_can_be_used_is_not_well(run: Run) -> None:
    Path("bad.csv").write_text("email\nnobody\n", encoding="utf-8")
    assert run("import", "bad.csv", "--adapter", "csv")[0] == 3


def test_a_ledger_is_copied_and_proved(run: Run) -> None:
    run("import", "people.csv", "--adapter", "csv")
    before = run("verify", "--json")[1]
    assert run("copy", "consent.db", "other.db", "--dry-run")[0] == 0
    assert not Path("other.db").exists()
    assert run("copy", "consent.db", "other.db") == (0, "Copied 1 event; the key is the same\n", "")
    code, _, err = run("copy", "consent.db", "other.db")
    assert (code, "is there already" in err) == (3, True)
    Path("consent.db").unlink()
    Path("other.db").rename("consent.db")
    assert run("verify", "--json")[1] == before


def test_roles_are_for_servers(run: Run) -> None:
    code, _, err = run("roles", "--reader", "a", "--writer", "b")
    assert (code, "roles are for a ledger on a server" in err) == (2, True)
