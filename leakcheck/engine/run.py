"""Check files, folders and stores, one report a draft, in order."""

from __future__ import annotations

import datetime as dt
from itertools import chain

from leakcheck.engine.allows import leftovers
from leakcheck.engine.check import check_draft
from leakcheck.engine.consents import asker_for
from leakcheck.engine.findings import sort_key
from leakcheck.engine.plan import Plan, make_plan
from leakcheck.engine.sources import find_items, unreadable
from leakcheck.model.errors import ReadError
from leakcheck.model.finding import DraftReport

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from leakcheck.consent.asking import Asker
    from leakcheck.mail.stores import Item
    from leakcheck.model.draft import Draft
    from leakcheck.model.policy import Allow, Policy

    Result = tuple[DraftReport, frozenset[Allow]]


def check_paths(
    paths: Sequence[str], policy: Policy, explain: str = "", stdin: bytes = b"", today: dt.date | None = None
) -> Iterator[DraftReport]:
    """Yield a report for every draft below the paths ("-" is `stdin`).

    Findings about allow entries come with the last report. Raises ConfigError before anything is read when a rule,
    an option or an id of the policy is wrong.
    """
    plan = make_plan(policy)
    return check_drafts(_drafts(paths, policy, stdin), plan, today or today_utc(), explain)


def check_drafts(
    drafts: Iterable[Draft | DraftReport], plan: Plan, today: dt.date, explain: str = "", asker: Asker | None = None
) -> Iterator[DraftReport]:
    """Yield a report for every draft; reports of unreadable ones pass through.

    `asker` stands in for the ledger of the policy.
    """
    asker = asker or asker_for(plan.policy)
    results = (
        (draft, frozenset()) if isinstance(draft, DraftReport) else check_draft(draft, plan, today, explain, asker)
        for draft in drafts
    )
    return with_leftovers(results, plan, today)


def with_leftovers(results: Iterable[Result], plan: Plan, today: dt.date) -> Iterator[DraftReport]:
    """Yield the reports of results; what is to say about allow entries comes with the last one."""
    used: set[Allow] = set()
    held: DraftReport | None = None
    for report, here in results:
        if held is not None:
            yield held
        held = report
        used |= here
    if held is not None:
        rest = leftovers(plan, frozenset(used), today)
        yield held._replace(findings=tuple(sorted((*held.findings, *rest), key=sort_key))) if rest else held


def _drafts(paths: Sequence[str], policy: Policy, stdin: bytes) -> Iterator[Draft | DraftReport]:
    for found in chain.from_iterable(_found(path, policy, stdin) for path in paths):
        yield found if isinstance(found, DraftReport) else load(found, policy)


def _found(path: str, policy: Policy, stdin: bytes) -> Iterator[Item | DraftReport]:
    if path != "-":
        return find_items((path,), policy)
    return iter((stdin_item(stdin),))


def stdin_item(data: bytes) -> Item:
    """Return the draft that came on standard input."""
    from leakcheck.mail.stores import Item

    return Item("-", "-", template="", data=data)


def load(item: Item, policy: Policy) -> Draft | DraftReport:
    """Read a draft that has been found, or return the report that says why it cannot be read."""
    try:
        return item.load(policy.limits)
    except ReadError as error:
        return unreadable(item.path, error)


def today_utc() -> dt.date:
    """Return the day by which allows and consents are judged."""
    return dt.datetime.now(tz=dt.UTC).date()
