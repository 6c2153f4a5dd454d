from __future__ import annotations

import pytest

from leakcheck import mail
from leakcheck.consent.asking import Known
from leakcheck.engine.plan import make_plan
from leakcheck.engine.run import check_drafts
from leakcheck.model.consent import MARKETING, Answer, Status
from leakcheck.model.finding import DraftReport, Suppression
from leakcheck.model.policy import Policy
from leakcheck.model.severity import Severity
from leakcheck.report.summary import Summary
from leakcheck.report.verdict import totals, verdict
from tests.report import sample_reports as sample
from tests.support import TODAY, people_mail, report_of

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
    for name, shown in (("", "addresses"), ("Ann", "names and addresses")):
        report = report_of(people_mail(f"{name} <ann@example.com>", "bob@example.net", "Cleo <cleo@example.org>"))
        said = f"2 people would see one another's {shown}"
        assert (verdict(report).text, report.findings[0].message) == (said, said)


PEOPLE = [f"p{number}@example.{'com' if number % 2 else 'net'}" for number in range(9)]


class _Ledger:
    def ask(self, _addresses: object, _names: object = (), _words: object = ()) -> Known:
        return Known(tuple(Answer(person, MARKETING, Status.GIVEN) for person in PEOPLE[3:]))


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        (
            {"to": PEOPLE},
            "9 people would see one another's addresses; 3 of them never agreed to get offers; 2 warnings more",
        ),
        ({"to": PEOPLE[3:], "bcc": PEOPLE[:2]}, "2 people never agreed to get offers"),
        ({"to": PEOPLE[:1]}, "1 person never agreed to get offers"),
    ],
)
def test_it_tells_who_did_not_agree(fields: dict[str, list[str]], words: str) -> None:
    text = people_mail(**{name: ", ".join(people) for name, people in fields.items()})
    plan = make_plan(Policy(purpose="contact:marketing"))
    (report,) = check_drafts([mail.parse(text.encode(), "draft.eml")], plan, TODAY, asker=_Ledger())
    assert words in verdict(report).text


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
        (Summary(drafts=2, not_checked=2), "2 drafts: 2 not fully checked"),
        (Summary(drafts=2, allowed=1, not_checked=1), "2 drafts: nothing found, 1 allowed, 1 not fully checked"),
    ],
)
def test_totals(summary: Summary, line: str) -> None:
    assert totals(summary) == line
