"""What every family needs to know about a text, worked out once and only when asked for."""

from __future__ import annotations

from bisect import bisect_right

from leakcheck.detect import emphasis, encoded, folding, masks, numbers, words

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable

    from leakcheck.detect.cues import Cues
    from leakcheck.detect.masks import Mask
    from leakcheck.detect.numbers import Numbers, Run

_BEFORE, _AFTER = 60, 45


class Prepared:
    """A text with what families ask of it: each view is made on first use and kept.

    `text` is the text as given. `whole` is as long as `text`, with odd blanks, dashes and wide digits folded into
    ASCII; `encoded` are the spans of encoded blocks, and `plain` is `whole` with blanks in their place and in that of
    marks of emphasis; `lower` is `plain` in lower case with `account_number` in two words, of the same length. All
    offsets count code points in `text`.
    """

    __slots__ = (
        "_codes",
        "_lines",
        "_linked",
        "_live",
        "_lower",
        "_mask_starts",
        "_masks",
        "_may_hold_dump",
        "_numbers",
        "_postcodes",
        "_runs",
        "_serials",
        "_shape",
        "_vocabulary",
        "_windows",
        "encoded",
        "plain",
        "text",
        "whole",
    )

    def __init__(self, text: str) -> None:
        self.text = text
        self.whole = folding.folded(text)
        self.encoded = encoded.find(self.whole)
        self.plain = emphasis.blanked(encoded.blanked(self.whole, self.encoded))
        self._lower: str | None = None
        self._numbers: Numbers | None = None
        self._runs: list[Run] | None = None
        self._codes: list[tuple[int, int]] | None = None
        self._serials: list[tuple[int, int]] | None = None
        self._postcodes: list[tuple[int, int]] | None = None
        self._shape: str | None = None
        self._vocabulary: frozenset[str] | None = None
        self._masks: list[Mask] | None = None
        self._mask_starts: list[int] = []
        self._lines: dict[int, bool] = {}
        self._may_hold_dump: bool | None = None
        self._linked: bool | None = None
        self._live: dict[Cues, tuple[str, ...]] = {}
        self._windows: dict[tuple[int, int], str] = {}

    @property
    def lower(self) -> str:
        """Return `plain` in lower case with blanks for underscores, length kept ("İ" would grow and stays as it is)."""
        if self._lower is None:
            self._lower = folding.lowered(self.plain).replace("_", " ")
        return self._lower

    @property
    def shape(self) -> str:
        """Return `plain` with every digit as 9 and every ASCII letter as A, of the same length."""
        if self._shape is None:
            self._shape = numbers.shape_of(self.plain)
        return self._shape

    @property
    def numbers(self) -> Numbers:
        """Return the numbers of the text, masked ones too, sorted out in one pass."""
        if self._numbers is None:
            self._numbers = numbers.find(self.plain, self.shape)
        return self._numbers

    @property
    def unmasked(self) -> list[Run]:
        """Return the digit runs outside masked stretches, in order."""
        if self._runs is None:
            self._runs = [run for run in self.numbers.runs if not self.masked(run.start)]
        return self._runs

    def runs(self, fits: Callable[[str], bool]) -> list[Run]:
        """Return the digit runs whose layout fits, outside masked stretches, in order."""
        return [run for run in self.unmasked if fits(run.layout)]

    @property
    def codes(self) -> list[tuple[int, int]]:
        """Return spans of ASCII words of 8 to 64 characters in which a letter follows a digit, unmasked, in order."""
        if self._codes is None:
            self._codes = [span for span in self.numbers.codes if not self.masked(span[0])]
        return self._codes

    @property
    def serials(self) -> list[tuple[int, int]]:
        """Return spans that may be a number of a document or an account, in order."""
        if self._serials is None:
            from leakcheck.detect import serials

            self._serials = list(serials.find(self))
        return self._serials

    @property
    def postcodes(self) -> list[tuple[int, int]]:
        """Return spans that may be a postcode, in order."""
        if self._postcodes is None:
            from leakcheck.detect import postal_code

            self._postcodes = list(postal_code.candidates(self))
        return self._postcodes

    @property
    def vocabulary(self) -> frozenset[str]:
        """Return the distinct words of `lower`: intersect it with a term list before looking for places."""
        if self._vocabulary is None:
            self._vocabulary = words.vocabulary(self.lower)
        return self._vocabulary

    def places(self, phrase: str) -> list[int]:
        """Return where a phrase in lower case stands as whole words, ascending."""
        found = []
        lower, size, open_end = self.lower, len(phrase), phrase[-1].isalnum()
        at = lower.find(phrase)
        while at >= 0:
            end = at + size
            if not (open_end and lower[end : end + 1].isalnum()) and not (at and lower[at - 1].isalnum()):
                found.append(at)
            at = lower.find(phrase, end)
        return found

    @property
    def linked(self) -> bool:
        """Tell whether the text holds a link with its scheme."""
        if self._linked is None:
            self._linked = "/" in self.plain and "://" in self.plain  # one sign is found thirty times as fast
        return self._linked

    @property
    def masked_spans(self) -> list[Mask]:
        """Return the stretches in which numbers are never personal data (URLs, Message-IDs, encoded blocks)."""
        if self._masks is None:
            self._masks = masks.find(self)
            self._mask_starts = [mask.start for mask in self._masks]
        return self._masks

    def masked(self, position: int) -> bool:
        """Tell whether a position stands in a masked stretch or in a line of a hex dump."""
        spans = self.masked_spans if self._masks is None else self._masks
        if spans:
            at = bisect_right(self._mask_starts, position) - 1
            if at >= 0 and position < spans[at].end:
                return True
        return self._in_dump(position)

    def _in_dump(self, position: int) -> bool:
        if self._may_hold_dump is None:
            self._may_hold_dump = masks.may_hold_dump(self.plain)
        if not self._may_hold_dump:
            return False
        floor = max(position - masks.LINE_LIMIT, 0)
        start = self.plain.rfind("\n", floor, position) + 1
        if floor and not start:
            return False
        known = self._lines.get(start)
        if known is None:
            end = self.plain.find("\n", position, position + masks.LINE_LIMIT)
            line = self.plain[start : end if end >= 0 else position + masks.LINE_LIMIT]
            known = self._lines[start] = masks.is_dump(line)
        return known

    def live(self, cues: Cues) -> tuple[str, ...]:
        """Return the cues of a list that the text holds."""
        found = self._live.get(cues)
        if found is None:
            found = self._live[cues] = cues.among(self.vocabulary, self.lower)
        return found

    def before(self, start: int) -> str:
        """Return the at most 60 characters before `start` in which a cue is looked for, lower case, blanks squeezed."""
        return self._window(max(start - _BEFORE, 0), start)

    def after(self, end: int) -> str:
        """Return the at most 45 characters after `end` in which a cue is looked for, lower case, blanks squeezed."""
        return self._window(end, end + _AFTER)

    def _window(self, start: int, end: int) -> str:
        known = self._windows.get((start, end))
        if known is None:
            bare = self.lower[start:end].replace(">", " ")  # marks of a quotation may stand inside of a cue
            known = self._windows[start, end] = " ".join(bare.split())
        return known
