"""What the native host can be asked, and its answers; clients/thunderbird/PROTOCOL.md describes both."""

from __future__ import annotations

import time

from leakcheck.hooks import journal, once
from leakcheck.hooks.codes import SENT, STOPPED
from leakcheck.hooks.judging import Case, Verdict, careful, judge
from leakcheck.hooks.overrule import for_rules, is_firm
from leakcheck.hooks.state import StateError
from leakcheck.model.errors import ConfigError
from leakcheck.model.record import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from typing import Any

    from leakcheck.engine.plan import Plan
    from leakcheck.model.draft import Draft
    from leakcheck.model.finding import Finding
    from leakcheck.model.policy import Policy
    from leakcheck.report.language import Language

SOURCE = "thunderbird"
_LC101 = "LC101"
_LEVELS = ("note", "warning", "error")
# What makes a mail another mail; `type` and the like may change while it lies there.
_SAME = ("from", "replyTo", "to", "cc", "bcc", "subject", "isPlainText", "body", "plainTextBody", "attachments")


class Answer(NamedTuple):
    """What the host says; `code` is empty where all went well, else it names the error."""

    body: dict[str, Any]
    code: str = ""
    message: str = ""


def answer(request: Mapping[str, Any], environment: Mapping[str, str]) -> Answer:
    """Do what a request asks; a wrong configuration or a folder that cannot be used is an error of its own."""
    actions = {"check": check, "hint": hint, "allow-once": allow_once}
    action = actions.get(str(request.get("action")))
    if action is None:
        return Answer({}, "unknown-action", "the actions are hello, check, hint and allow-once")
    try:
        return action(request, environment)
    except ConfigError as error:
        return Answer({}, "configuration", _language(request).say(str(error)))
    except StateError as error:
        return Answer({}, "state", _language(request).say(str(error)))


def check(request: Mapping[str, Any], environment: Mapping[str, str]) -> Answer:
    """Check a draft, with the decision that the person made about it before, if any."""
    from leakcheck.report.window import window

    case = _case(request, _policy(request, environment))
    verdict = judge(case)
    told: dict[str, Any] = {"verdict": "pass", "code": "", "overruled": []}
    if verdict.code != SENT:
        told |= _stopped(request, case, verdict, environment)
    told |= {**window(verdict.report, _language(request)), "visible": verdict.report.visible_recipients}
    _mark(told["findings"], verdict, case.plan)
    return Answer(told)


def hint(request: Mapping[str, Any], environment: Mapping[str, str]) -> Answer:
    """Say how many people would see one another, while the draft is still being written."""
    from leakcheck.report.verdict import verdict

    policy = _policy(request, environment)
    report = judge(_case(request, policy._replace(select=(_LC101,), ignore=(), mandatory=()))).report
    found = next((f for f in report.findings if f.rule.id == _LC101 and f.suppressed is None), None)
    unknown = sum(r.problem == "no-address" for r in report.draft.recipients) if report.draft else 0
    if found is None:
        return Answer({"people": 0, "level": "", "sentence": "", "unexpanded": unknown})
    sentence = verdict(report._replace(findings=(found,), status="checked"), _language(request)).text
    return Answer({"people": found.total, "level": found.severity.label, "sentence": sentence, "unexpanded": unknown})


def allow_once(request: Mapping[str, Any], environment: Mapping[str, str]) -> Answer:
    """Turn the code of a mail that was stopped into a token for its next try, with the person's reason."""
    code, reason = str(request.get("code", "")), " ".join(str(request.get("reason", "")).split())
    if not reason:
        return Answer({}, "no-reason", "a reason is needed to send the mail all the same")
    note = next((note for note in once.waiting(environment, code) if note.code == code), None)
    if note is None:
        return Answer({}, "unknown-code", "this mail was not stopped, or too long ago: send it again")
    once.remember(once.Note(code, time.time(), note.rules, reason), environment)
    return Answer({"code": code})


