"""National identity numbers, dispatched by layout: check digits alone where they are strong, else with a word near."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from leakcheck.detect import cues
from leakcheck.detect.edges import is_free
from leakcheck.detect.national.layouts import ALONE, CUED, WIDEST, WIDTHS
from leakcheck.model.severity import Confidence
from leakcheck.model.sighting import Sighting

if TYPE_CHECKING:
    from collections.abc import Iterator

    from leakcheck.detect.prepared import Prepared

_TO_LAYOUT = str.maketrans("0123456789" + "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ", "9" * 10 + "A" * 52)
_NOT_COMPACT = str.maketrans("", "", " .-/+")
_REACH = 6
_MOST_TOKENS = 12
_FEWEST = 6
# The one number that everybody types for a social security number, with or without hyphens.
_BARE_SAMPLES = frozenset({"123456789"})
# Layouts that a number of no person takes as easily: the text must not speak of orders, parts or phones.
_SHAPE_ONLY = frozenset({"us-ssn", "us-itin", "gb-nino", "sg-nric"})
_OTHER_NUMBERS = cues.index(
    """
    part, part number, order, order number, invoice, ticket, tracking, serial, model, sku, item, product, case,
    isbn, issn, catalog, phone, fax, tel, ref, reference, bug, zip, rfc
    """
)


def find(prepared: Prepared, _region: str) -> Iterator[Sighting]:
    """Yield national identity numbers: a number proves itself or is named, wherever the sender is."""
    seen: set[tuple[int, int]] = set()
    for start, end in _stretches(prepared):
        for begin, stop in _windows(prepared.plain[start:end].translate(_TO_LAYOUT)):
            span = (start + begin, start + stop)
            if span not in seen:
                seen.add(span)
                sighting = _judge(prepared, *span)
                if sighting:
                    yield sighting


def _stretches(prepared: Prepared) -> Iterator[tuple[int, int]]:
    """Yield digit runs with the letters at their ends, and codes."""
    plain = prepared.plain
    for run in prepared.runs(_fits):
        yield _left_of(plain, run.start), _right_of(plain, run.end)
    for start, end in prepared.codes:
        if end - start <= WIDEST:
            yield start, end


def _fits(layout: str) -> bool:
    return layout.count("9") >= _FEWEST


def _left_of(plain: str, start: int) -> int:
    """Return where letters that belong to a run start: "AB" in `AB 12 34 56 C`, "X" in `X-1234567-L`."""
    at = start - (start > 0 and plain[start - 1] in " -")
    while at > 0 and start - at < _REACH and plain[at - 1].isascii() and plain[at - 1].isalpha():
        at -= 1
    return at if at < start - 1 or plain[at : at + 1].isalnum() else start


def _right_of(plain: str, end: int) -> int:
    at = end + (plain[end : end + 1] in {" ", "-", "+"} and plain[end + 1 : end + 2].isalnum())
    floor = at
    while at < len(plain) and at - floor < _REACH + 4 and plain[at].isascii() and plain[at].isalnum():
        at += 1
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


def _judge(prepared: Prepared, start: int, end: int) -> Sighting | None:
    raw = prepared.plain[start:end]
    layout = raw.translate(_TO_LAYOUT)
    alone, cued = ALONE.get(layout, ()), CUED.get(layout, ())
    if not is_free(prepared.plain, start, end, "=#"):
        return None
    from leakcheck.detect.national.proofs import SAMPLES, is_proved
    from leakcheck.detect.national.words import CUES, PLAIN_SPOKEN

    compact = raw.upper() if layout == "999999-999A" else raw.upper().translate(_NOT_COMPACT)
    sample = compact in SAMPLES
    named = [detail for detail in (*alone, *cued) if cues.names(prepared, start, end, CUES[detail])]
    for detail in named:
        if is_proved(detail, compact):
            return Sighting("national-id", start, end, Confidence.HIGH, detail, sample)
    for detail in named:
        if detail in PLAIN_SPOKEN and len(set(compact)) > 2:
            return Sighting("national-id", start, end, Confidence.MEDIUM, detail, sample)
    for detail in alone:
        if is_proved(detail, compact) and not _is_other(prepared, start):
            confidence = Confidence.MEDIUM if detail in _SHAPE_ONLY else Confidence.HIGH
            return Sighting("national-id", start, end, confidence, detail, sample)
    if raw in _BARE_SAMPLES and not prepared.plain[max(start - 3, 0) : start].rstrip().isupper():
        return Sighting("national-id", start, end, Confidence.MEDIUM, "us-ssn", sample=True)
    return None


def _is_other(prepared: Prepared, start: int) -> bool:
    return cues.leads(prepared, start, _OTHER_NUMBERS, 30)
