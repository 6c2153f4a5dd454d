"""A named-entity model that the user has, or does not have."""

from __future__ import annotations

import datetime as dt

from leakcheck import mail
from leakcheck.detect.ner import Missing
from leakcheck.engine.check import check_draft
from leakcheck.engine.plan import make_plan
from leakcheck.model.policy import Policy
from leakcheck.policy.load import parse_policy
from tests.support import people_mail

MAIL = people_mail(to="Bjoern Dahl <b@example.net>", body="Dear Bjoern Dahl, ask Cleo Fontaine about it.").encode()


def names(text: str) -> list[tuple[int, int, str]]:
    """Stand for a model that knows two names."""
    return [(text.find(n), text.find(n) + len(n), "PERSON") for n in ("Bjoern Dahl", "Cleo Fontaine") if n in text]


def broken(text: str) -> list[tuple[int, int, str]]:
    raise RuntimeError(text)


def checked(model: object) -> tuple[list[str], str, list[str]]:
    plan = make_plan(Policy())._replace(model=model)
    report, _ = check_draft(mail.parse(MAIL, "a.eml"), plan, dt.date(2026, 3, 2))
    shown = [place.evidence.reveal() for finding in report.findings for place in finding.locations]
    return [f"{f.rule.id} {f.severity.label}" for f in report.findings], report.status, shown


def test_a_name_that_is_not_on_the_mail_is_a_note() -> None:
    assert checked(names) == (["LC312 note"], "checked", ["Cleo Fontaine"])


def test_a_model_that_is_missing_is_said() -> None:
    found, status, _ = checked(Missing("named-entity model spacy: spacy is not installed"))
    assert (found, status) == (["LC901 warning"], "partly-checked")


def test_a_model_that_fails_is_said_without_the_text() -> None:
    plan = make_plan(Policy())._replace(model=broken)
    report, _ = check_draft(mail.parse(MAIL, "a.eml"), plan, dt.date(2026, 3, 2))
    assert "RuntimeError" in report.findings[0].message
    assert "Cleo" not in report.findings[0].message


def test_a_configured_model_that_is_not_installed() -> None:
    policy = parse_policy('[ner]\nmodel = "no-such-model"\n')
    assert isinstance(make_plan(policy).model, Missing)


def test_no_model_is_asked_for() -> None:
    assert make_plan(Policy()).model is None
