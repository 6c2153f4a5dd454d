"""The command `check`, through the same door as in a shell: arguments in, text and exit code out."""

from __future__ import annotations

import io
import json
import sys
from typing import TYPE_CHECKING

import pytest

from leakcheck.cli import main

if TYPE_CHECKING:
    from pathlib import Path

LEAKY = b"""From: Petra <petra@coach.example>
To: Anna Lee <anna.client@example.org>, Bob Lee <bob.client@example.net>,
 Cleo Lee <cleo.client@example.com>, Dan <dan.client@example.org>,
 Eve <eve.client@example.net>
Subject: Group mentoring

Dear all, there are places left.
"""
CLEAN = b"""From: Petra <petra@coach.example>
To: Anna Lee <anna.client@example.org>
Subject: Your session

See you on Monday.
"""


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("HOME", str(tmp_path))
    (tmp_path / "leaky.eml").write_bytes(LEAKY)
    (tmp_path / "clean.eml").write_bytes(CLEAN)
    (tmp_path / "leakcheck.toml").write_bytes(b"")
    return tmp_path


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (["clean.eml"], 0),
        (["leaky.eml"], 1),
        (["clean.eml", "leaky.eml"], 1),
        (["."], 1),
        (["leaky.eml", "--fail-on", "error"], 0),
        (["leaky.eml", "--fail-on", "lea*.eml:error"], 0),
        (["leaky.eml", "--fail-on", "old/**:error"], 1),
        (["leaky.eml", "--fail-on", "error", "--fail-on", "*.eml:warning"], 1),
        (["leaky.eml", "--fail-on", "*.eml:fatal"], 2),
        (["leaky.eml", "--ignore", "LC101"], 0),
        (["leaky.eml", "--ignore", "LC105, LC101"], 0),
        (["leaky.eml", "--select", "LC106"], 0),
        (["leaky.eml", "--allow", "LC101", "--reason", "they are friends"], 0),
        (["leaky.eml", "--me", "eve.client@example.net"], 0),
        (["leaky.eml", "--own-domain", "example.org"], 0),
        (["no-such.eml"], 2),
        (["no-such.eml", "leaky.eml"], 2),
        (["leaky.eml", "--allow", "LC101"], 2),
        (["leaky.eml", "--format", "yaml"], 2),
        (["leaky.eml", "--fail-on", "fatal"], 2),
        (["leaky.eml", "--select", "LC999"], 2),
        (["leaky.eml", "--own-domain", "gmail.com"], 2),
        (["leaky.eml", "--config", "no-such.toml"], 2),
        (["leaky.eml", "--rules", "no-such-folder"], 2),
        (["leaky.eml", "--reveal"], 2),
        (["leaky.eml", "--explain", "LC101", "--format", "json"], 2),
        (["leaky.eml", "--output", "leaky.eml"], 2),
        ([".", "--output", "new.eml"], 2),
        (["leaky.eml", "--output", "no-such-folder/x"], 2),
        ([], 2),
    ],
)
def test_exit_codes(words: list[str], code: int) -> None:
    assert main(["check", *words]) == code


def test_drafts_are_never_changed(folder: Path) -> None:
    main(["check", ".", "--output", "report.txt"])
    main(["check", "leaky.eml", "--output", "leaky.eml"])
    assert (folder / "leaky.eml").read_bytes() == LEAKY


def test_a_pipe_gets_masked_values(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "leaky.eml"]) == 1
    shown = capsys.readouterr().out
    assert "5 people would see one another's names and addresses" in shown
    assert "a***@e***.org" in shown
    assert "anna.client" not in shown


def test_with_and_without_options_the_report_is_the_same(capsys: pytest.CaptureFixture[str]) -> None:
    main(["check", "leaky.eml"])
    fast = capsys.readouterr().out
    main(["check", "leaky.eml", "--format", "text"])
    assert capsys.readouterr().out == fast


def test_a_missing_path_is_named_and_the_others_are_checked(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "no-such.eml", "leaky.eml", "--format", "json"]) == 2
    out, err = capsys.readouterr()
    assert err == "leakcheck: no-such.eml: no such file or folder\n"
    assert [draft["path"] for draft in json.loads(out)["drafts"]] == ["leaky.eml"]


