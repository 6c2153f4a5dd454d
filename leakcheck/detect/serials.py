"""Tokens that may be a number of a document or an account: only a word before them can tell."""

from __future__ import annotations

import re
from functools import lru_cache

from leakcheck.detect.edges import is_date

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from leakcheck.detect.prepared import Prepared

_JOINED = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-"


def find(prepared: Prepared) -> Iterator[tuple[int, int]]:
    """Yield spans of five to thirty characters with at least five digits, letters and hyphens that touch included.

    Nine and more capitals and digits need three digits only: `U1K55H4TX`.
    A run of groups with blanks counts as one unless its first group is long enough alone.
    """
    plain = prepared.plain
    last = 0
    runs = ((run.start, run.start + _first_long(run.layout)) for run in prepared.runs(bool))
    spans = sorted({*runs, *prepared.codes})
    for start, end in spans:
        if start < last:
            continue
        head, tail = plain[max(start - 30, 0) : start], plain[end : end + 30]
        start -= len(head) - len(head.rstrip(_JOINED))
        end += len(tail) - len(tail.lstrip(_JOINED))
        while start < end and plain[start] == "-":
            start += 1
        raw = plain[start:end].rstrip("-")
        last = end
        if 5 <= len(raw) <= 30 and _has_digits(raw) and not is_date(raw) and _is_apart(plain, start, end):
            yield start, start + len(raw)


def _has_digits(raw: str) -> bool:
    digits = sum(map(str.isdigit, raw))
    return digits >= 5 or (digits >= 3 and len(raw) >= 9 and raw.isupper() and raw.isalnum())


@lru_cache(4_096)
def _first_long(layout: str) -> int:
    """Return how long the first group of a run is when it is long enough alone, else how long the run is."""
    group = re.match(r"9[-9]{5,}", layout)
    return group.end() if group else len(layout)


def _is_apart(plain: str, start: int, end: int) -> bool:
    before, after = plain[start - 1 : start], plain[end : end + 2]
    if before in {".", "/", "@", "_", "\\", "$", "€", "£", "%", "<"} or after[:1] in {"/", "@", "_", "\\", "%", "€"}:
        return False
    return not (after[:1] in {".", ",", ":"} and after[1:].isalnum())
