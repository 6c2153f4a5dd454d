"""The numbers of a text, found in one pass and sorted out for every family that wants digits."""

from __future__ import annotations

import re
from functools import lru_cache

from leakcheck.detect.edges import is_date
from leakcheck.detect.folding import mapped
from leakcheck.model.record import NamedTuple


class Run(NamedTuple):
    """Digit groups with the separators between them: `650) 253-0000`, `4111 1111 1111 1111`.

    It starts and ends with a digit and holds at least six characters; separators are blank ( ) . - and /. `layout` is
    the run with every digit as 9: there are few of them, so that a family judges each once and remembers.
    """

    start: int
    end: int
    layout: str


class Numbers(NamedTuple):
    """What stands in a text, each in order.

    `runs` are digit runs; `codes` spans of ASCII words of 8 to 64 characters in which a letter follows a digit.
    """

    runs: list[Run]
    codes: list[tuple[int, int]]


_SHORTEST, _LONGEST = 8, 64
_SHAPES = bytes(ord("9" if chr(n).isdigit() else "A") if n < 128 and chr(n).isalnum() else n for n in range(256))
# A long run; else a digit that a letter follows, and what goes on like that.
_NUMBER = r"9(?:([-9 ().\/]{5,80}+)|9{0,30}+A(?:9{0,5}+A)*+)"
_WORD = "9A"
_SEPARATORS = " ().-/"
# Of day or month and of these in a row; `12-04-19` may as well be a part of a longer number.
_SHORT = ("9", "99")
_DATES = frozenset(
    sign.join(parts)
    for sign in "-/."
    for one in _SHORT
    for other in _SHORT
    for parts in (("9999", one, other), (one, other, "9999"), (one, other, "99"))
    if sign != "-" or "9999" in parts
)
_WIDEST = 40
_FEWEST = 6
_OCTET_DOTS = 3


def shape_of(plain: str) -> str:
    """Return a text of the same length with digits as 9 and ASCII letters as A; signs beyond Latin-1 become "?"."""
    return mapped(plain, _SHAPES).decode("latin-1")


def find(plain: str, shape: str) -> Numbers:
    """Return the numbers of a text whose shape is given."""
    runs: list[Run] = []
    codes: list[tuple[int, int]] = []
    seen = 0
    for found in re.finditer(_NUMBER, shape):
        start, end = found.span()
        if found.lastindex:
            layout = found[0].rstrip(_SEPARATORS)
            stop = start + len(layout)
            if _is_wanted(layout) and not (layout in _DATES and is_date(plain[start:stop])):
                runs.append(Run(start, stop, layout))
            if stop < end or shape[end : end + 1] != "A":
                continue
        if end > seen:
            begin, seen = _word_start(shape, start), _word_end(shape, end)
            if _SHORTEST <= seen - begin <= _LONGEST:
                codes.append((begin, seen))
    return Numbers(runs, codes)


def _word_start(shape: str, at: int) -> int:
    """Return where the ASCII word around a position starts, at most 64 characters before it."""
    head = shape[max(at - _LONGEST, 0) : at]
    return at - len(head) + len(head.rstrip(_WORD))


def _word_end(shape: str, at: int) -> int:
    tail = shape[at : at + _LONGEST + 1]
    return at + len(tail) - len(tail.lstrip(_WORD))


@lru_cache(4_096)
def _is_wanted(layout: str) -> bool:
    """Tell whether a family may want a run.

    None wants a row of small numbers in which hardly three of five characters are digits, nor a version, an amount or
    another number of fewer than six digits with dots, strokes or brackets, unless it starts as a decimal degree.
    """
    digits = layout.count("9")
    if len(layout) < _FEWEST or (len(layout) > _WIDEST and digits * 5 < len(layout) * 3):
        return False
    if digits >= _FEWEST or set("./()").isdisjoint(layout):
        return True
    return layout.count(".") >= _OCTET_DOTS or layout.startswith(("9.999", "99.999"))
