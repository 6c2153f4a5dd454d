"""The numbers of a text, found in one pass and sorted out for every family that wants digits."""

from __future__ import annotations

import re
from typing import NamedTuple


class Run(NamedTuple):
    """Digit groups with the separators between them: `650) 253-0000`, `4111 1111 1111 1111`.

    It starts and ends with a digit and holds at least six characters; separators are blank ( ) . - and /.
    `digits` is the run without them.
    """

    start: int
    end: int
    digits: str


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
_NOT_DIGITS = dict.fromkeys(map(ord, _SEPARATORS))
_SHORTEST, _LONGEST = 8, 64
_WIDEST = 40


def find(plain: str) -> Numbers:
    """Return the numbers of a text."""
    runs: list[Run] = []
    codes: list[tuple[int, int]] = []
    counts: list[int] = []
    seen = 0
    for found in re.finditer(_NUMBER, plain):
        start, end = found.span()
        junction = end - 2
        if found.lastindex == 1:
            raw = found[0].rstrip(_SEPARATORS)
            digits = raw.translate(_NOT_DIGITS)
            if len(raw) > 5 and not _is_table(raw, digits):
                runs.append(Run(start, start + len(raw), digits))
            junction = end - 1 if plain[end : end + 1].isalpha() and plain[end - 1].isdigit() else -1
        elif found.lastindex is None:
            counts.append(start)
            continue
        if junction >= seen:
            start, seen = _word_around(plain, junction)
            if _SHORTEST <= seen - start <= _LONGEST:
                codes.append((start, seen))
    return Numbers(runs, codes, counts)


def _word_around(plain: str, at: int) -> tuple[int, int]:
    """Return the ASCII word around a position, cut at 64 characters on either side."""
    head, tail = plain[max(at - _LONGEST, 0) : at], plain[at : at + _LONGEST + 1]
    return at - (len(head) - len(head.rstrip(_ALNUM))), at + len(tail) - len(tail.lstrip(_ALNUM))


def _is_table(raw: str, digits: str) -> bool:
    """Tell whether a long run is a row of small numbers: hardly three of five characters are digits."""
    return len(raw) > _WIDEST and len(digits) * 5 < len(raw) * 3
