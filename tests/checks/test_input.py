"""LC901, LC903 and the findings of the engine itself."""

from __future__ import annotations

from tests.support import finding_of, people_mail, report_of


def test_what_was_not_read_leaves_the_draft_partly_checked() -> None:
    mail = people_mail(to="a@example.com", Content_Type="message/partial; id=x; number=1", body="x")
    report = report_of(mail)
    assert [f.rule.id for f in report.findings] == ["LC901"]
    assert report.status == "partly-checked"


def test_an_allow_entry_with_a_reason_makes_it_checked() -> None:
    mail = people_mail(to="a@example.com", Content_Type="message/partial; id=x; number=1", body="x")
    report = report_of(mail, '[[allow]]\nrule = "LC901"\nreason = "the other half is checked elsewhere"\n')
    assert report.status == "checked"
    assert report.findings[0].suppressed is not None


def test_ignoring_the_rule_does_not_make_it_checked() -> None:
    mail = people_mail(to="a@example.com", Content_Type="message/partial; id=x; number=1", body="x")
    assert report_of(mail, 'ignore = ["LC901"]').status == "partly-checked"


def test_a_junk_line_names_its_place() -> None:
    finding = finding_of("LC903", "From: a@example.com\njunk here\nTo: b@example.com\n\nx\n")
    assert finding is not None
    assert finding.locations[0].line == 2


def test_a_recipient_behind_a_junk_line_is_read() -> None:
    report = report_of("From: a@example.com\njunk here\nTo : b@example.com, c@example.net\n\nx\n")
    assert report.visible_recipients == 2
