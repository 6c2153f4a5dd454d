"""The runner of examples sees what is wrong with a rule."""

from __future__ import annotations

import pytest

from leakcheck.engine.examples import run_examples
from leakcheck.engine.rules import find_rule, read_folder, rules_folder

RULES = read_folder(rules_folder())
RULE = find_rule(RULES, "LC601")


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"message": "{peeple} would be shown"}, "the check fills no {peeple}"),
        ({"check": "bcc-encrypted"}, "found nothing"),
        ({"cleans": RULE.leaks}, "found: "),
        ({"leaks": (RULE.leaks[0]._replace(finds=("x@example.com",)),)}, "instead of ['x@example.com']"),
        ({"leaks": (RULE.leaks[0]._replace(severity="note"),)}, "level error instead of note"),
    ],
)
def test_a_wrong_rule_fails_its_examples(changes, says) -> None:
    problems = [result.problem for result in run_examples(RULE._replace(**changes), RULES) if not result.ok]
    assert any(says in problem for problem in problems)


def test_a_sound_rule_passes() -> None:
    assert all(result.ok for result in run_examples(RULE, RULES))
