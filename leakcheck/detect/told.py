"""Names and values that a text holds apart, read as lines of "name: value"."""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import cache

from leakcheck.detect import NAMED, scan_running
from leakcheck.detect.words import vocabulary
from leakcheck.model.severity import Confidence

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from leakcheck.model.sighting import Sighting

    Cell = tuple[int, str]  # where it starts in the text, what it holds

_LONGEST_NAME = 40
_UNSPACED = "\u2e80"


def told(pairs: Iterable[tuple[str, Cell]], region: str, kinds: frozenset[str] | None) -> Iterator[Sighting]:
    """Yield what lines of "name: value" show, at its place in the text, for names that some detector knows."""
    known: dict[str, str] = {}
    lines: list[str] = []
    starts: list[int] = []  # of the values among the lines
    ends: list[int] = []
    shifts: list[int] = []
    size = 0
    for written, (place, value) in pairs:
        name = known.get(written)
        if name is None:
            name = known[written] = label(written)
        if name and re.search(r"\w", value):
            starts.append(size + len(name) + 2)
            shifts.append(place - starts[-1])
            lines.append(f"{name}: {value}\n")
            size += len(lines[-1])
            ends.append(size - 1)
    if not lines:
        return
    for sighting in scan_running("".join(lines), region, NAMED if kinds is None else NAMED & kinds):
        at = bisect_right(starts, sighting.start) - 1
        if at >= 0 and sighting.end <= ends[at] and sighting.confidence >= Confidence.MEDIUM:
            yield sighting._replace(start=sighting.start + shifts[at], end=sighting.end + shifts[at])


def label(written: str) -> str:
    """Return a name without its marks when a detector looks for a word of it, "" for any other."""
    name = written.strip(" \"'*_>")
    if not 2 <= len(name) <= _LONGEST_NAME:
        return ""
    lower = name.lower()
    known = not label_words().isdisjoint(vocabulary(lower)) or any(char >= _UNSPACED for char in lower)
    return name if known else ""


@cache
def label_words() -> frozenset[str]:
    """Return the words of which a name holds one that a detector looks for."""
    from leakcheck.detect.builtin_labels import WORDS

    return frozenset(WORDS.split())
