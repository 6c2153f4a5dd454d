"""The code quality report of GitLab: a JSON array of findings."""

from __future__ import annotations

import json

from leakcheck.model.severity import Severity
from leakcheck.report.masking import public
from leakcheck.report.paths import place_file, relative
from leakcheck.report.safe import safe
from leakcheck.report.summary import active

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from typing import Any

    from leakcheck.model.finding import DraftReport, Finding
    from leakcheck.report.setting import Setting

_LEVELS = {Severity.ERROR: "critical", Severity.WARNING: "major", Severity.NOTE: "info"}


def pieces(reports: Iterable[DraftReport], setting: Setting) -> Iterator[str]:
    """Yield the array in pieces, one line a finding that is not allowed; GitLab asks for unique fingerprints."""
    seen: dict[str, int] = {}
    separator = "[\n"
    for report in reports:
        for issue in _issues(report, setting.root):
            number = seen[issue["fingerprint"]] = seen.get(issue["fingerprint"], 0) + 1
            if number > 1:
                issue["fingerprint"] += f"-{number}"
            yield separator + json.dumps(issue, separators=(",", ":"))
            separator = ",\n"
    yield "[]\n" if separator == "[\n" else "\n]\n"


def _issues(report: DraftReport, root: str) -> Iterator[dict[str, Any]]:
    shown = public(report)
    path = safe(relative(report.path, root))
    if shown.error:
        yield _issue(path, 1, "not-checked", f"Not checked: {shown.error}") | {
            "severity": "critical",
            "fingerprint": f"unreadable:{path}",
        }
    for finding in active(shown):
        path = safe(relative(place_file(finding, report.path), root))
        issue = _issue(path, _line(finding), finding.rule.name, f"{finding.rule.id} {finding.message}. {finding.help}")
        yield issue | {"severity": _LEVELS[finding.severity], "fingerprint": finding.fingerprint}


def _line(finding: Finding) -> int:
    first = finding.locations[0].line if finding.locations else None
    return max(first or 1, 1)


def _issue(path: str, line: int, check: str, description: str) -> dict[str, Any]:
    return {"description": description, "check_name": check, "location": {"path": path, "lines": {"begin": line}}}
