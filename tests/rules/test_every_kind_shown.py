"""Every kind and every national number has a text that is found and a near miss that is not."""

from __future__ import annotations

import pytest

from leakcheck.detect import scan_text
from leakcheck.detect.families import FAMILIES
from leakcheck.detect.national.words import CUES
from leakcheck.engine.rules import read_folder, rules_folder

RULES = {rule.id: rule for rule in read_folder(rules_folder() / "personal-data")}
OTHERWISE = {"LC315": "personal-link"}
KINDS = sorted({kind for family in FAMILIES for kind in family.kinds})


@pytest.mark.parametrize("kind", KINDS)
def test_a_kind_is_shown(kind: str) -> None:
    personal = [rule for rule in RULES.values() if kind in rule.options.get("kinds", (OTHERWISE.get(rule.id),))]
    assert len(personal) == 1
    assert any(s.kind == kind for example in personal[0].leaks for s in scan_text(example.draft))
    assert personal[0].cleans


@pytest.mark.parametrize("number", sorted(CUES))
def test_a_national_number_is_shown(number: str) -> None:
    rule = RULES["LC305"]
    assert any(example.name == number for example in rule.cleans)
    (leak,) = (example for example in rule.leaks if example.name == number)
    assert [s.detail for s in scan_text(leak.text) if s.kind == "national-id"] == [number]
