"""`leakcheck-json/1`: a frozen shape, written out by hand so that no change inside can change it."""

from __future__ import annotations

import json

from leakcheck import __version__
from leakcheck.report.masking import evidence_of, public
from leakcheck.report.safe import safe
from leakcheck.report.summary import Tally, by_harm

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from typing import Any

    from leakcheck.model.finding import DraftReport, Finding, Suppression
    from leakcheck.model.place import Location
    from leakcheck.report.setting import Setting
    from leakcheck.report.summary import Summary

FORMAT = "leakcheck-json/1"


def pieces(reports: Iterable[DraftReport], setting: Setting) -> Iterator[str]:
    """Yield the document in pieces, one line a draft, so that memory does not grow with their number."""
    tally = Tally(setting.fail_on)
    yield f'{{"format":{_dump(FORMAT)},"version":{_dump(__version__)},"drafts":['
    comma = "\n"
    for report in tally.watch(reports):
        yield comma + _dump(draft_object(report))
        comma = ",\n"
    yield f'\n],"summary":{_dump(summary_object(tally.summary))}}}\n'


def draft_object(report: DraftReport) -> dict[str, Any]:
    """Return one draft as plain JSON values, masked."""
    shown = public(report)
    skipped = [{"what": row.what, "why": row.why} for row in shown.skipped]
    if shown.error:
        skipped.insert(0, {"what": "draft", "why": shown.error})
    return {
        "path": safe(report.path),
        "status": report.status,
        "visible_recipients": report.visible_recipients,
        "findings": [_finding(finding) for finding in sorted(shown.findings, key=by_harm)],
        "skipped": skipped,
        **({"notes": list(map(safe, shown.notes))} if shown.notes else {}),
    }


def summary_object(summary: Summary) -> dict[str, int]:
    """Return the totals under the names of the contract."""
    return {
        "drafts": summary.drafts,
        "error": summary.error,
        "warning": summary.warning,
        "note": summary.note,
        "allowed": summary.allowed,
        "not_checked": summary.not_checked,
    }


def _finding(finding: Finding) -> dict[str, Any]:
    return {
        "rule": finding.rule.id,
        "name": finding.rule.name,
        "severity": finding.severity.label,
        "confidence": finding.confidence.label,
        "kind": finding.kind,
        "message": finding.message,
        "help": finding.help,
        "count": finding.total,
        "fingerprint": finding.fingerprint,
        "suppressed": _suppression(finding.suppressed),
        "fixes": list(finding.rule.fixes),
        "locations": [_location(location) for location in finding.locations],
    }


def _suppression(suppression: Suppression | None) -> dict[str, str | None] | None:
    if suppression is None:
        return None
    until = suppression.until.isoformat() if suppression.until else None
    return {"by": suppression.by, "reason": safe(suppression.reason), "until": until}


def _location(location: Location) -> dict[str, Any]:
    return {
        "where": location.where,
        "part": location.part,
        "inside": location.inside,
        "line": location.line,
        "column": location.column,
        "start": location.start,
        "end": location.end,
        "evidence": evidence_of(location),
    }


def _dump(value: object) -> str:
    return json.dumps(value, separators=(",", ":"))
