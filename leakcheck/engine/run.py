"""Check files, folders and stores, one report a draft, in order."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from leakcheck.engine.allows import leftovers
from leakcheck.engine.check import check_draft
from leakcheck.engine.consents import asker_for
from leakcheck.engine.findings import sort_key
from leakcheck.engine.plan import Plan, make_plan
from leakcheck.model.errors import ReadError
from leakcheck.model.finding import DraftReport

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from leakcheck.consent.asking import Asker
    from leakcheck.model.draft import Draft
    from leakcheck.model.policy import Allow, Policy


def check_paths(
    paths: Sequence[str], policy: Policy, explain: str = "", stdin: bytes = b"", today: dt.date | None = None
) -> Iterator[DraftReport]:
    """Yield a report for every draft below the paths ("-" is `stdin`).

    Findings about allow entries come with the last report. Raises ConfigError before anything is read when a rule,
    an option or an id of the policy is wrong.
    """
    plan = make_plan(policy)
    return check_drafts(_drafts(paths, policy, stdin), plan, today or dt.datetime.now(tz=dt.UTC).date(), explain)


def check_drafts(
    drafts: Iterable[Draft | DraftReport], plan: Plan, today: dt.date, explain: str = "", asker: Asker | None = None
) -> Iterator[DraftReport]:
    """Yield a report for every draft; reports of unreadable ones pass through.

    `asker` stands in for the ledger of the policy.
    """
    asker = asker or asker_for(plan.policy)
    used: set[Allow] = set()
    held: DraftReport | None = None
    for draft in drafts:
        if held is not None:
            yield held
        if isinstance(draft, DraftReport):
            held = draft
            continue
        held, here = check_draft(draft, plan, today, explain, asker)
        used |= here
    if held is not None:
        rest = leftovers(plan, frozenset(used), today)
        yield held._replace(findings=tuple(sorted((*held.findings, *rest), key=sort_key))) if rest else held


def _drafts(paths: Sequence[str], policy: Policy, stdin: bytes) -> Iterator[Draft | DraftReport]:
    from leakcheck import mail

    for path in paths:
        try:
            if path == "-":
                yield mail.parse(stdin, "-", policy.limits)
                continue
            for draft in mail.read(path, policy.limits):
                yield unreadable(path, draft) if isinstance(draft, ReadError) else draft
        except ReadError as error:
            yield unreadable(path, error)


def unreadable(path: str, error: ReadError) -> DraftReport:
    """Return the report of a file that could not be read at all."""
    return DraftReport(getattr(error, "path", "") or path, "unreadable", error=str(error))
