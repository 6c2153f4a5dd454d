"""Make a proposal real, and prove that it did what it said and nothing else."""

from __future__ import annotations

from collections import Counter

from leakcheck.checks.world import distinct
from leakcheck.engine.check import check_draft
from leakcheck.fix.edits import apply_edits, line_shifts, only_edited
from leakcheck.fix.locks import refuse_locked
from leakcheck.fix.values import Case, RefusedError
from leakcheck.model.errors import ReadError

TYPE_CHECKING = False
if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable

    from leakcheck.engine.plan import Plan
    from leakcheck.fix.values import Proposal
    from leakcheck.model.finding import Finding

_Datum = tuple[str, str | None, str, str | None, str]


def read_case(data: bytes, path: str, plan: Plan, today: dt.date, *, force: bool = False) -> Case:
    """Parse and check a draft; raises ReadError for what is none."""
    from leakcheck import mail

    draft = mail.parse(data, path, plan.policy.limits)
    return Case(draft, check_draft(draft, plan, today)[0], plan, today, force)


def open_case(data: bytes, path: str, plan: Plan, today: dt.date, *, force: bool = False) -> Case:
    """Parse and check a draft that somebody wants fixed; an Outlook file becomes an Internet message first.

    Of an mbox with one mail it is that mail, without the line in front of it that is no header field.
    """
    data, first_line = _without_separator(data)
    case = read_case(data, path, plan, today, force=force)
    if first_line:
        return case._replace(draft=case.draft._replace(first_line=first_line))
    if case.draft.format != "msg":
        return case
    from leakcheck.fix.outlook import as_eml, same_mail

    converted = read_case(as_eml(case.draft, plan.policy.limits), path, plan, today, force=force)
    if not same_mail(case.draft, converted.draft):
        raise RefusedError("the Outlook file could not be written as .eml without losing something; nothing is written")
    return converted._replace(converted=True)


def _without_separator(data: bytes) -> tuple[bytes, int]:
    """Return a mail without the `From ` line of an mbox, and the line on which it begins; 0 where there is none."""
    if not data.startswith(b"From "):
        return data, 0
    from leakcheck.mail.mbox import mails

    stored = next(mails(data), None)
    return (data[stored.start : stored.end], stored.first_line) if stored else (data, 0)


def carried_out(case: Case, proposal: Proposal) -> Case:
    """Return the draft after the edits, parsed and checked anew; raise RefusedError when it is not as promised."""
    refuse_locked(case.draft, proposal.edits, proposal.fix)
    data = apply_edits(case.data, proposal.edits)
    if not only_edited(case.data, data, proposal.edits):
        raise RefusedError(f"--{proposal.fix}: bytes outside the edits would change; nothing is written")
    try:
        after = read_case(data, case.draft.path, case.plan, case.today, force=case.force)
    except ReadError:
        raise RefusedError(f"--{proposal.fix}: the result could not be read as a mail; nothing is written") from None
    first = case.draft.first_line
    shifts = (*case.shifts, line_shifts(case.data, proposal.edits, first))
    after = after._replace(draft=after.draft._replace(first_line=first), converted=case.converted, shifts=shifts)
    problem = _people_problem(case, after, proposal) or _finding_problem(case, after, proposal)
    if problem:
        raise RefusedError(f"--{proposal.fix}: {problem}; nothing is written")
    return after


def _people_problem(before: Case, after: Case, proposal: Proposal) -> str:
    old, new = set(distinct(before.draft.recipients)), set(distinct(after.draft.recipients))
    if old - new - proposal.dropped:
        return "a recipient would be lost"
    return "a recipient would come in" if new - old - proposal.added else ""


def _finding_problem(before: Case, after: Case, proposal: Proposal) -> str:
    promised = data_of(proposal.clears)
    left = promised & data_of(active(after))
    if left:
        return f"the finding {min(datum[0] for datum in left)} would still be there"
    worse = sorted(fresh_rules(before, after) - proposal.announced)
    return f"a new finding {worse[0]} would come in" if worse else ""


def fresh_rules(before: Case, after: Case) -> set[str]:
    """Return the ids of the rules that say more after a fix than before."""
    return {rule for rule, _ in _totals(active(after)) - _totals(active(before))}


def active(case: Case) -> list[Finding]:
    """Return the findings that nobody allowed."""
    return [finding for finding in case.report.findings if finding.suppressed is None]


def data_of(findings: Iterable[Finding]) -> set[_Datum]:
    """Return what findings are about: rule, kind, place and value of every location."""
    return {
        (finding.rule.id, finding.kind, place.where, place.part, place.evidence.reveal())
        for finding in findings
        for place in finding.locations
    }


def _totals(findings: Iterable[Finding]) -> Counter[tuple[str, str | None]]:
    totals: Counter[tuple[str, str | None]] = Counter()
    for finding in findings:
        totals[finding.rule.id, finding.kind] += finding.total
    return totals
