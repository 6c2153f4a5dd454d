"""Bind rules to their checks and options once a run."""

from __future__ import annotations

from leakcheck.checks.table import CHECKS, may_see
from leakcheck.engine.models import model_for
from leakcheck.engine.rules import load_rules, overrides, selected
from leakcheck.model.errors import ConfigError
from leakcheck.model.record import NamedTuple
from leakcheck.model.severity import Severity

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any

    from leakcheck.checks.table import Check
    from leakcheck.checks.world import World
    from leakcheck.detect.ner import Missing, Model
    from leakcheck.model.draft import Draft
    from leakcheck.model.policy import Policy
    from leakcheck.model.rule import Rule


class Step:
    """One rule ready to run; `severity` is set where the policy fixes it.

    `given` are its options by name; its check is imported where a draft has something for it to see.
    """

    __slots__ = ("_bound", "_checks", "given", "rule", "severity")

    def __init__(
        self, rule: Rule, checks: Mapping[str, Check], given: Mapping[str, Any], severity: Severity | None = None
    ) -> None:
        self.rule = rule
        self.given = given
        self.severity = severity
        self._checks = checks
        self._bound: tuple[Check, Any] | None = None

    @property
    def check(self) -> Check:
        """Return the check."""
        return self._bind()[0]

    @property
    def options(self) -> Any:
        """Return all options, with the defaults of the check."""
        return self._bind()[1]

    def may_see(self, draft: Draft, world: World) -> bool:
        """Tell whether the check can see anything in a draft."""
        return self._checks is not CHECKS or may_see(self.rule.check, draft, world)

    def _bind(self) -> tuple[Check, Any]:
        if self._bound is None:
            check = self._checks[self.rule.check]
            self._bound = check, check.options._replace(**self.given) if self.given else check.options
        return self._bound


class Plan(NamedTuple):
    """All that a run needs: the policy, the steps in order, all rules by id, selected or not, and a model of names."""

    policy: Policy
    steps: tuple[Step, ...]
    rules: dict[str, Rule]
    model: Model | Missing | None = None

    def rule(self, check: str) -> Rule | None:
        """Return the selected rule that reports what the engine itself sees, None when it is not selected."""
        return next((step.rule for step in self.steps if step.rule.check == check), None)


def make_plan(policy: Policy, rules: tuple[Rule, ...] | None = None) -> Plan:
    """Select and bind the rules; raises ConfigError for a wrong id, option or level, and where no rule is left."""
    every = load_rules(policy) if rules is None else rules
    changed = overrides(every, policy)
    checks = _checks(policy)
    steps = tuple(_step(rule, checks, changed.get(rule.id, {}), policy) for rule in selected(every, policy))
    if not steps:
        raise ConfigError("select and ignore leave no rule: nothing would be looked at")
    return Plan(policy, steps, {rule.id: rule for rule in every}, model_for(policy))


def _checks(policy: Policy) -> Mapping[str, Check]:
    if not policy.plugins:
        return CHECKS
    from leakcheck.engine.plugins import plugin_checks

    return {**CHECKS, **plugin_checks(policy)}


def _step(rule: Rule, checks: Mapping[str, Check], changed: dict[str, Any], policy: Policy) -> Step:
    if not changed:
        return Step(rule, checks, rule.options)
    from leakcheck.engine.rulefile import options_for

    given = {key: value for key, value in changed.items() if key != "severity"}
    try:
        level = changed.get("severity")
        severity = None if level is None else Severity[str(level).upper()]
        options = {**rule.options, **options_for(checks[rule.check], given)}
    except KeyError:
        raise ConfigError(_where(policy, rule) + f"severity: {level!r} is not one of note, warning, error") from None
    except ConfigError as error:
        why = str(error).removeprefix("options: ").removeprefix("options.")
        raise ConfigError(_where(policy, rule) + why) from error
    return Step(rule, checks, options, severity)


def _where(policy: Policy, rule: Rule) -> str:
    places = (policy.origins.get(f"rules.{word}", "") for word in (rule.id, rule.name))
    place = next((place for place in places if place), "")
    return f"{place}: [rules.{rule.id}] " if place else f"[rules.{rule.id}] "
