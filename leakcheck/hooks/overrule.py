"""Send anyway: decisions of a person about one mail, as allow entries for one check."""

from __future__ import annotations

import re

from leakcheck.engine.rules import matches
from leakcheck.model.errors import ConfigError
from leakcheck.model.policy import Allow
from leakcheck.model.rule import UNCHECKED
from leakcheck.report.summary import active, fails

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable

    from leakcheck.engine.plan import Plan
    from leakcheck.model.finding import DraftReport, Finding

VARIABLE = "LEAKCHECK_ALLOW"
_NEXT = re.compile(r"[;\n](?=[ \t]{0,9}[A-Za-z][A-Za-z0-9-]{1,60}:)")


def stopping(report: DraftReport, plan: Plan) -> tuple[Finding, ...]:
    """Return the findings that keep a mail from being sent, worst first: leaks, and what could not be checked."""
    return tuple(f for f in active(report) if fails(f, plan.policy.fail_on) or f.rule.check in UNCHECKED)


def is_firm(finding: Finding, plan: Plan) -> bool:
    """Tell whether nobody may overrule a finding: its rule is mandatory, or such that no decision can stand for it."""
    return not finding.rule.allowable or any(matches(finding.rule, word) for word in plan.policy.mandatory)


def said_in_environment(text: str, plan: Plan) -> tuple[Allow, ...]:
    """Return the decisions of LEAKCHECK_ALLOW, as in `LC101:they know one another;LC302:public number`.

    Raises ConfigError for a rule that does not exist and for one without a reason.
    """
    allows = []
    for piece in _NEXT.split(text) if text.strip() else ():
        word, _, reason = (part.strip() for part in piece.partition(":"))
        if not reason:
            raise ConfigError(f"{VARIABLE}: {word or 'it'} needs a reason, as in LC101:they know one another")
        rule = next((rule for rule in plan.rules.values() if word in {rule.id, rule.name}), None)
        if rule is None:
            raise ConfigError(f"{VARIABLE}: no rule is called {word}")
        allows.append(Allow(rule.id, reason, origin=VARIABLE))
    return tuple(allows)


def for_rules(rules: Iterable[str], reason: str) -> tuple[Allow, ...]:
    """Return one decision for each rule, with the same reason."""
    return tuple(Allow(rule, reason, origin="this mail") for rule in rules)


def with_allows(plan: Plan, allows: tuple[Allow, ...]) -> Plan:
    """Return a plan in which these decisions hold too, before those of the configuration."""
    return plan._replace(policy=plan.policy._replace(allows=(*allows, *plan.policy.allows)))
