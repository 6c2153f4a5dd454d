from __future__ import annotations

import pytest

from leakcheck.model.finding import Suppression
from leakcheck.model.severity import Severity
from leakcheck.policy.threshold import Threshold
from leakcheck.report.summary import Summary, Tally, exit_code
from tests.report import sample_reports as sample

GAP = sample.finding(sample.GAP, sample.location("", "file", None))
CRASH = sample.finding(
    sample.rule("LC902", "check-failed", Severity.ERROR), sample.location("", "file", None), message="it crashed"
)
PARTLY = sample.clean()._replace(status="partly-checked", findings=(GAP,))
ALLOWED = Suppression("allow", "known")


@pytest.mark.parametrize(
    ("reports", "fail_on", "code"),
    [
        ([], Severity.WARNING, 0),
        ([sample.clean()], Severity.NOTE, 0),
        ([sample.coach()], Severity.ERROR, 1),
        ([sample.attached()], Severity.WARNING, 1),
        ([sample.attached()], Severity.ERROR, 3),
        ([sample.unreadable()], Severity.WARNING, 3),
        ([sample.unreadable(), sample.coach()], Severity.WARNING, 1),
        ([sample.clean(), PARTLY], Severity.NOTE, 3),
        ([PARTLY._replace(findings=(CRASH,))], Severity.NOTE, 3),
        ([sample.clean()._replace(findings=(GAP._replace(suppressed=ALLOWED),))], Severity.NOTE, 0),
        ([sample.clean()._replace(findings=(CRASH,))], Severity.NOTE, 3),
    ],
)
def test_exit_code(reports: list, fail_on: Severity, code: int) -> None:
    assert exit_code(reports, fail_on) == code


def test_allowed_findings_are_counted_and_do_not_fail() -> None:
    found = sample.coach()
    allowed = found._replace(findings=tuple(f._replace(suppressed=ALLOWED) for f in found.findings))
    tally = Tally(Threshold(Severity.NOTE))
    assert list(tally.watch([allowed])) == [allowed]
    assert tally.summary == Summary(drafts=1, allowed=3)
    assert tally.summary.exit_code == 0


def test_some_files_fail_at_another_level() -> None:
    found = sample.attached()
    tally = Tally(Threshold(paths=("**: error",)))
    list(tally.watch([found]))
    assert (tally.summary.failing, tally.summary.warning > 0) == (0, True)


def test_totals_of_all_samples() -> None:
    tally = Tally(Threshold())
    assert len(list(tally.watch(make() for make in sample.EVERY))) == 6
    assert tally.summary == Summary(drafts=6, error=3, warning=2, note=200, allowed=2, not_checked=3, failing=4)
