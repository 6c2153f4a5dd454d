"""A mail that may not go as it is, and the ways out: a decision made before, one made now, or back to the draft."""

from __future__ import annotations

import time

from leakcheck.hooks import journal, notice, once
from leakcheck.hooks.ask import FIX, SEND, Choice, ask, free_terminal
from leakcheck.hooks.codes import SENT, UNCHECKED
from leakcheck.hooks.decision import Decision
from leakcheck.hooks.judging import case_of, judge
from leakcheck.hooks.overrule import VARIABLE, for_rules, is_firm, said_in_environment
from leakcheck.hooks.sameness import code_of
from leakcheck.hooks.state import StateError
from leakcheck.model.errors import LeakcheckError
from leakcheck.model.record import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from leakcheck.hooks.decision import Mail
    from leakcheck.hooks.fixing import Message
    from leakcheck.hooks.judging import Case, Verdict
    from leakcheck.model.finding import Finding
    from leakcheck.model.policy import Allow

SOURCE = "sendmail"
_FIXES = (
    Choice("b", "fix and send: everybody moves to Bcc", FIX, "bcc"),
    Choice("s", "fix and send: one message for each person", FIX, "split"),
)


class Stopped(NamedTuple):
    """A mail that was stopped: the mail, how it was read, the verdict, and where decisions are kept."""

    mail: Mail
    case: Case
    verdict: Verdict
    environment: Mapping[str, str]

    def rules(self, *, firm: bool) -> tuple[str, ...]:
        """Return the ids of the rules in the way that nobody may overrule (`firm`), or those that the person may."""
        found = (f.rule.id for f in self.verdict.stopped if is_firm(f, self.case.plan) == firm)
        return tuple(dict.fromkeys(found))

    @property
    def may_be_overruled(self) -> bool:
        """Tell whether a decision of the person can let the mail go."""
        return self.case.draft is not None and bool(self.verdict.stopped) and not self.rules(firm=True)


def decide_stopped(stopped: Stopped) -> Decision:
    """Return what becomes of a mail that was stopped."""
    said = said_in_environment(stopped.environment.get(VARIABLE, ""), stopped.case.plan)
    if _overruled(stopped, said):
        return Decision(SENT)
    code = _code(stopped)
    if code and _overruled(stopped, _token(stopped, code)):
        return Decision(SENT)
    if stopped.verdict.code == UNCHECKED and stopped.mail.policy.sendmail.fail_open:
        return _unchecked(stopped)
    return _asked(stopped, code)


def _code(stopped: Stopped) -> str:
    """Return the code of the mail, "" where notes about it cannot be kept."""
    if stopped.case.draft is None:
        return ""
    try:
        key = once.secret(stopped.environment)
    except StateError as error:
        notice.say(str(error))
        return ""
    return code_of(stopped.case.draft, stopped.mail.envelope.recipients, key)


def _token(stopped: Stopped, code: str) -> tuple[Allow, ...]:
    note = once.take(code, stopped.environment)
    return for_rules(note.rules, note.reason) if note else ()


def _overruled(stopped: Stopped, allows: tuple[Allow, ...]) -> bool:
    """Tell whether these decisions let the mail go; they are written down before it does."""
    if not allows:
        return False
    after = judge(stopped.case, allows, stopped.verdict)
    if after.code != SENT:
        return False
    reasons = {allow.rule: allow.reason for allow in allows}
    journal.append(_entries("sent-anyway", after.overruled, reasons), stopped.environment)
    notice.say(f"sent all the same, as you decided: {', '.join(dict.fromkeys(f.rule.id for f in after.overruled))}")
    return True


def _unchecked(stopped: Stopped) -> Decision:
    loud = "leakcheck: SENT WITHOUT A FULL CHECK, because [sendmail] fail-open is set; this is what it says\n"
    report = stopped.verdict.report
    notice.tell(loud + _page(stopped, notice.stderr_terminal()), f"sent without a full check: {notice.gist(report)}")
    _noted(stopped, "sent-unchecked")
    return Decision(SENT)


