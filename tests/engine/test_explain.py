from __future__ import annotations

import pytest

from leakcheck import mail
from leakcheck.checks.table import CHECKS
from leakcheck.engine.plan import make_plan
from leakcheck.engine.run import check_drafts
from leakcheck.model.errors import ConfigError
from leakcheck.policy.load import parse_policy
from tests.support import TODAY, people_mail

QUOTE = "Fine.\n\nOn Mon, 2 Mar 2026 at 10:12, Ann <ann@example.com> wrote:\n\n> Call me on +44 7700 900123\n"
SIGNED = "Call Ann on +44 7700 900123.\n\n-- \nPetra\n+44 7700 900456\n"
MAIL = people_mail(to="ann@example.com", bcc="bob@example.net", subject="Re: Hello", body=QUOTE)


def explained(rule: str, text: str = MAIL, policy: str = "") -> tuple[str, ...]:
    drafts = [mail.parse(text.encode(), "draft.eml")]
    return next(check_drafts(drafts, make_plan(parse_policy(policy)), TODAY, rule)).explanation


@pytest.mark.parametrize(
    ("rule", "says"),
    [
        ("LC302", "phone-number: 0 seen in subject, body and signature; 1 elsewhere"),
        ("LC502", "phone-number: 1 seen in quoted history"),
        ("LC601", "the transport is sendmail, which takes the Bcc line out (--transport names another one)"),
        ("LC601", "1 person in Bcc"),
        ("LC602", "the message is not encrypted"),
        ("LC102", "0 circles marked bcc-only, 0 people of them in To or Cc"),
        ("LC107", "the draft answers a mail"),
        ("LC501", "1 block of quoted header lines, with addresses of 1 person"),
        ("LC501", "1 of them write or get this mail"),
        ("LC404", "0 attachments looked at"),
        ("LC701", "the draft is no template"),
        ("LC205", "2 recipients, Bcc included"),
    ],
)
def test_a_rule_tells_what_it_had_to_go_by(rule: str, says: str) -> None:
    assert says in explained(rule)


def test_own_data_are_counted_apart() -> None:
    lines = explained("LC302", people_mail(to="bob@example.net", body=SIGNED))
    says = "2 seen in subject, body and signature, 1 of them the sender's own, an office's or known to every reader"
    assert f"phone-number: {says}" in lines


@pytest.mark.parametrize("rule", ["LC201", "LC202", "LC203", "LC204", "LC206"])
def test_without_a_ledger_a_rule_about_consent_did_not_run(rule: str) -> None:
    (line,) = explained(rule)
    assert line.endswith("did not run: no ledger configured, leakcheck consent init makes one")


def test_every_rule_explains_itself_and_shows_no_value() -> None:
    plan = make_plan(parse_policy(""))
    for rule in plan.rules.values():
        lines = explained(rule.id)
        assert lines, rule.id
        assert not any("ann@example.com" in line or "900123" in line for line in lines), rule.id


def test_every_reason_belongs_to_a_check() -> None:
    from leakcheck.engine.reasons import _REASONS

    assert _REASONS.keys() <= CHECKS.keys()


def test_an_unknown_rule() -> None:
    with pytest.raises(ConfigError):
        explained("LC998")
