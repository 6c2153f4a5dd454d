"""Show rules to people and programs, and try the examples of a rule pack."""

from __future__ import annotations

import sys
from pathlib import Path

from leakcheck.checks.words import count
from leakcheck.cli.rulepage import Option, rule_page
from leakcheck.cli.run import load_policy_at, page_setting
from leakcheck.model.errors import ConfigError
from leakcheck.report.page import Line, Run, run
from leakcheck.report.summary import CLEAN, FOUND
from leakcheck.report.text import rendered

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import Any

    from leakcheck.engine.examples import ExampleResult
    from leakcheck.model.rule import Example, Rule


def list_rules(form: str, config: str = "") -> int:
    """Write a table of all rules, or their data as JSON without the examples."""
    from leakcheck.engine.rules import load_rules

    rules = load_rules(load_policy_at(config))
    if form == "json":
        return _json([rule_object(rule) for rule in rules])
    width = max((len(rule.name) for rule in rules), default=0)
    return _write([*(_row(rule, width) for rule in rules), (), (Run("leakcheck rule ID says more about one"),)])


def show_rule(word: str, form: str, config: str = "") -> int:
    """Write everything about one rule; raises ConfigError for an unknown one, with the nearest known."""
    from leakcheck.engine.examples import said_of
    from leakcheck.engine.plan import make_plan
    from leakcheck.engine.rules import find_rule, load_rules

    policy = load_policy_at(config)
    rules = load_rules(policy, with_examples=True)
    rule = find_rule(rules, word)
    if rule is None:
        raise ConfigError(f"there is no rule {word!r}{_nearest(word, rules)}")
    plan = make_plan(policy._replace(select=(rule.id,), ignore=(), mandatory=()), rules)
    step = plan.steps[0]
    values = step.options._asdict() if step.options else {}
    options = [Option(key.replace("_", "-"), value, step.check.choices.get(key, ())) for key, value in values.items()]
    if form == "json":
        return _json(rule_object(rule) | {"options": {o.name: o.value for o in options}} | _examples(rule))
    return _write(rule_page(rule, options, said_of(rule, rules), page_setting().width))


def try_rules(folder: str) -> int:
    """Run the examples of every rule in a folder and say which fail; returns 1 when one does."""
    from leakcheck.engine.examples import run_examples
    from leakcheck.engine.rules import load_rules, read_folder

    pack = read_folder(Path(folder))
    if not pack:
        raise ConfigError(f"{folder}: no rule file (*.toml)")
    others = load_rules(load_policy_at())
    failed = 0
    for rule in pack:
        results = run_examples(rule, others)
        failed += sum(not result.ok for result in results)
        _write(_outcome(rule, results))
    examples = sum(len(rule.leaks) + len(rule.cleans) for rule in pack)
    _write([(Run(f"{count(len(pack), 'rule')}, {count(examples, 'example')}, {failed} failed"),)])
    return FOUND if failed else CLEAN


def rule_object(rule: Rule) -> dict[str, Any]:
    """Return a rule as plain JSON values, without its examples."""
    return {
        "id": rule.id,
        "name": rule.name,
        "title": rule.title,
        "family": rule.family,
        "severity": rule.severity.label,
        "confidence": rule.confidence.label,
        "message": rule.message,
        "help": rule.help,
        "rationale": rule.rationale,
        "sources": [source._asdict() for source in rule.sources],
        "fixes": list(rule.fixes),
        "since": rule.since,
    }


def _examples(rule: Rule) -> dict[str, Any]:
    def plain(example: Example) -> dict[str, Any]:
        return {"name": example.name, "draft": example.draft, "policy": example.policy, "finds": list(example.finds)}

    return {"leak": [plain(example) for example in rule.leaks], "clean": [plain(example) for example in rule.cleans]}


def _row(rule: Rule, width: int) -> Line:
    level = rule.severity.label
    return (run(f"{rule.id}  ", "strong"), Run(f"{level:7}", level), run(f"  {rule.name:{width}}  {rule.title}"))


def _outcome(rule: Rule, results: Iterable[ExampleResult]) -> list[Line]:
    bad = [result for result in results if not result.ok]
    head = (Run("failed" if bad else "ok    ", "error" if bad else "good"), run(f"  {rule.id} {rule.name}"))
    return [head, *((run(f"          {result.example_name}: {result.problem}"),) for result in bad)]


def _nearest(word: str, rules: Iterable[Rule]) -> str:
    """Return the end of a sentence that offers what the word comes closest to."""
    from difflib import get_close_matches

    known = [name for rule in rules for name in (rule.id, rule.name)]
    near = get_close_matches(word, known, 5) or get_close_matches(word.upper(), known, 5)
    near.sort(key=lambda name: -sum(map(str.__eq__, name, word.upper() if name.isupper() else word)))
    return f", did you mean {' or '.join(near[:2])}?" if near else ", `leakcheck rules` lists them"


def _json(value: object) -> int:
    import json

    sys.stdout.write(json.dumps(value, indent=2) + "\n")
    return CLEAN


def _write(lines: Iterable[Line]) -> int:
    for piece in rendered(lines, page_setting()):
        sys.stdout.write(piece)
    return CLEAN
