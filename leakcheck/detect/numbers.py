"""The numbers of a text, found in one pass and sorted out for every family that wants digits."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from leakcheck.detect.edges import is_date


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

    `runs` are digit runs; `codes` spans of ASCII words of 8 to 64 characters in which a letter follows a digit;
    `counts` where a number of at most three digits starts that a word about time may follow ("79 years", "35-jährig").
    """

    runs: list[Run]
    codes: list[tuple[int, int]]
    counts: list[int]


_SHORTEST, _LONGEST = 8, 64
# The shape of a text: digits as 9, letters as a, those that open years, jahre, ans, años or anni as y; the rest stays.
_SHAPES = bytes(
    57 if chr(n).isdigit() else 121 if chr(n) in "yjaYJA" else 97 if chr(n).isalpha() else n for n in range(128)
) + bytes(range(128, 256))
# A word of at least eight characters around the two that were read.
_IN_LONG_WORD = "|".join(
    rf"(?<=[9ay]{{{behind}}})(?=[9ay]{{{_SHORTEST - behind}}})" for behind in range(2, _SHORTEST + 1)
)
# A long run; else a digit that a letter follows, in a long word; else a small number before years.
_NUMBER = rf"9(?:([-9 ().\/]{{5,80}}+)|9{{0,30}}+[ay](?:{_IN_LONG_WORD})()(?:9{{0,5}}+[ay])*+|9{{0,2}}[ -]y)"
_LETTERS = frozenset("ay")
_WORD = "9ay"
_SEPARATORS = " ().-/"
_DATE = r"9{4}([-/.])99?\1(?:99?)|99?([-/.])99?\2(?:9999)|99?([/.])99?\3(?:99)"
_WIDEST = 40
_FEWEST = 6
_OCTET_DOTS = 3


def find(plain: str) -> Numbers:
    """Return the numbers of a text."""
    shape = plain.encode("latin-1", "replace").translate(_SHAPES).decode("latin-1")
    runs: list[Run] = []
    codes: list[tuple[int, int]] = []
    counts: list[int] = []
    seen = 0
    for found in re.finditer(_NUMBER, shape):
        start, end = found.span()
        if found.lastindex is None:
            counts.append(start)
            continue
        if found.lastindex == 1:
            layout = found[0].rstrip(_SEPARATORS)
            stop = start + len(layout)
            if _is_wanted(layout) and not (_may_be_date(layout) and is_date(plain[start:stop])):
                runs.append(Run(start, stop, layout))
            if stop < end or shape[end : end + 1] not in _LETTERS:
                continue
        if end > seen:
            begin, seen = _word_start(shape, start), _word_end(shape, end)
            if _SHORTEST <= seen - begin <= _LONGEST:
                codes.append((begin, seen))
    return Numbers(runs, codes, counts)


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
    return layout.count(".") >= _OCTET_DOTS or re.match(r"9{1,2}\.9{3}", layout) is not None


@lru_cache(4_096)
def _may_be_date(layout: str) -> bool:
    """Tell whether a run has the form of a date; `12-04-19` may as well be a part of a longer number."""
    return re.fullmatch(_DATE, layout) is not None