def _asked(stopped: Stopped, code: str) -> Decision:
    """Let the person choose on the terminal; without one, say why the mail stays."""
    with free_terminal() as terminal:
        answer = None
        if terminal is not None:
            head = "\nleakcheck stopped this mail\n\n"
            answer = ask(terminal, head + _page(stopped, terminal), _choices(stopped))
    if answer is None:
        return _told(stopped, code)
    if answer.action == SEND and _overruled(stopped, for_rules(stopped.rules(firm=False), answer.reason)):
        return Decision(SENT)
    if answer.action == FIX and (messages := _fixed(stopped, answer.name)):
        return Decision(SENT, messages)
    notice.say("not sent: back to the draft")
    _noted(stopped, "stopped")
    return Decision(stopped.verdict.code)


def _choices(stopped: Stopped) -> list[Choice]:
    """Return what the person may choose beside going back: fixes that the findings name, and sending all the same."""
    named = {name for finding in stopped.verdict.stopped for name in finding.rule.fixes}
    choices = [fix for fix in _FIXES if fix.name in named and stopped.case.draft is not None]
    if stopped.may_be_overruled:
        choices.append(Choice("a", "send anyway, with a reason", SEND))
    return choices


def _fixed(stopped: Stopped, name: str) -> tuple[Message, ...]:
    """Return what to send after a fix; none, and a line that says why, when the mail would still be stopped."""
    from leakcheck.hooks.fixing import fixed

    mail, case = stopped.mail, stopped.case
    if case.draft is None:
        return ()
    try:
        messages = fixed(name, mail.data, case.draft, case.plan, mail.envelope)
    except LeakcheckError as error:
        notice.say(str(error))
        return ()
    people = (messages[0].recipient,) if messages[0].recipient else mail.envelope.recipients
    after = judge(case_of(messages[0].data, people, mail.policy))
    if after.code != SENT:
        notice.say(f"after that {', '.join(dict.fromkeys(f.rule.id for f in after.stopped))} would still be left")
        return ()
    _noted(stopped, f"sent-with-{name}")
    return messages


def _told(stopped: Stopped, code: str) -> Decision:
    """Say on standard error why the mail stays, and how to overrule that."""
    stops = "stopped this mail" if stopped.verdict.code != UNCHECKED else "could not check all of this mail"
    why = f"leakcheck {stops}, nothing was sent\n\n{_page(stopped, notice.stderr_terminal())}\n"
    notice.tell(why + _way_out(stopped, code), f"leakcheck {stops}: {notice.gist(stopped.verdict.report)}")
    _noted(stopped, "stopped")
    return Decision(stopped.verdict.code)


def _way_out(stopped: Stopped, code: str) -> str:
    if stopped.may_be_overruled and code and _remembered(stopped, code):
        return notice.way_out(code[: once.SHOWN])
    firm = stopped.rules(firm=True)
    return f"leakcheck: {', '.join(firm)} cannot be overruled here: change the mail and send it again\n" if firm else ""


def _remembered(stopped: Stopped, code: str) -> bool:
    try:
        once.remember(once.Note(code, time.time(), stopped.rules(firm=False)), stopped.environment)
    except StateError as error:
        notice.say(str(error))
        return False
    return True


def _noted(stopped: Stopped, decision: str) -> None:
    """Write down a decision that lets nothing go; that it cannot be written is said, and changes nothing."""
    try:
        journal.append(_entries(decision, stopped.verdict.stopped, {}), stopped.environment)
    except StateError as error:
        notice.say(str(error))


def _entries(decision: str, findings: Iterable[Finding], reasons: Mapping[str, str]) -> list[journal.Entry]:
    entries = [journal.entry(SOURCE, f.rule.id, decision, reasons.get(f.rule.id, ""), f.fingerprint) for f in findings]
    return entries or [journal.entry(SOURCE, "", decision)]


def _page(stopped: Stopped, terminal: int | None) -> str:
    return notice.page(stopped.verdict.report, stopped.mail.policy.fail_on, terminal)
