"""What every family needs to know about a text, worked out once and only when asked for."""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING

from leakcheck.detect import cues, folding, masks, numbers, words

if TYPE_CHECKING:
    from leakcheck.detect.cues import Window
    from leakcheck.detect.masks import Mask
    from leakcheck.detect.numbers import Numbers, Run

_BEFORE, _AFTER = 60, 45


class Prepared:
    """A text with what families ask of it: each view is made on first use and kept.

    `text` is the text as given. `plain` is as long as `text`, with odd blanks, dashes and wide digits folded into
    ASCII; `lower` is `plain` in lower case, of the same length. All offsets count code points in `text`.
    """

    __slots__ = (
        "_lines",
        "_lower",
        "_mask_starts",
        "_masks",
        "_numbers",
        "_serials",
        "_vocabulary",
        "_windows",
        "plain",
        "text",
    )

    def __init__(self, text: str) -> None:
        self.text = text
        self.plain = folding.folded(text)
        self._lower: str | None = None
        self._numbers: Numbers | None = None
        self._serials: list[tuple[int, int]] | None = None
        self._vocabulary: frozenset[str] | None = None
        self._masks: list[Mask] | None = None
        self._mask_starts: list[int] = []
        self._lines: dict[int, bool] = {}
        self._windows: dict[tuple[int, int], Window] = {}

    @property
    def lower(self) -> str:
        """Return `plain` in lower case, length kept ("İ" would grow and stays as it is)."""
        if self._lower is None:
            self._lower = folding.lowered(self.plain)
        return self._lower

    @property
    def numbers(self) -> Numbers:
        """Return the numbers of the text outside masked stretches, sorted out in one pass."""
        if self._numbers is None:
            found = numbers.find(self.plain)
            self._numbers = numbers.Numbers(
                [run for run in found.runs if not self.masked(run.start)],
                [span for span in found.codes if not self.masked(span[0])],
                found.counts,
            )
        return self._numbers

    @property
    def digit_runs(self) -> list[Run]:
        """Return the digit runs outside masked stretches, in order."""
        return self.numbers.runs

    @property
    def codes(self) -> list[tuple[int, int]]:
        """Return spans of ASCII words of 8 to 64 characters in which a letter follows a digit, in order."""
        return self.numbers.codes

    @property
    def serials(self) -> list[tuple[int, int]]:
        """Return spans that may be a number of a document or an account, in order."""
        if self._serials is None:
            from leakcheck.detect import serials

            self._serials = list(serials.find(self))
        return self._serials

    @property
    def vocabulary(self) -> frozenset[str]:
        """Return the distinct words of `lower`: intersect it with a term list before looking for places."""
        if self._vocabulary is None:
            self._vocabulary = words.vocabulary(self.lower)
        return self._vocabulary

    def places(self, phrase: str) -> list[int]:
        """Return where a phrase in lower case stands as whole words, ascending."""
        found = []
        lower, size = self.lower, len(phrase)
        at = lower.find(phrase)
        while at >= 0:
            goes_on = phrase[-1].isalnum() and lower[at + size : at + size + 1].isalnum()
            if not goes_on and not (at and lower[at - 1].isalnum()):
                found.append(at)
            at = lower.find(phrase, at + size)
        return found

    @property
    def masked_spans(self) -> list[Mask]:
        """Return the stretches in which numbers are never personal data (URLs, Message-IDs, encoded blocks)."""
        if self._masks is None:
            self._masks = masks.find(self.plain)
            self._mask_starts = [mask.start for mask in self._masks]
        return self._masks

    def masked(self, position: int) -> bool:
        """Tell whether a position stands in a masked stretch or in a line of encoded data."""
        spans = self.masked_spans
        at = bisect_right(self._mask_starts, position) - 1
        return (at >= 0 and position < spans[at].end) or self._in_encoded_line(position)

    def _in_encoded_line(self, position: int) -> bool:
        start = self.plain.rfind("\n", max(position - 160, 0), position) + 1
        if start not in self._lines:
            end = self.plain.find("\n", position, position + 160)
            self._lines[start] = masks.is_encoded(self.plain[start : end if end >= 0 else position + 160])
        return self._lines[start]

    def before(self, start: int) -> str:
        """Return the lower-case text in which a cue before `start` is looked for, blanks squeezed."""
        return self.window_before(start).text

    def after(self, end: int) -> str:
        """Return the lower-case text in which a cue after `end` is looked for, blanks squeezed."""
        return self.window_after(end).text

    def window_before(self, start: int) -> Window:
        """Return the window of at most 60 characters before a candidate."""
        return self._window(max(start - _BEFORE, 0), start)

    def window_after(self, end: int) -> Window:
        """Return the window of at most 45 characters after a candidate."""
        return self._window(end, end + _AFTER)

    def _window(self, start: int, end: int) -> Window:
        known = self._windows.get((start, end))
        if known is None:
            known = self._windows[start, end] = cues.window(self.lower[start:end])
        return known
