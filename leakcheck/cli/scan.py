"""Which drafts a run checks, and how: from folders, from standard input, from what git says has changed."""

from __future__ import annotations

import os
from itertools import chain

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from leakcheck.cli.run import CheckOptions
    from leakcheck.engine.plan import Plan
    from leakcheck.mail.stores import Item
    from leakcheck.model.finding import DraftReport
    from leakcheck.model.policy import Policy


def reports_for(options: CheckOptions, there: tuple[str, ...], policy: Policy, stdin: bytes) -> Iterator[DraftReport]:
    """Return the reports of a run, in order.

    A few files are checked here and now; folders go through the cache and to several processes. Raises ConfigError
    before anything is read.
    """
    from leakcheck.engine.run import check_paths

    if options.explain or not _is_large(options, there):
        return check_paths(there, policy, options.explain, stdin)
    from leakcheck.engine.plan import make_plan

    plan = make_plan(policy)
    reports = _many(options, there, plan, stdin)
    if not options.baseline:
        return reports
    from leakcheck.engine.baseline import apply_baseline, read_baseline

    return apply_baseline(reports, read_baseline(options.baseline), plan)


def _is_large(options: CheckOptions, there: tuple[str, ...]) -> bool:
    """Tell whether a run needs more than the plain way: git, a baseline, processes, a folder."""
    said = options.baseline or options.diff_base or options.staged or options.jobs
    return bool(said) or any(os.path.isdir(path) for path in there)  # noqa: PTH112 - pathlib costs start-up


def _many(options: CheckOptions, there: tuple[str, ...], plan: Plan, stdin: bytes) -> Iterator[DraftReport]:
    from leakcheck.engine.cache import open_cache
    from leakcheck.engine.many import check_many
    from leakcheck.engine.run import today_utc, with_leftovers

    today = today_utc()
    cache = None if options.no_cache else open_cache(plan)
    found = _found(options, there, plan.policy, stdin)
    return with_leftovers(check_many(found, plan, today, options.jobs, cache), plan, today)


def _found(options: CheckOptions, there: tuple[str, ...], policy: Policy, stdin: bytes) -> Iterator[Item | DraftReport]:
    if options.staged or options.diff_base:
        from leakcheck.cli.changed import changed_since, staged

        files = tuple(path for path in there if path != "-")
        return staged(files, policy) if options.staged else changed_since(options.diff_base, files, policy)
    from leakcheck.engine.run import stdin_item
    from leakcheck.engine.sources import find_items, template_finder

    template_finder(policy)  # a wrong language is said before anything is read
    ways = (iter((stdin_item(stdin),)) if path == "-" else find_items((path,), policy) for path in there)
    return chain.from_iterable(ways)
