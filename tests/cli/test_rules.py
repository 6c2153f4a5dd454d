from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

import pytest

from leakcheck.cli import main

if TYPE_CHECKING:
    from pathlib import Path

RULE = """
id = "ACME001"
name = "many-people"
title = "Many people"
severity = "warning"
confidence = "high"
check = "visible-recipients"
message = "{people} see one another"
help = "Use Bcc"
rationale = "They never agreed."
since = "1.0"

[[source]]
title = "Our handbook"

[[leak]]
name = "three"
draft = '''
From: a@example.com
To: b@example.org, c@example.net

Hello
'''
finds = ["b@example.org", "c@example.net"]

[[clean]]
name = "one"
draft = '''
From: a@example.com
To: b@example.org

Hello
'''
"""


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("HOME", str(tmp_path))
    (tmp_path / "leakcheck.toml").write_bytes(b"")
    return tmp_path


def test_the_table_names_every_rule(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["rules"]) == 0
    table = capsys.readouterr().out
    assert re.search(r"^LC101 +warning +visible-recipients +\S", table, re.MULTILINE)


def test_the_table_as_json(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["rules", "--format", "json"]) == 0
    rules = {rule["id"]: rule for rule in json.loads(capsys.readouterr().out)}
    assert rules["LC101"]["name"] == "visible-recipients"
    assert rules["LC101"]["sources"]


@pytest.mark.parametrize("word", ["LC101", "lc101", "visible-recipients"])
def test_a_rule_explains_itself(word: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["rule", word]) == 0
    page = capsys.readouterr().out
    assert page.startswith("LC101 visible-recipients\n")
    for title in ("Why", "Sources", "What to do", "Options, in [rules.LC101]", "Finds", "Lets pass", "To allow it"):
        assert f"\n{title}\n" in page
    assert '  colleagues = "lower"  # or "count", "ignore"\n' in page
    assert "{" not in page.partition("\nFinds\n")[0]
    assert "\nIt says, for example\n  2 people would see one another's names and addresses\n" in page


def test_a_rule_as_json(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["rule", "LC101", "--format", "json"]) == 0
    rule = json.loads(capsys.readouterr().out)
    assert rule["options"] == {"note": 2, "warning": 5, "error": 10, "colleagues": "lower"}
    assert rule["leak"][0]["finds"]
    assert rule["clean"]


def test_options_are_those_in_force(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "leakcheck.toml").write_text("[rules.LC101]\nnote = 7\nwarning = 8\n")
    main(["rule", "LC101"])
    assert "  note = 7\n" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("word", "hint"),
    [("LC1O1", "did you mean LC101"), ("visible-recipient", "visible-recipients"), ("zzzz", "lists them")],
)
def test_a_near_miss_is_answered(word: str, hint: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["rule", word]) == 2
    assert hint in capsys.readouterr().err


def test_a_rule_that_nobody_can_allow(capsys: pytest.CaptureFixture[str]) -> None:
    main(["rule", "LC902"])
    assert "It cannot be allowed" in capsys.readouterr().out


def test_rules_of_ones_own_are_tried(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "pack").mkdir()
    (folder / "pack" / "many.toml").write_text(RULE)
    assert main(["rules", "test", "pack"]) == 0
    assert capsys.readouterr().out == "ok      ACME001 many-people\n1 rule, 2 examples, 0 failed\n"


def test_a_failing_example_is_named(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "pack").mkdir()
    (folder / "pack" / "many.toml").write_text(
        RULE.replace("c@example.net\n\nHello", "c@example.net, d@example.net\n\nHello")
    )
    assert main(["rules", "test", "pack"]) == 1
    assert "failed  ACME001 many-people\n          three: found" in capsys.readouterr().out


@pytest.mark.parametrize("name", ["no-such-folder", "empty"])
def test_no_rules_to_try(name: str, folder: Path) -> None:
    (folder / "empty").mkdir()
    assert main(["rules", "test", name]) == 2


def test_every_rule_explains_itself_to_people_and_programs(capsys: pytest.CaptureFixture[str]) -> None:
    main(["rules", "--format", "json"])
    for rule in json.loads(capsys.readouterr().out):
        assert main(["rule", rule["id"]]) == 0
        assert main(["rule", rule["id"], "--format", "json"]) == 0
        page, _, data = capsys.readouterr().out.partition("\n{\n")
        assert json.loads("{\n" + data)["name"] == rule["name"]
        assert all(char == "\n" or char.isprintable() for char in page)
        assert "..." not in page.partition("\nWhy\n")[0]