def test_of_a_missing_path_alone_one_line_is_said(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "no-such.eml"]) == 2
    assert capsys.readouterr() == ("", "leakcheck: no-such.eml: no such file or folder\n")
    assert main(["check", "no-such.eml", "--format", "json"]) == 2
    assert json.loads(capsys.readouterr().out)["drafts"] == []


def test_a_folder_without_drafts_is_not_clean(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "empty").mkdir()
    assert main(["check", "empty", "leaky.eml", "--fail-on", "error", "--format", "json"]) == 3
    drafts = json.loads(capsys.readouterr().out)["drafts"]
    assert [draft["status"] for draft in drafts] == ["unreadable", "checked"]


def test_an_unreadable_file_does_not_stop_the_others(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "cut.msg").write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 and no more")
    (folder / "empty.eml").write_bytes(b"")
    assert main(["check", "cut.msg", "empty.eml", "clean.eml", "--format", "json"]) == 3
    drafts = json.loads(capsys.readouterr().out)["drafts"]
    assert [draft["path"] for draft in drafts] == ["cut.msg", "empty.eml", "clean.eml"]
    assert drafts[2]["status"] == "checked"


def test_standard_input(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(LEAKY)))
    assert main(["check", "-", "--format", "json"]) == 1
    (draft,) = json.loads(capsys.readouterr().out)["drafts"]
    assert (draft["path"], draft["visible_recipients"]) == ("-", 5)


@pytest.mark.parametrize(
    ("data", "first"), [(LEAKY, "standard input\n"), (b"x", "standard input: Nothing"), (b"", "standard input: Not")]
)
def test_people_read_that_it_is_standard_input(
    data: bytes, first: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data)))
    main(["check", "-"])
    assert capsys.readouterr().out.startswith(first)


@pytest.mark.parametrize("name", ["json", "sarif", "gitlab", "junit", "github", "text"])
def test_a_report_in_a_file_is_the_one_on_standard_output(
    name: str, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["check", "leaky.eml", "clean.eml", "--format", name, "--output", "report"]) == 1
    assert capsys.readouterr().out == ""
    assert main(["check", "leaky.eml", "clean.eml", "--format", name]) == 1
    report = (folder / "report").read_text(encoding="utf-8")
    assert report == capsys.readouterr().out
    assert "anna.client" not in report


def test_an_allowed_finding_is_counted(capsys: pytest.CaptureFixture[str]) -> None:
    main(["check", "leaky.eml", "--format", "json", "--allow", "visible-recipients", "--reason", "a circle"])
    report = json.loads(capsys.readouterr().out)
    assert report["summary"]["allowed"] == 1
    allowed = [f for f in report["drafts"][0]["findings"] if f["suppressed"]]
    assert allowed[0]["suppressed"]["reason"] == "a circle"


def test_an_explanation(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "clean.eml", "--explain", "LC101"]) == 0
    assert "LC101 visible-recipients ran and found nothing" in capsys.readouterr().out


def test_a_run_without_any_rule_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "leaky.eml", "--select", "LC101", "--ignore", "LC1"]) == 2
    assert capsys.readouterr().err == "leakcheck: select and ignore leave no rule: nothing would be looked at\n"


def test_an_unknown_rule_to_explain(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "clean.eml", "--explain", "LC998"]) == 2
    assert "LC998" in capsys.readouterr().err


def test_the_nearest_configuration_of_all_paths_holds(folder: Path) -> None:
    (folder / "leakcheck.toml").write_text('ignore = ["LC101"]\n')
    sub = folder / "sub"
    sub.mkdir()
    (sub / "leakcheck.toml").write_text("")
    (sub / "leaky.eml").write_bytes(LEAKY)
    assert main(["check", "leaky.eml"]) == 0
    assert main(["check", str(sub / "leaky.eml")]) == 1
    assert main(["check", "sub/leaky.eml", "leaky.eml"]) == 0
