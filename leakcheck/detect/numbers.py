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


# A long run; else a digit that a letter follows; else a small number before y, j or a: years, jahre, ans, años, anni.
_NUMBER = r"[0-9](?:([-0-9 ().\/]{5,80})|([0-9]{0,30}[A-Za-z])|[0-9]{0,2}[ -][yjaYJA])"
_ALNUM = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"
_SEPARATORS = " ().-/"
_TO_NINES = dict.fromkeys(map(ord, "012345678"), ord("9"))
_DATE = r"9{4}([-/.])99?\1(?:99?)|99?([-/.])99?\2(?:9999)|99?([/.])99?\3(?:99)"
_SHORTEST, _LONGEST = 8, 64
_WIDEST = 40
_FEWEST = 6
_OCTET_DOTS = 3


def find(plain: str) -> Numbers:
    """Return the numbers of a text."""
    runs: list[Run] = []
    codes: list[tuple[int, int]] = []
    counts: list[int] = []
    seen = 0
    for found in re.finditer(_NUMBER, plain):
        if found.lastindex == 1:
            whole = found[0]
            raw = whole.rstrip(_SEPARATORS)
            layout = raw.translate(_TO_NINES)
            end = found.end()
            if _is_wanted(layout) and not (_may_be_date(layout) and is_date(raw)):
                start = found.start()
                runs.append(Run(start, start + len(raw), layout))
            if len(raw) < len(whole) or not plain[end : end + 1].isalpha():
                continue
            junction = end - 1
        elif found.lastindex is None:
            counts.append(found.start())
            continue
        else:
            junction = found.end() - 2
        if junction >= seen:
            start, seen = _word_around(plain, junction)
            if _SHORTEST <= seen - start <= _LONGEST:
                codes.append((start, seen))
    return Numbers(runs, codes, counts)


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


def _word_around(plain: str, at: int) -> tuple[int, int]:
    """Return the ASCII word around a position, cut at 64 characters on either side."""
    head, tail = plain[max(at - _LONGEST, 0) : at], plain[at : at + _LONGEST + 1]
    return at - (len(head) - len(head.rstrip(_ALNUM))), at + len(tail) - len(tail.lstrip(_ALNUM))
