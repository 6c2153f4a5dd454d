"""National identity numbers, dispatched by layout: check digits alone where they are strong, else with a word near."""

from __future__ import annotations

from functools import cache, lru_cache

from leakcheck.detect.national.layouts import ALONE, CUED, WIDEST, WIDTHS

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from leakcheck.detect.prepared import Prepared
    from leakcheck.model.sighting import Sighting

_LETTERS = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
_ALNUM = _LETTERS + "0123456789"
_BESIDE = frozenset(_ALNUM + " -+")
_REACH = 6
_MOST_TOKENS = 12
_FEWEST = 6


def find(prepared: Prepared, _region: str) -> Iterator[Sighting]:
    """Yield national identity numbers: a number proves itself or is named, wherever the sender is."""
    spans = dict.fromkeys(_spans(prepared))
    if not spans:
        return
    from leakcheck.detect.national.judging import judge, may_name

    named = may_name(prepared)
    for start, end in spans:
        sighting = judge(prepared, start, end, named=named)
        if sighting:
            yield sighting


def _spans(prepared: Prepared) -> Iterator[tuple[int, int]]:
    """Yield the spans of whole words that have the layout of a number."""
    for start, end in _stretches(prepared):
        for begin, stop in _windows(prepared.shape[start:end]):
            yield start + begin, start + stop


def _stretches(prepared: Prepared) -> Iterator[tuple[int, int]]:
    """Yield digit runs with the letters at their ends, and codes."""
    plain = prepared.plain
    for run in prepared.runs(_may_hold_one):
        yield _left_of(plain, run.start), _right_of(plain, run.end)
    for start, end in prepared.codes:
        if end - start <= WIDEST:
            yield start, end


@lru_cache(4_096)
def _may_hold_one(layout: str) -> bool:
    """Tell whether words of a run are the digits of a number, whatever letters stand around them."""
    words = layout.split(" ")
    if layout.count("9") < _FEWEST or len(words) > _MOST_TOKENS:
        return False
    ends = range(1, len(words) + 1)
    return any(" ".join(words[begin:end]) in _cores() for end in ends for begin in range(end))


@cache
def _cores() -> frozenset[str]:
    """Return the layouts of numbers without their letters: "99 99 99" of "AA 99 99 99 A"."""
    parts = (part for layout in (*ALONE, *CUED) for part in layout.replace("+", "A").split("A"))
    return frozenset(part.strip(" ().-/") for part in parts) - {""}


def _left_of(plain: str, start: int) -> int:
    """Return where letters that belong to a run start: "AB" in `AB 12 34 56 C`, "X" in `X-1234567-L`."""
    if start and plain[start - 1] not in _BESIDE:
        return start
    at = start - (start > 0 and plain[start - 1] in " -")
    head = plain[max(start - _REACH, 0) : at]
    at -= len(head) - len(head.rstrip(_LETTERS))
    return at if at < start - 1 or plain[at : at + 1].isalnum() else start


def _right_of(plain: str, end: int) -> int:
    if plain[end : end + 1] not in _BESIDE:
        return end
    at = end + (plain[end : end + 1] in {" ", "-", "+"} and plain[end + 1 : end + 2].isalnum())
    floor = at
    tail = plain[at : at + _REACH + 4]
    at += len(tail) - len(tail.lstrip(_ALNUM))
    if plain[at : at + 1] == " " and at - floor == 1:  # "12 190367 K 006": one letter between groups
        while at < len(plain) and at - floor < _REACH and (plain[at] == " " or plain[at].isdigit()):
            at += 1
        at -= plain[at - 1] == " "
    return at if at > floor else end


@lru_cache(4_096)
def _windows(layout: str) -> tuple[tuple[int, int], ...]:
    """Return the spans of whole words, at most seven in a row, that have the layout of a number."""
    bounds = [0, *(at + 1 for at, sign in enumerate(layout) if sign == " ")]
    if len(bounds) > _MOST_TOKENS:
        return ()
    ends = [at - 1 for at in bounds[1:]] + [len(layout)]
    return tuple(
        (begin, stop)
        for first, begin in enumerate(bounds)
        for stop in ends[first : first + 7]
        if stop - begin in WIDTHS and (layout[begin:stop] in ALONE or layout[begin:stop] in CUED)
    )
