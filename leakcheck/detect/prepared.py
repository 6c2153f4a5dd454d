"""What every family needs to know about a text, worked out once and only when asked for."""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import TYPE_CHECKING, NamedTuple

from leakcheck.detect import masks, words

if TYPE_CHECKING:
    from leakcheck.detect.masks import Mask

# Characters that mail programs and word processors put where plain ones were meant. One for one: offsets stay.
_FOLDED = (
    *((chr(0xFF10 + n), str(n)) for n in range(10)),
    *((c, " ") for c in "\u00a0\u2007\u2009\u200a\u202f\u2002\u2003\u3000\u200b\u2060\ufeff"),
    *((c, "-") for c in "\u2010\u2011\u2012\u2013\u2014\u2212\u00ad\uff0d"),
    ("\uff0b", "+"),
    ("\uff08", "("),
    ("\uff09", ")"),
    ("\uff0e", "."),
    ("\uff1a", ":"),
    ("\uff20", "@"),
    ("\u2019", "'"),
)
_NOT_DIGITS = dict.fromkeys(map(ord, " ().-/"))
WINDOW_BEFORE, WINDOW_AFTER = 60, 45


class Run(NamedTuple):
    """Digit groups with the separators between them: `650) 253-0000`, `4111 1111 1111 1111`.

    It starts and ends with a digit and holds at least six characters; separators are blank ( ) . - and /.
    `digits` is the run without them.
    """

    start: int
    end: int
    digits: str


class Prepared:
    """A text with what families ask of it: each view is made on first use and kept.

    `text` is the text as given. `plain` is as long as `text`, with odd blanks, dashes and wide digits folded into
    ASCII; `lower` is `plain` in lower case, of the same length. All offsets count code points in `text`.
    """

    __slots__ = (
        "_codes",
        "_lines",
        "_lower",
        "_mask_starts",
        "_masks",
        "_runs",
        "_vocabulary",
        "_windows",
        "_words",
        "plain",
        "text",
    )

    def __init__(self, text: str) -> None:
        self.text = text
        self.plain = text if text.isascii() else _folded(text)
        self._lower: str | None = None
        self._runs: list[Run] | None = None
        self._codes: list[tuple[int, int]] | None = None
        self._words: list[str] | None = None
        self._vocabulary: frozenset[str] | None = None
        self._masks: list[Mask] | None = None
        self._mask_starts: list[int] = []
        self._lines: dict[int, bool] = {}
        self._windows: dict[tuple[int, int], str] = {}

    @property
    def lower(self) -> str:
        """Return `plain` in lower case, length kept ("İ" would grow and stays as it is)."""
        if self._lower is None:
            lower = self.plain.lower()
            if len(lower) != len(self.plain):
                lower = "".join(low if len(low := c.lower()) == 1 else c for c in self.plain)
            self._lower = lower
        return self._lower

    @property
    def digit_runs(self) -> list[Run]:
        """Return the digit runs outside masked stretches, in order."""
        if self._runs is None:
            self._runs = [run for run in _digit_runs(self.plain) if not self.masked(run.start)]
        return self._runs

    @property
    def codes(self) -> list[tuple[int, int]]:
        """Return spans of ASCII words of 8 to 64 characters in which a letter follows a digit, in order."""
        if self._codes is None:
            self._codes = [span for span in _codes(self.plain) if not self.masked(span[0])]
        return self._codes

    @property
    def tokens(self) -> list[str]:
        """Return all words of `lower` in order, as `WORD` defines them."""
        if self._words is None:
            self._words = re.findall(WORD, self.lower)
        return self._words

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
            if not (at and lower[at - 1].isalnum()) and not lower[at + size : at + size + 1].isalnum():
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
        return self._window(max(start - WINDOW_BEFORE, 0), start)

    def after(self, end: int) -> str:
        """Return the lower-case text in which a cue after `end` is looked for, blanks squeezed."""
        return self._window(end, end + WINDOW_AFTER)

    def _window(self, start: int, end: int) -> str:
        window = self._windows.get((start, end))
        if window is None:
            window = self._windows[start, end] = " ".join(self.lower[start:end].split())
        return window


# A word: letters and digits of any script, with apostrophes inside. Hyphens part words.
WORD = r"[^\W_]+(?:'[^\W_]+)*"


def _folded(text: str) -> str:
    for odd, plain in _FOLDED:
        if odd in text:
            text = text.replace(odd, plain)
    return text


def _digit_runs(plain: str) -> list[Run]:
    runs = []
    for found in re.finditer(r"[0-9][-0-9 ().\/]{5,80}", plain):
        raw = found[0].rstrip(" ().-/")
        if len(raw) > 5:
            start = found.start()
            runs.append(Run(start, start + len(raw), raw.translate(_NOT_DIGITS)))
    return runs


def _codes(plain: str) -> list[tuple[int, int]]:
    spans = []
    end = 0
    word = re.compile(r"[A-Za-z0-9]+")
    for found in re.finditer(r"[0-9][A-Za-z]", plain):
        at = found.start()
        if at < end:
            continue
        head = plain[max(at - 64, 0) : at]
        start = at - (len(head) - len(head.rstrip(_ALNUM)))
        match = word.match(plain, at)
        end = match.end() if match else at + 1
        if 8 <= end - start <= 64:
            spans.append((start, end))
    return spans


_ALNUM = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"
