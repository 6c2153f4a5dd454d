"""What a number may touch, and what makes a run of digits something else: a date, a decimal, a part of a longer id."""

from __future__ import annotations

from functools import lru_cache

_REFUSED_BEFORE = frozenset("./#=@<$€£¥%_\\&~^*|+")
_REFUSED_AFTER = frozenset("/=@%_\\&~^°€$£#")
_MONTH, _DAY = 12, 31


def is_free(plain: str, start: int, end: int, allowed: str = "") -> bool:
    """Tell whether a candidate stands alone: no letter, digit, currency or path sign touches it.

    `allowed` names signs that may stand before it.
    """
    return is_free_before(plain, start, allowed) and is_free_after(plain, end)


def is_free_before(plain: str, start: int, allowed: str = "") -> bool:
    """Tell whether nothing at the left edge of a candidate makes it part of something longer."""
    before = plain[start - 1] if start else " "
    further = plain[start - 2] if start > 1 else " "
    if before.isalnum() or (before in _REFUSED_BEFORE and before not in allowed):
        return False
    return not (before == "-" and further.isalnum()) and not (before in ",:" and further.isdigit())


def is_free_after(plain: str, end: int) -> bool:
    """Tell whether nothing at the right edge of a candidate makes it part of something longer."""
    after = plain[end : end + 2]
    if not after:
        return True
    if after[0].isalnum() or after[0] in _REFUSED_AFTER:
        return False
    return not (after[0] in "-.,:+" and after[1:].isalnum() and (after[0] in "-+" or after[1:].isdigit()))


@lru_cache(4_096)  # several families ask of the same run
def is_date(raw: str) -> bool:
    """Tell whether a run starts as a calendar date: 2014-04-12, 12.04.2014, 3/10/84, 20140412 (and what follows it)."""
    head = raw.split(" ", 1)[0].strip("().")
    for separator in "-/.":
        if head.count(separator) == 2:
            a, b, c = head.split(separator)
            if a.isdigit() and b.isdigit() and c.isdigit():
                return max(len(a) % 4, len(b)) <= 2 and is_calendar(int(a), int(b), int(c))
    return False


def is_calendar(a: int, b: int, c: int) -> bool:
    """Tell whether three numbers are year-month-day, day-month-year or month-day-year."""
    if 1850 <= a <= 2199:
        return 1 <= b <= _MONTH and 1 <= c <= _DAY
    year = c < 100 or 1850 <= c <= 2199
    return year and a >= 1 and b >= 1 and min(a, b) <= _MONTH and max(a, b) <= _DAY
