"""Why a rule did or did not fire on a draft, in plain lines."""

from __future__ import annotations

from leakcheck.engine.consents import NO_LEDGER
from leakcheck.engine.reasons import NEEDS_LEDGER, reasons
from leakcheck.engine.rules import find_rule
from leakcheck.model.errors import ConfigError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from leakcheck.checks.world import World
    from leakcheck.engine.plan import Plan
    from leakcheck.model.draft import Draft
    from leakcheck.model.finding import Finding


def explain_rule(word: str, draft: Draft, world: World, plan: Plan, findings: Sequence[Finding]) -> tuple[str, ...]:
    """Return the reasons, one line each; raises ConfigError for an unknown rule."""
    rule = find_rule(plan.rules.values(), word)
    if rule is None:
        raise ConfigError(f"--explain: there is no rule {word!r}")
    title = f"{rule.id} {rule.name}"
    step = next((step for step in plan.steps if step.rule.id == rule.id), None)
    if step is None:
        return (f"{title} did not run: it is not selected, or ignored",)
    if rule.check in NEEDS_LEDGER and world.consents is None and not world.policy.ledger:
        return (f"{title} did not run: {NO_LEDGER}",)
    own = [finding for finding in findings if finding.rule.id == rule.id]
    lines = [f"{title} fired with level {finding.severity.label}: {finding.message}" for finding in own]
    lines += [f"allowed: {f.suppressed.reason}" for f in own if f.suppressed is not None]
    if not own:
        lines.append(f"{title} ran and found nothing")
    if step.check.explain is not None:
        lines += step.check.explain(draft, step.options, world)
    lines += reasons(rule.check, draft, step.options, world)
    if step.severity is not None:
        lines.append(f"the configuration fixes its level at {step.severity.label}")
    if step.options:
        shown = ", ".join(
            f"{name.replace('_', '-')} = {_short(value)}" for name, value in step.options._asdict().items()
        )
        lines.append(f"options: {shown}")
    return tuple(lines)


def _short(value: object) -> str:
    if isinstance(value, tuple):
        return f"[{len(value)} entries]" if len(value) > 3 else "[" + ", ".join(map(str, value)) + "]"
    return str(value).lower() if isinstance(value, bool) else str(value)
