"""Run the examples of a rule: each leak must be found as it says, each clean draft must pass."""

from __future__ import annotations

import datetime as dt
import string

from leakcheck.consent.asking import Known
from leakcheck.engine.plan import Step, make_plan
from leakcheck.engine.run import check_drafts
from leakcheck.model.errors import ConfigError
from leakcheck.model.policy import Policy
from leakcheck.model.record import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from typing import Any

    from leakcheck.engine.plan import Plan
    from leakcheck.model.consent import NameWord
    from leakcheck.model.draft import Draft
    from leakcheck.model.finding import Finding
    from leakcheck.model.rule import Example, Rule

# Examples hold for ever, so they are judged on a day of their own.
TODAY = dt.date(2026, 1, 15)


class ExampleResult(NamedTuple):
    """The outcome of one example; `problem` says in one line what is wrong."""

    rule_id: str
    example_name: str
    ok: bool
    problem: str = ""


def run_examples(rule: Rule, rules: tuple[Rule, ...] | None = None) -> list[ExampleResult]:
    """Run all examples of a rule with only this rule selected (a failed check is always reported)."""
    results = []
    for example in rule.leaks:
        findings = _findings(rule, example, rules)
        results.append(ExampleResult(rule.id, example.name, not (p := _leak_problem(example, findings)), p))
    for example in rule.cleans:
        findings = _findings(rule, example, rules)
        problem = f"found: {findings[0].message}" if findings else ""
        results.append(ExampleResult(rule.id, example.name, not problem, problem))
    return results


def said_of(rule: Rule, rules: tuple[Rule, ...]) -> tuple[str, str]:
    """Return message and help of a rule as its first leak has them, empty where that one is not found."""
    first = next(iter(_findings(rule, rule.leaks[0], rules)), None)
    return (first.message, first.help) if first else ("", "")


def _findings(rule: Rule, example: Example, rules: tuple[Rule, ...] | None) -> list[Finding]:
    from leakcheck import mail

    policy = _policy(example)
    if rule.check not in {"unused-allow", "expired-allow", "check-failed"}:
        policy = policy._replace(select=(rule.id,))
    others = tuple(other for other in rules or () if other.id != rule.id)
    plan = make_plan(policy, (*others, rule))
    draft = mail.parse(example.draft.encode("utf-8", "surrogateescape"), example.path or "example.eml", policy.limits)
    asker = None if example.consents is None else _Example(Known(example.consents))
    reports = check_drafts([draft], _crashing(plan, example.crash), TODAY, asker=asker)
    return [finding for report in reports for finding in report.findings if finding.rule.id == rule.id]


class _Example(NamedTuple):
    """Answers for the ledger of an example."""

    known: Known

    def ask(self, addresses: Sequence[str], names: Sequence[str] = (), words: Sequence[NameWord] = ()) -> Known:
        """Return what the example says of these people."""
        wanted = set(addresses)
        return self.known._replace(
            answers=tuple(answer for answer in self.known.answers if answer.key in wanted),
            names=self.known.names.intersection(names),
            words={word: self.known.words[word] for word in words if word in self.known.words},
        )


def _policy(example: Example) -> Policy:
    if not example.policy:
        return Policy()
    from leakcheck.policy.load import parse_policy

    return parse_policy(example.policy, f"the policy of {example.name}")


def _crashing(plan: Plan, check: str) -> Plan:
    if not check:
        return plan
    steps = tuple(_crashing_step(step) if step.rule.check == check else step for step in plan.steps)
    if steps == plan.steps:
        raise ConfigError(f"crash: no selected rule uses the check {check!r}")
    return plan._replace(steps=steps)


def _crashing_step(step: Step) -> Step:
    return Step(step.rule, {step.rule.check: step.check._replace(run=_crash)}, step.given, step.severity)


def _crash(draft: Draft, options: Any, world: Any) -> Iterator[Any]:  # noqa: ARG001 - the shape of a check
    raise RuntimeError("made to fail by an example")


def _leak_problem(example: Example, findings: list[Finding]) -> str:
    if not findings:
        return "found nothing"
    values = tuple(loc.evidence.reveal() for finding in findings for loc in finding.locations)
    values = tuple(value for value in values if value)
    if values != example.finds:
        return f"found {list(values)} instead of {list(example.finds)}"
    unfilled = {name for finding in findings for name in _unfilled(finding)}
    if unfilled:
        return f"the check fills no {{{min(unfilled)}}} in message or help"
    levels = {finding.severity.label for finding in findings}
    if example.severity and levels != {example.severity}:
        return f"level {', '.join(sorted(levels))} instead of {example.severity}"
    return ""


def _unfilled(finding: Finding) -> list[str]:
    """Return the placeholders of a rule that its check gave no value for."""
    templates = ((finding.rule.message, finding.message), (finding.rule.help, finding.help))
    return [
        name
        for template, filled in templates
        for _, name, _, _ in string.Formatter().parse(template)
        if name and f"{{{name}}}" in filled
    ]
