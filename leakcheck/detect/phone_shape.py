"""The shape of a phone number: which digits of a run may be dialled, and what looks like something else."""

from __future__ import annotations

import itertools
import re
from functools import lru_cache

from leakcheck.detect.edges import is_calendar, is_date, is_free_after
from leakcheck.model.record import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from leakcheck.detect.numbers import Run

_EXTENSION = r"[ ,;]{0,3}(?:x|ext\.?|extn\.?|extension|durchwahl|poste|#)[ .:]{0,2}[0-9]{1,6}(?![0-9A-Za-z])"
_EXTENSION_STARTS = frozenset("xXeEdDpP#")
# A part of a long run: no wide separator inside.
_PIECE = r"[0-9](?:[0-9.()/]| (?![ /-])|-(?! )){5,24}"
_YEARS = r"(?:1[89]|20)[0-9]{2} ?[-/] ?(?:1[89]|20)[0-9]{2}"
# "1003.1-2001" (a standard), "103.66 582" (drawing commands): decimals with something behind them.
_DECIMAL_PAIR = r"[0-9]{1,4}\.[0-9]{1,2}[ -][0-9]{1,4}(?:\.[0-9]{1,3})?"
_BOOK = r"[0-9]{1,5}([- ])[0-9]{2,7}\1[0-9]{2,7}\1[0-9]"  # ISBN-10: "0-8436-0221-3"
_NUMBERED = r"(?:19|20)[0-9]{2}/[0-9]{3,7}"  # "2026/0417": the 417th case of a year
_VERSION = r"[0-9]{1,4}(?:\.[0-9]{1,3}){1,3}\.[0-9]"  # "6533.50.6"
_INNER_DATE = r"(?:19|20)[0-9]{2}[-/][0-9]{2}[-/][0-9]{2}|[0-9]{1,2}\.[0-9]{1,2}\.(?:19|20)[0-9]{2}|[0-9]\.[0-9]\.[0-9]"
_SEPARATORS = " ().-/"
_NOT_DIGITS = dict.fromkeys(map(ord, _SEPARATORS + "+"))
# What parts no two groups of a number.
_NO_GAPS = ("   ", "..", "--", "///", "( ", " )", "()")
_APART = dict.fromkeys(map(ord, _SEPARATORS + "+"), " ")
_TO_NINES = dict.fromkeys(map(ord, "012345678"), ord("9"))
_OPENING = frozenset("+(")
_FEWEST, _WITH_CODE, MOST_DIGITS = 7, 9, 15
_MOST_GROUPS = 8
_COLUMN = 4  # digits of a column of its own: fewer may as well end the number
_HIGHEST_DRAWN = 70  # Keno


class Candidate(NamedTuple):
    """A possible number: `plus` tells of a + in front, `digits` leave it out."""

    start: int
    end: int
    digits: str
    plus: bool


@lru_cache(4_096)
def fits(layout: str) -> bool:
    """Tell whether a run may be or hold a phone number: at least seven digits, no decimal, no column of figures."""
    digits = layout.count("9")
    return digits > MOST_DIGITS or (digits >= _FEWEST and not _is_figure(layout)) or column_end(layout) > 0


@lru_cache(4_096)
def column_end(layout: str) -> int:
    """Return where the first column of a run ends when it has the digits of a number with its code, else 0."""
    end = layout.find("  ")
    return end if layout.count("9", 0, max(end, 0)) >= _WITH_CODE else 0


@lru_cache(4_096)
def is_grouped(layout: str) -> bool:
    """Tell whether a run has the digits of a North American number with its area code, and groups of four at most."""
    return layout.count("9") in {10, 11} and "99999" not in layout


def candidates(plain: str, run: Run) -> Iterator[Candidate]:
    """Yield the run when it has a phone's length, else its pieces between wide separators.

    Of the columns of a table the first is one when it starts as a number that is dialled from afar.
    """
    if run.layout.count("9") <= MOST_DIGITS and (end := column_end(run.layout)):
        first = _opened(plain, run.start, run.start + end)
        if first.plus or first.digits[0] == "0":
            yield first
            if run.layout.count("9", end) >= _COLUMN:
                return
    if run.layout.count("9") <= MOST_DIGITS:
        yield _opened(plain, run.start, run.end)
        return
    for piece in re.finditer(_PIECE, plain[run.start : run.end]):
        raw = piece[0].rstrip(_SEPARATORS)
        candidate = _opened(plain, run.start + piece.start(), run.start + piece.start() + len(raw))
        if _FEWEST <= len(candidate.digits) <= MOST_DIGITS:
            yield candidate


