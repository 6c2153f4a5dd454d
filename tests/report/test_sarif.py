from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from leakcheck.report.formats import render
from leakcheck.report.setting import Setting
from tests.report import sample_reports as sample

if TYPE_CHECKING:
    from pathlib import Path


def load(*reports: object, root: str = "/home/ann") -> dict:
    (run,) = json.loads(render("sarif", reports, Setting(root=root)))["runs"]
    return run


@pytest.mark.parametrize("makers", [(), sample.EVERY, *((make,) for make in sample.EVERY)])
def test_valid_against_the_schema(makers: tuple, schemas: Path) -> None:
    import jsonschema

    schema = json.loads((schemas / "sarif-schema-2.1.0.json").read_text(encoding="utf-8"))
    validator = jsonschema.validators.validator_for(schema)(schema, format_checker=jsonschema.FormatChecker())
    log = json.loads(render("sarif", [make() for make in makers], Setting(root="/home/ann")))
    assert [error.message for error in validator.iter_errors(log)] == []


@pytest.mark.parametrize(
    ("path", "artifact"),
    [
        ("mail/offer.eml", {"uri": "mail/offer.eml", "uriBaseId": "SRCROOT"}),
        ("./a b#c%.eml", {"uri": "a%20b%23c%25.eml", "uriBaseId": "SRCROOT"}),
        ("/home/ann/x.eml", {"uri": "x.eml", "uriBaseId": "SRCROOT"}),
        ("/srv/x.eml", {"uri": "file:///srv/x.eml"}),
        ("inbox.mbox#17", {"uri": "inbox.mbox", "uriBaseId": "SRCROOT"}),
        ("odd:name.eml", {"uri": "odd%3Aname.eml", "uriBaseId": "SRCROOT"}),
        ("caf\udce9.eml", {"uri": "caf%E9.eml", "uriBaseId": "SRCROOT"}),
        ("-", {"uri": "stdin", "uriBaseId": "SRCROOT"}),
    ],
)
def test_where_a_draft_is(path: str, artifact: dict) -> None:
    place = load(sample.coach(path))["results"][0]["locations"][0]["physicalLocation"]
    assert place["artifactLocation"] == artifact


def test_regions_begin_at_line_one_even_without_lines() -> None:
    (gap, listed) = load(sample.attached())["results"]
    assert gap["locations"][0]["physicalLocation"]["region"] == {"startLine": 1}
    assert listed["locations"][0]["message"]["text"] == "attachment A***.xlsx, sheet Intake, C14: i***@e***.org"


def test_each_result_points_to_its_rule() -> None:
    run = load(*(make() for make in sample.EVERY))
    rules = run["tool"]["driver"]["rules"]
    assert all(rules[result["ruleIndex"]]["id"] == result["ruleId"] for result in run["results"])
    visible = next(rule for rule in rules if rule["id"] == "LC101")
    assert visible["helpUri"] == "https://coachingfederation.example/ethics"
    assert visible["properties"]["security-severity"] == "8.0"
    assert visible["properties"]["tags"] == ["privacy", "security", "recipients"]
    gap = next(rule for rule in rules if rule["id"] == "LC901")
    assert "security-severity" not in gap["properties"]


def test_links_of_a_mail_are_no_links() -> None:
    text = load(sample.hostile())["results"][0]["message"]["text"]
    assert "\\[link=https://evil.example\\]" in text
    assert "[x](javascript:1)" not in text.replace("\\[", "").replace("\\]", "")
    markdown = load(sample.hostile())["tool"]["driver"]["rules"][0]["help"]["markdown"]
    assert "\\[x\\](javascript:1)" in markdown
    assert "\\<script\\>" in markdown


def test_an_allowed_finding_is_suppressed_with_its_reason() -> None:
    rows = [result["suppressions"] for result in load(sample.coach())["results"] if "suppressions" in result]
    assert [row[0]["justification"] for row in rows] == ["own number"]


def test_what_was_not_read_is_a_notification() -> None:
    (invocation,) = load(sample.clean(), sample.unreadable(), sample.attached())["invocations"]
    assert not invocation["executionSuccessful"]
    assert [note["level"] for note in invocation["toolExecutionNotifications"]] == ["error", "warning"]


def test_many_places_are_capped_and_said() -> None:
    result = load(sample.crowd())["results"][0]
    assert len(result["locations"]) == 100
    assert result["properties"] == {"count": 200, "confidence": "high", "locationsLeftOut": 100}
