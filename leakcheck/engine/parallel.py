"""Check many files in several processes, with the results in order.

Reports come back without the bytes and texts of their drafts. A process that dies takes nothing with it but the file
that killed it: that one is reported as not checked.
"""

from __future__ import annotations

from collections import deque
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from itertools import islice
from multiprocessing import get_context

from leakcheck.model.draft import Origin
from leakcheck.model.finding import DraftReport
from leakcheck.model.record import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Iterator
    from concurrent.futures import Future

    from leakcheck.consent.asking import Asker
    from leakcheck.engine.plan import Plan
    from leakcheck.engine.run import Result
    from leakcheck.mail.stores import Item
    from leakcheck.model.draft import Draft
    from leakcheck.model.policy import Policy

CHUNK = 16
_AHEAD = 4  # chunks that wait for each process: enough to keep it busy, few enough to keep memory flat
DIED = "the process that checked it ended before it was done"


class Job(NamedTuple):
    """What a process needs to check an item."""

    policy: Policy
    today: dt.date


def check_items(items: Iterable[Item | DraftReport], job: Job, processes: int) -> Iterator[Result]:
    """Yield the results of items in their order, checked by so many processes; reports among them pass through."""
    pool = _Pool(job, processes)
    try:
        yield from pool.run(iter(items))
    finally:
        pool.close()


class _Waiting(NamedTuple):
    """Neighbours whose items are being checked; `future` is None where all of them are reports already."""

    chunk: list[Item | DraftReport]
    future: Future[list[Result]] | None


class _Pool:
    """An executor that is made again when one of its processes dies."""

    def __init__(self, job: Job, processes: int) -> None:
        self._job = job
        self._processes = processes
        self._executor: ProcessPoolExecutor | None = None

    def run(self, items: Iterator[Item | DraftReport]) -> Iterator[Result]:
        """Yield results in order; no process is started for reports alone."""
        waiting: deque[_Waiting] = deque()
        while True:
            while len(waiting) < self._processes * _AHEAD and (chunk := list(islice(items, CHUNK))):
                waiting.append(self._submit(chunk))
            if not waiting:
                return
            first = waiting.popleft()
            try:
                done = first.future.result() if first.future else []
            except BrokenProcessPool:
                self.close()
                yield from self._one_by_one(first.chunk)
                waiting = deque(self._submit(rest.chunk) for rest in waiting)
                continue
            results = iter(done)
            for item in first.chunk:
                yield (item, frozenset()) if isinstance(item, DraftReport) else next(results)

    def _submit(self, chunk: list[Item | DraftReport]) -> _Waiting:
        items = [item for item in chunk if not isinstance(item, DraftReport)]
        if not items:
            return _Waiting(chunk, None)
        if self._executor is None:
            self._executor = _executor(self._job, self._processes)
        try:
            return _Waiting(chunk, self._executor.submit(check_chunk, items))
        except BrokenProcessPool:
            self.close()
            self._executor = _executor(self._job, self._processes)
            return _Waiting(chunk, self._executor.submit(check_chunk, items))

    def _one_by_one(self, chunk: list[Item | DraftReport]) -> Iterator[Result]:
        """Check each item of a chunk in a process that dies alone."""
        executor = _executor(self._job, 1)
        for item in chunk:
            if isinstance(item, DraftReport):
                yield item, frozenset()
                continue
            try:
                yield from executor.submit(check_chunk, [item]).result()
            except BrokenProcessPool:
                executor = _executor(self._job, 1)
                yield DraftReport(item.path, "unreadable", error=DIED), frozenset()
        executor.shutdown()

    def close(self) -> None:
        if self._executor is not None:
            self._executor.shutdown(wait=False, cancel_futures=True)
            self._executor = None


def _executor(job: Job, processes: int) -> ProcessPoolExecutor:
    return ProcessPoolExecutor(processes, get_context("spawn"), _prepare, (job,))


class _Worker:
    """What a process makes once and uses for every item."""

    ready: _Worker | None = None

    def __init__(self, job: Job) -> None:
        from leakcheck.engine.consents import asker_for
        from leakcheck.engine.plan import make_plan

        self.today = job.today
        self.plan: Plan = make_plan(job.policy)
        self.asker: Asker | None = asker_for(job.policy)

    def check(self, item: Item) -> Result:
        from leakcheck.engine.check import check_draft
        from leakcheck.engine.run import load

        draft = load(item, self.plan.policy)
        if isinstance(draft, DraftReport):
            return draft, frozenset()
        report, used = check_draft(draft, self.plan, self.today, "", self.asker)
        return report._replace(draft=_light(draft)), used


def _prepare(job: Job) -> None:
    import gc
    import signal

    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the process that started us ends us
    gc.set_threshold(20_000, 50, 50)
    _Worker.ready = _Worker(job)


def check_chunk(items: list[Item]) -> list[Result]:
    """Check items in a process that `_prepare` has made ready."""
    worker = _Worker.ready
    if worker is None:
        raise RuntimeError("this process was not made ready")
    return [worker.check(item) for item in items]


def _light(draft: Draft) -> Draft:
    """Return a draft with what reports count and name: people, texts and attachments without their content."""
    nowhere = Origin("none")
    texts = tuple(text._replace(text="", regions=(), origin=nowhere, inside=(), grids=()) for text in draft.texts)
    recipients = tuple(person._replace(origin=nowhere) for person in draft.recipients)
    attachments = tuple(item._replace(head=b"", origin=nowhere) for item in draft.attachments)
    return type(draft)(
        draft.path, draft.format, texts=texts, recipients=recipients, attachments=attachments, template=draft.template
    )
