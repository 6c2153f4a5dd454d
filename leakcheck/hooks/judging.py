"""One mail on its way out: check it with its envelope, and apply what a person decided about it."""

from __future__ import annotations

import datetime as dt

from leakcheck import mail
from leakcheck.engine.plan import make_plan
from leakcheck.engine.run import check_drafts
from leakcheck.engine.sources import unreadable
from leakcheck.hooks.codes import SENT, STOPPED, UNCHECKED
from leakcheck.hooks.envelope import with_envelope
from leakcheck.hooks.overrule import stopping, with_allows
from leakcheck.model.errors import ReadError
from leakcheck.model.policy import EVERY_FILE
from leakcheck.model.record import NamedTuple
from leakcheck.report.summary import FOUND, Summary

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from leakcheck.engine.plan import Plan
    from leakcheck.model.draft import Draft
    from leakcheck.model.finding import DraftReport, Finding
    from leakcheck.model.policy import Allow, Limits, Policy


class Verdict(NamedTuple):
    """What a check of one mail led to; `code` is 0 when it may go, else what we would end with.

    `stopped` are the findings in the way, `overruled` those that were and that somebody decided about.
    """

    code: int
    report: DraftReport
    stopped: tuple[Finding, ...] = ()
    overruled: tuple[Finding, ...] = ()


class Case(NamedTuple):
    """A mail as it is about to be sent; `draft` is None when the bytes are no mail at all."""

    draft: Draft | None
    plan: Plan
    error: str = ""


def case_of(data: bytes, recipients: Sequence[str], policy: Policy) -> Case:
    """Read a mail with its envelope; raises ConfigError for a rule, an option or an id of the policy that is wrong.

    A Bcc line is judged as for a sendmail, which takes it out.
    """
    plan = make_plan(policy._replace(transport="sendmail"))
    try:
        return Case(with_envelope(mail.parse(data, "-", careful(policy.limits)), recipients), plan)
    except ReadError as error:
        return Case(None, plan, str(error))


def careful(limits: Limits) -> Limits:
    """Return the limits at the moment of sending: no attachment may take the mail program's hook down with it."""
    return limits._replace(worker_bytes=EVERY_FILE)


def judge(case: Case, allows: tuple[Allow, ...] = (), before: Verdict | None = None) -> Verdict:
    """Check a mail; `allows` are decisions about it, `before` the verdict without them."""
    report = _report(case, allows)
    stopped = stopping(report, case.plan)
    left = {(finding.rule.id, finding.fingerprint) for finding in stopped}
    gone = before.stopped if before else ()
    overruled = tuple(finding for finding in gone if (finding.rule.id, finding.fingerprint) not in left)
    return Verdict(_code(report, case.plan), report, stopped, overruled)


def _report(case: Case, allows: tuple[Allow, ...]) -> DraftReport:
    if case.draft is None:
        return unreadable("-", ReadError(case.error))
    plan = with_allows(case.plan, allows) if allows else case.plan
    return next(check_drafts([case.draft], plan, dt.datetime.now(tz=dt.UTC).date()))


def _code(report: DraftReport, plan: Plan) -> int:
    ended = Summary().plus(report, plan.policy.fail_on).exit_code
    return SENT if not ended else STOPPED if ended == FOUND else UNCHECKED
