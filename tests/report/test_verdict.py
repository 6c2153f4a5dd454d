from __future__ import annotations

import pytest

from leakcheck.model.finding import DraftReport, Suppression
from leakcheck.model.severity import Severity
from leakcheck.report.summary import Summary
from leakcheck.report.verdict import totals, verdict
from tests.report import sample_reports as sample

BCC = sample.rule("LC601", "bcc-will-travel")


def found(*findings: object, people: int = 3) -> DraftReport:
    return sample.clean()._replace(findings=findings, draft=sample.draft("x", sample.PEOPLE[:people]))


@pytest.mark.parametrize(
    ("report", "words"),
    [
        (sample.clean(), "Nothing found: 1 recipient, 2 texts, 1 attachment checked"),
        (sample.clean()._replace(draft=None), "Nothing found"),
        (sample.unreadable(), "Not checked: not an Outlook message: the file ends in the middle of a table"),
        (DraftReport("x", "unreadable"), "Not checked: it could not be read"),
        (DraftReport("x", "partly-checked"), "Nothing found, but not everything could be checked"),
        (found(sample.finding(BCC, total=2)), "2 hidden recipients could be shown to everybody"),
        (found(sample.finding(sample.PHONE)), "1 note in what 3 people would get"),
        (
            found(sample.finding(sample.VISIBLE, total=1), sample.finding(BCC, total=1)),
            "1 person would see one another's names and addresses; 1 hidden recipient could be shown to everybody",
        ),
        (
            found(sample.finding(sample.PHONE, suppressed=Suppression("allow", "mine"))),
            "Nothing found beyond 1 allowed finding",
        ),
    ],
)
def test_verdict(report: DraftReport, words: str) -> None:
    assert verdict(report).text == words


def test_bare_addresses_show_no_names() -> None:
    bare = sample.draft("x", tuple(("", address) for _, address in sample.PEOPLE))
    report = sample.coach()._replace(draft=bare)
    assert verdict(report).text.startswith("14 people would see one another's addresses;")


def test_the_style_is_the_worst_level() -> None:
    assert verdict(sample.coach()).style == "error"
    worse = sample.finding(sample.PHONE, severity=Severity.WARNING)
    assert verdict(found(worse)).style == "warning"


@pytest.mark.parametrize(
    ("summary", "line"),
    [
        (Summary(), "No draft found"),
        (Summary(drafts=1), "1 draft: nothing found"),
        (Summary(drafts=1200, error=1, note=2), "1,200 drafts: 1 error, 2 notes"),
        (Summary(drafts=2, allowed=1, not_checked=1), "2 drafts: nothing found, 1 allowed, 1 not fully checked"),
    ],
)
def test_totals(summary: Summary, line: str) -> None:
    assert totals(summary) == line
