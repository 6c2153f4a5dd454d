"""Counting: what a run found, and the exit code that follows."""

from __future__ import annotations

from leakcheck.model.record import NamedTuple
from leakcheck.model.rule import UNCHECKED as _LEAVING_GAPS
from leakcheck.model.severity import Severity

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from leakcheck.model.finding import DraftReport, Finding
    from leakcheck.policy.threshold import Threshold

CLEAN, FOUND, MISUSED, UNCHECKED = 0, 1, 2, 3


class Summary(NamedTuple):
    """The totals of a run; `error`, `warning` and `note` count findings that are not allowed."""

    drafts: int = 0
    error: int = 0
    warning: int = 0
    note: int = 0
    allowed: int = 0
    not_checked: int = 0
    failing: int = 0

    def plus(self, report: DraftReport, fail_on: Severity) -> Summary:
        """Return the totals with one draft more."""
        levels = [finding.severity for finding in active(report)]
        return Summary(
            self.drafts + 1,
            self.error + levels.count(Severity.ERROR),
            self.warning + levels.count(Severity.WARNING),
            self.note + levels.count(Severity.NOTE),
            self.allowed + len(report.findings) - len(levels),
            self.not_checked + (not fully_checked(report)),
            self.failing + sum(fails(finding, fail_on) for finding in report.findings),
        )

    @property
    def exit_code(self) -> int:
        """Return 1 for findings, else 3 for what was not fully checked, else 0."""
        if self.failing:
            return FOUND
        return UNCHECKED if self.not_checked else CLEAN


class Tally:
    """Counts reports while they pass by on their way to a format; `kinds` counts values by kind of personal data."""

    def __init__(self, fail_on: Threshold) -> None:
        self.fail_on = fail_on
        self.summary = Summary()
        self.kinds: dict[str, int] = {}

    def watch(self, reports: Iterable[DraftReport]) -> Iterator[DraftReport]:
        """Yield every report after counting it."""
        for report in reports:
            self.summary = self.summary.plus(report, self.fail_on.at(report.path))
            for finding in report.findings:
                if finding.kind:
                    self.kinds[finding.kind] = self.kinds.get(finding.kind, 0) + finding.total
            yield report


def exit_code(reports: Iterable[DraftReport], fail_on: Severity = Severity.WARNING) -> int:
    """Return the exit code of a run: 0 clean, 1 findings at or above `fail_on`, 3 not fully checked."""
    summary = Summary()
    for report in reports:
        summary = summary.plus(report, fail_on)
    return summary.exit_code


def fails(finding: Finding, fail_on: Severity) -> bool:
    """Tell whether one finding makes a run end with 1; a gap in the checking ends it with 3."""
    return finding.suppressed is None and finding.severity >= fail_on and not finding.rule.gap


def active(report: DraftReport) -> list[Finding]:
    """Return the findings that are not allowed, in order of harm."""
    return sorted((f for f in report.findings if f.suppressed is None), key=by_harm)


def fully_checked(report: DraftReport) -> bool:
    """Tell whether everything in a draft was looked at; a gap that somebody allowed does not count."""
    return report.status == "checked" and not any(
        finding.rule.gap and finding.suppressed is None for finding in report.findings
    )


def not_checked(report: DraftReport) -> str:
    """Return what was not looked at and why, in one line; a source that is not configured is no gap."""
    gaps = (f.message for f in report.findings if f.rule.check in _LEAVING_GAPS and f.suppressed is None)
    return report.error or "; ".join(dict.fromkeys(gaps))


def by_harm(finding: Finding) -> tuple[int, int, str, int, int, str, str]:
    """Return a key that sorts the worst first, then by rule and place, the same way every time."""
    first = finding.locations[0] if finding.locations else None
    line = (first.line or 0) if first else 0
    start = first.start if first else 0
    return (
        -finding.severity,
        -finding.confidence,
        finding.rule.id,
        line,
        start,
        finding.kind or "",
        finding.fingerprint,
    )
