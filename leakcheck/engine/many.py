"""Check many files: what the cache knows is not read into, the rest goes to several processes when it is worth it."""

from __future__ import annotations

import os
from collections import deque
from itertools import chain

from leakcheck.engine.check import check_draft
from leakcheck.engine.consents import asker_for
from leakcheck.engine.run import load
from leakcheck.model.finding import DraftReport

TYPE_CHECKING = False
if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Iterator

    from leakcheck.engine.cache import Cache
    from leakcheck.engine.plan import Plan
    from leakcheck.engine.run import Result
    from leakcheck.mail.stores import Item

FEW = 48  # so many are done before other processes have started


def check_many(
    found: Iterable[Item | DraftReport], plan: Plan, today: dt.date, jobs: int = 0, cache: Cache | None = None
) -> Iterator[Result]:
    """Yield the result of everything found, in order.

    `jobs` is the number of processes; 0 uses every processor, and none but this one for a few files.
    """
    keys: deque[str] = deque()
    for result in _results(_tickets(found, cache, keys), plan, today, jobs):
        key = keys.popleft()
        if key and cache is not None:
            cache.keep(key, result[0])
        yield result
    if cache is not None:
        cache.write()


def _tickets(
    found: Iterable[Item | DraftReport], cache: Cache | None, keys: deque[str]
) -> Iterator[Item | DraftReport]:
    """Yield what is to be checked, and the reports of what needs no check; note the key of each in the cache."""
    for item in found:
        key = "" if cache is None or isinstance(item, DraftReport) else cache.key(item)
        known = cache.report(key, item) if cache is not None and key and not isinstance(item, DraftReport) else None
        keys.append("" if known is not None else key)
        yield known or item


def _results(tickets: Iterator[Item | DraftReport], plan: Plan, today: dt.date, jobs: int) -> Iterator[Result]:
    processes = jobs or usable_cores()
    if processes == 1:
        return _here(tickets, plan, today, None)
    elsewhere = _elsewhere(tickets, plan, today, processes)
    return elsewhere if jobs else chain(_here(tickets, plan, today, FEW), elsewhere)


def _elsewhere(tickets: Iterator[Item | DraftReport], plan: Plan, today: dt.date, processes: int) -> Iterator[Result]:
    """Yield results checked in other processes; what they need is loaded when there is something to check."""
    for first in tickets:
        from leakcheck.engine.parallel import Job, check_items

        yield from check_items(chain((first,), tickets), Job(plan.policy, today), processes)


def usable_cores() -> int:
    """Return how many processors this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def _here(tickets: Iterator[Item | DraftReport], plan: Plan, today: dt.date, most: int | None) -> Iterator[Result]:
    """Yield results checked in this process, until `most` have been checked."""
    asker = asker_for(plan.policy)
    checked = 0
    try:
        for ticket in tickets:
            draft = ticket if isinstance(ticket, DraftReport) else load(ticket, plan.policy)
            if isinstance(draft, DraftReport):
                yield draft, frozenset()
                continue
            yield check_draft(draft, plan, today, "", asker)
            checked += 1
            if checked == most:
                return
    finally:
        if asker is not None:
            asker.close()