def _language(request: Mapping[str, Any]) -> Language:
    from leakcheck.report.language import language_of

    return language_of(str(request.get("language", "")))


def _policy(request: Mapping[str, Any], environment: Mapping[str, str]) -> Policy:
    """Return the configuration of the person, with what the options page of the mail program adds."""
    from leakcheck.policy.files import home_folder
    from leakcheck.policy.load import load_policy

    found = request.get("settings")
    settings: Mapping[str, Any] = found if isinstance(found, dict) else {}
    domains = settings.get("ownDomains")
    says: dict[str, Any] = {"me.domains": [str(d) for d in domains] if isinstance(domains, list) else None}
    for level in _LEVELS:
        number = settings.get(level)
        if isinstance(number, int) and not isinstance(number, bool):
            says[f"rules.{_LC101}.{level}"] = number
    if isinstance(settings.get("ledger"), str) and settings["ledger"]:
        says["consent.ledger"] = settings["ledger"]
    return load_policy(home_folder(environment), None, says, environment)


def _case(request: Mapping[str, Any], policy: Policy) -> Case:
    """Read the draft; a mail program takes Bcc out itself, as sendmail does."""
    from leakcheck.engine.plan import make_plan
    from leakcheck.mail.compose import read_compose

    found = request.get("draft")
    draft: Draft = read_compose(found if isinstance(found, dict) else {}, careful(policy.limits))
    return Case(draft, make_plan(policy._replace(transport="sendmail")))


def _stopped(
    request: Mapping[str, Any], case: Case, verdict: Verdict, environment: Mapping[str, str]
) -> dict[str, Any]:
    """Return what becomes of a mail that was stopped: overruled by a token, or held with the code for one."""
    code = _code(request, environment)
    note = once.take(code, environment) if code else None
    if note:
        after = judge(case, for_rules(note.rules, note.reason), verdict)
        if after.code == SENT:
            journal.append(_entries(after.overruled, "sent-anyway", note.reason), environment)
            return {"overruled": sorted({finding.rule.id for finding in after.overruled})}
    rules = {f.rule.id for f in verdict.stopped if not is_firm(f, case.plan)}
    may = len(rules) == len({f.rule.id for f in verdict.stopped}) and bool(rules)
    code = code if may and _noted(code, rules, verdict, environment) else ""
    return {"verdict": "hold" if verdict.code == STOPPED else "unchecked", "code": code}


def _code(request: Mapping[str, Any], environment: Mapping[str, str]) -> str:
    """Return what names this mail, the same at every try; "" where decisions cannot be kept."""
    import json
    from hashlib import blake2b

    draft = request["draft"] if isinstance(request.get("draft"), dict) else {}
    same = json.dumps({key: draft.get(key) for key in _SAME}, sort_keys=True).encode()
    try:
        return blake2b(same, key=once.secret(environment), digest_size=16).hexdigest()
    except StateError:
        return ""


def _noted(code: str, rules: Iterable[str], verdict: Verdict, environment: Mapping[str, str]) -> bool:
    """Write down that the mail was stopped; False where that cannot be done, and with it no overruling."""
    if not code:
        return False
    try:
        once.remember(once.Note(code, time.time(), tuple(sorted(rules))), environment)
        journal.append(_entries(verdict.stopped, "stopped"), environment)
    except StateError:
        return False
    return True


def _entries(findings: Iterable[Finding], decision: str, reason: str = "") -> list[journal.Entry]:
    return [journal.entry(SOURCE, f.rule.id, decision, reason, f.fingerprint) for f in findings]


def _mark(findings: list[dict[str, Any]], verdict: Verdict, plan: Plan) -> None:
    """Say of each finding whether it stops the mail, and whether nobody may overrule it."""
    stops = {finding.rule.id for finding in verdict.stopped}
    firm = {finding.rule.id for finding in verdict.stopped if is_firm(finding, plan)}
    for finding in findings:
        finding |= {"stops": finding["id"] in stops, "firm": finding["id"] in firm}
