"""What came of a fix, in the frozen shape `leakcheck-fix/1`."""

from __future__ import annotations

import json

from leakcheck import __version__
from leakcheck.fix.table import chosen
from leakcheck.fix.verify import data_of
from leakcheck.model.record import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from leakcheck.fix.values import Change, Proposal
    from leakcheck.model.evidence import Evidence
    from leakcheck.model.finding import Finding

FORMAT = "leakcheck-fix/1"


class Left(NamedTuple):
    """Somebody who gets no message, and why."""

    who: Evidence
    why: str


class Outcome(NamedTuple):
    """The end of a run: `status` is "written", "proposed" (a dry run), "nothing" or "refused" with its `reason`.

    `cleared` and `remaining` are findings before and after; `files` what was written; `left_out` who gets no message.
    """

    path: str
    status: str
    exit_code: int
    reason: str = ""
    proposals: tuple[Proposal, ...] = ()
    files: tuple[str, ...] = ()
    cleared: tuple[Finding, ...] = ()
    remaining: tuple[Finding, ...] = ()
    left_out: tuple[Left, ...] = ()
    notes: tuple[str, ...] = ()


def gone(before: tuple[Finding, ...], after: tuple[Finding, ...]) -> tuple[Finding, ...]:
    """Return the findings of which no value is left."""
    left = data_of(after)
    return tuple(f for f in before if f.suppressed is None and not data_of((f,)) & left)


def as_json(outcome: Outcome) -> str:
    """Return the outcome as JSON: values masked, lines of the draft, byte offsets in what that fix was given."""
    return json.dumps(
        {
            "format": FORMAT,
            "version": __version__,
            "path": outcome.path,
            "status": outcome.status,
            "exit": outcome.exit_code,
            "reason": outcome.reason or None,
            "fixes": [_fix(proposal) for proposal in outcome.proposals],
            "files": list(outcome.files),
            "cleared": [_finding(finding) for finding in outcome.cleared],
            "remaining": [_finding(finding) for finding in outcome.remaining],
            "left_out": [{"who": left.who.masked(), "why": left.why} for left in outcome.left_out],
            "notes": list(outcome.notes),
        },
        indent=1,
        ensure_ascii=True,
    )


def _fix(proposal: Proposal) -> dict[str, Any]:
    known = chosen((proposal.fix,))
    return {
        "fix": proposal.fix,
        "safe": bool(known and known[0].safe),
        "edits": [{"start": e.start, "end": e.end, "length": len(e.replacement)} for e in proposal.edits],
        "changes": [_change(change) for change in proposal.changes],
        "notes": list(proposal.notes),
    }


def _change(change: Change) -> dict[str, Any]:
    return {"where": change.where, "line": change.line, "before": _before(change), "after": change.after}


def _before(change: Change) -> str | None:
    return change.before.masked() if change.before.reveal() else None


def _finding(finding: Finding) -> dict[str, Any]:
    return {
        "rule": finding.rule.id,
        "name": finding.rule.name,
        "severity": finding.severity.label,
        "kind": finding.kind,
        "count": finding.total,
    }
