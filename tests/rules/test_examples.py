"""Every example of every shipped rule holds."""

from __future__ import annotations

import pytest

from leakcheck.engine.examples import run_examples
from leakcheck.engine.rules import read_folder, rules_folder

RULES = read_folder(rules_folder())
EXAMPLES = [
    pytest.param(rule, number, id=f"{rule.id}-{example.name}")
    for rule in RULES
    for number, example in enumerate((*rule.leaks, *rule.cleans))
]


@pytest.mark.parametrize(("rule", "number"), EXAMPLES)
def test_example(rule, number) -> None:
    leaks, cleans = rule.leaks, rule.cleans
    one = (
        rule._replace(leaks=leaks[number : number + 1], cleans=())
        if number < len(leaks)
        else rule._replace(leaks=(), cleans=cleans[number - len(leaks) :][:1])
    )
    (result,) = run_examples(one, RULES)
    assert result.ok, result.problem
