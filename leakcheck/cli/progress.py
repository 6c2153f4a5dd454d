"""A progress bar on standard error, for folders and large stores, on a terminal only."""

from __future__ import annotations

import os
import sys
import time

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from typing import Self, TextIO

    from leakcheck.model.finding import DraftReport

LARGE = 1024 * 1024  # a store of this size holds about two thousand short drafts, which take two seconds
_INTERVAL = 0.1
_BAR = 24
_WIPE = "\r\x1b[K"


class Progress:
    """Draws how many bytes of drafts have been checked; without a stream it draws nothing."""

    def __init__(self, total: int, stream: TextIO | None) -> None:
        self._total = max(total, 1)
        self._stream = stream
        self._drafts = self._bytes = 0
        self._next = time.monotonic() + _INTERVAL
        self._drawn = False

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.hide()

    def follow(self, reports: Iterable[DraftReport]) -> Iterator[DraftReport]:
        """Yield the reports and count what they came from."""
        if self._stream is None:
            yield from reports
            return
        for report in reports:
            self._drafts += 1
            self._bytes += len(report.draft.buffers[0].data) if report.draft and report.draft.buffers else 0
            if (now := time.monotonic()) >= self._next:
                self._next = now + _INTERVAL
                self._draw()
            yield report

    def hide(self) -> None:
        """Take the bar away, before something else is written to the terminal."""
        if self._drawn and self._stream:
            self._stream.write(_WIPE)
            self._stream.flush()
            self._drawn = False

    def _draw(self) -> None:
        if self._stream:
            share = min(self._bytes / self._total, 1.0)
            bar = "#" * int(share * _BAR)
            drafts = f"{self._drafts:,} draft{'s' * (self._drafts != 1)}"
            self._stream.write(f"{_WIPE}[{bar:.<{_BAR}}] {share:4.0%}  {drafts}")
            self._stream.flush()
            self._drawn = True


def progress_for(paths: Iterable[str]) -> Progress:
    """Return a bar for folders and large files, or one that draws nothing."""
    if not sys.stderr.isatty() or os.environ.get("TERM", "") == "dumb":
        return Progress(0, None)
    known = [path for path in paths if path != "-"]
    if not any(os.path.isdir(path) for path in known) and sum(map(_size, known)) < LARGE:  # noqa: PTH112 - as in run.py
        return Progress(0, None)
    return Progress(sum(map(_total, known)), sys.stderr)


def _total(path: str) -> int:
    if not os.path.isdir(path):  # noqa: PTH112 - as in run.py
        return _size(path)
    return sum(_size(os.path.join(folder, name)) for folder, _, names in os.walk(path) for name in names)  # noqa: PTH118 - as in run.py


def _size(path: str) -> int:
    try:
        return os.path.getsize(path)  # noqa: PTH202 - as in run.py
    except OSError:
        return 0
