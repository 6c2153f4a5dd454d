"""Decisions not to report: which entry silences a finding, which have run out, which matched nothing."""

from __future__ import annotations

from leakcheck.engine.findings import fill
from leakcheck.engine.rules import matches
from leakcheck.model.evidence import Evidence
from leakcheck.model.finding import Finding, Suppression
from leakcheck.model.place import Location
from leakcheck.model.record import NamedTuple
from leakcheck.policy.allows import expired, matching_allow, place_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable

    from leakcheck.engine.plan import Plan
    from leakcheck.model.policy import Allow
    from leakcheck.model.rule import Rule


class Allowed(NamedTuple):
    """Findings with their suppressions, and the entries that did it."""

    findings: tuple[Finding, ...]
    used: frozenset[Allow]


def apply_allows(findings: Iterable[Finding], path: str, plan: Plan, today: dt.date) -> Allowed:
    """Mark the findings that an entry allows; a mandatory rule and a failed check cannot be allowed."""
    marked, used = [], set()
    for finding in findings:
        allow = _allow_for(finding, path, plan, today)
        if allow is not None:
            used.add(allow)
            finding = finding._replace(suppressed=Suppression("allow", allow.reason, allow.until))
        marked.append(finding)
    return Allowed(tuple(marked), frozenset(used))


def _allow_for(finding: Finding, path: str, plan: Plan, today: dt.date) -> Allow | None:
    if not finding.rule.allowable or any(matches(finding.rule, word) for word in plan.policy.mandatory):
        return None
    wheres = tuple(dict.fromkeys(location.where for location in finding.locations))
    return matching_allow(plan.policy, finding.rule.id, finding.rule.name, wheres, path, today)


def leftovers(plan: Plan, used: frozenset[Allow], today: dt.date) -> tuple[Finding, ...]:
    """Return a finding for every entry that has run out, and for every valid one that matched nothing."""
    found = []
    for allow in plan.policy.allows:
        check = "expired-allow" if expired(allow, today) else "unused-allow" if allow not in used else ""
        rule = plan.rule(check) if check else None
        if rule is not None:
            found.append(_finding(rule, allow))
    return tuple(found)


def _finding(rule: Rule, allow: Allow) -> Finding:
    values = {
        "rule": allow.rule,
        "reason": allow.reason,
        "until": allow.until.isoformat() if allow.until else "",
        "place": allow.origin or "the command line",
    }
    where, line = place_of(allow)
    where = where or "command line"
    file = where if line else ""
    location = Location(where, None, None, line, None, 0, 0, Evidence(allow.rule, "rule"), file=file)
    return Finding(
        rule,
        rule.severity,
        rule.confidence,
        None,
        fill(rule.message, values),
        fill(rule.help, values),
        1,
        f"{rule.id}:{allow.rule}:{allow.origin or where}",
        (location,),
    )