def _opened(plain: str, start: int, end: int) -> Candidate:
    """Return a candidate with the + and the bracket that open it; a bracket only where its twin follows."""
    if plain[start - 1 : start] not in _OPENING:
        return Candidate(start, end, plain[start:end].translate(_NOT_DIGITS), plus=False)
    head = plain[max(start - 2, 0) : start]
    opening = head[len(head.rstrip("+(")) :]
    if "(" in opening and ")" not in plain[start:end]:
        opening = opening.rpartition("(")[2]
    return Candidate(start - len(opening), end, plain[start:end].translate(_NOT_DIGITS), "+" in opening)


def is_something_else(raw: str, digits: str) -> bool:
    """Tell whether a run is a date, an IP address, two years, a column of figures or one digit repeated."""
    if is_date(raw.lstrip("(")) or digits == digits[0] * len(digits) or _is_figure(raw.translate(_TO_NINES)):
        return True
    if _is_dotted_figure(raw) or _is_book(raw, digits) or (raw[0] != "+" and re.search(_INNER_DATE, raw)):
        return True
    if len(raw) == len(digits) == 8 and is_calendar(int(raw[:4]), int(raw[4:6]), int(raw[6:])):
        return True
    return len(digits) == 8 and re.fullmatch(_YEARS, raw) is not None


def is_numbered(raw: str) -> bool:
    """Tell whether it may be the number of a file: "2026/0417"."""
    return re.fullmatch(_NUMBERED, raw) is not None


def _is_book(raw: str, digits: str) -> bool:
    """Tell whether a number is grouped as an ISBN of ten digits and has its check digit (ISO 2108:1992)."""
    if len(digits) != 10 or not re.fullmatch(_BOOK, raw):
        return False
    return sum(weight * int(digit) for weight, digit in zip(range(10, 0, -1), digits, strict=True)) % 11 == 0


def _is_dotted_figure(raw: str) -> bool:
    """Tell whether it is a pair of decimals, a version or the address of a device."""
    if "." not in raw:
        return False
    if re.fullmatch(_DECIMAL_PAIR, raw) or re.fullmatch(_VERSION, raw):
        return True
    groups = re.findall(r"[0-9]+", raw)
    return raw.count(".") == 3 and len(groups) == 4 and all(int(group) < 256 for group in groups)


def is_draw(raw: str) -> bool:
    """Tell whether a row of pairs ascends like the numbers of a lottery: hardly any phone number does."""
    if not re.match(r"[0-9]{2}(?: [0-9]{2}){4}(?![0-9])", raw):
        return False
    pairs = [int(raw[at : at + 2]) for at in range(0, 14, 3)]
    return pairs[-1] <= _HIGHEST_DRAWN and all(low < high for low, high in itertools.pairwise(pairs))


@lru_cache(4_096)
def _is_figure(layout: str) -> bool:
    """Tell whether a number is laid out as a decimal or as a column of figures."""
    apart = layout.removeprefix("+").replace("9", "")
    groups = len(layout.translate(_APART).split())
    return groups > _MOST_GROUPS or (groups == 2 and apart == ".") or any(gap in layout for gap in _NO_GAPS)


def with_extension(plain: str, end: int) -> int:
    """Return where a number ends, its extension included."""
    further = extension_end(plain, end)
    return further if further and is_free_after(plain, further) else end


def extension_end(plain: str, end: int) -> int:
    """Return where an extension that follows a number ends, 0 when none does."""
    if plain[end : end + 4].lstrip(" ,;")[:1] not in _EXTENSION_STARTS:
        return 0
    found = re.compile(_EXTENSION, re.IGNORECASE).match(plain, end)
    return found.end() if found else 0
