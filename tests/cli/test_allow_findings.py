"""What a pipe reads about entries that have run out or matched nothing."""

from __future__ import annotations

import json
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path

_DRAFT = b"From: me@coach.example\nTo: ann@example.com\nSubject: Monday\n\nSee you.\n"


@pytest.mark.parametrize("until", ["2020-01-01", "2999-01-01"])
def test_the_rule_of_an_allow_entry_is_no_value_to_mask(tmp_path: Path, until: str) -> None:
    (tmp_path / "draft.eml").write_bytes(_DRAFT)
    (tmp_path / "leakcheck.toml").write_text(
        f'[[allow]]\nrule = "LC101"\nreason = "they meet weekly"\nuntil = {until}\n'
    )
    command = [sys.executable, "-m", "leakcheck", "check", "draft.eml"]
    said = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False).stdout
    assert "the decision to allow LC101 " in said
    assert "***" not in said


@pytest.mark.parametrize(("until", "lines"), [("", 1), ("until = 2999-01-01", 0)])
def test_an_entry_without_a_last_day_is_said_once(tmp_path: Path, until: str, lines: int) -> None:
    for name in ("one.eml", "two.eml"):
        (tmp_path / name).write_bytes(_DRAFT.replace(b"ann@example.com", b"ann@example.com, bob@example.net"))
    toml = tmp_path / "leakcheck.toml"
    toml.write_text(f'\n[[allow]]\nrule = "LC101"\nreason = "they meet weekly"\n{until}\n')
    command = [sys.executable, "-m", "leakcheck", "check", "one.eml", "two.eml", "--format", "json"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    said = f"leakcheck: {toml}:2: allow: LC101 is allowed for ever: give it a last day with until\n"
    assert (done.returncode, done.stderr) == (0, said * lines)


def test_an_allow_on_the_command_line_is_for_once(tmp_path: Path) -> None:
    (tmp_path / "draft.eml").write_bytes(_DRAFT)
    command = [sys.executable, "-m", "leakcheck", "check", "draft.eml", "--allow", "LC101", "--reason", "they agreed"]
    assert not subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False).stderr


def _told(tmp_path: Path, form: str) -> str:
    (tmp_path / "draft.eml").write_bytes(_DRAFT)
    (tmp_path / "leakcheck.toml").write_text(
        '\n\n[[allow]]\nrule = "LC101"\nreason = "they meet weekly"\nuntil = 2020-01-01\n'
    )
    command = [sys.executable, "-m", "leakcheck", "check", "draft.eml", "--format", form]
    return subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False).stdout


def test_the_place_of_an_entry_is_its_line_in_the_configuration(tmp_path: Path) -> None:
    place = json.loads(_told(tmp_path, "json"))["drafts"][0]["findings"][0]["locations"][0]
    assert (place["where"], place["line"]) == (str(tmp_path / "leakcheck.toml"), 3)
    assert "leakcheck.toml, line 3: LC101\n" in _told(tmp_path, "text")
    assert "leakcheck.toml, line 3" in _told(tmp_path, "junit")
    assert "::warning file=leakcheck.toml,line=3,title=LC911 expired-allow::" in _told(tmp_path, "github")
    assert json.loads(_told(tmp_path, "gitlab"))[0]["location"] == {"path": "leakcheck.toml", "lines": {"begin": 3}}
    physical = json.loads(_told(tmp_path, "sarif"))["runs"][0]["results"][0]["locations"][0]["physicalLocation"]
    assert physical["artifactLocation"] == {"uri": "leakcheck.toml", "uriBaseId": "SRCROOT"}
    assert physical["region"] == {"startLine": 3}
