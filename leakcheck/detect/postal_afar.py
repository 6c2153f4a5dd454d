"""Addresses of Japan and Korea in Latin letters, and where streets meet: "the corner of Mill Street and 9 High Row"."""

from __future__ import annotations

import re
from functools import cache

from leakcheck.detect.postal_parts import BREAK, PARTICLE, TOWN, UPPER, without_dot
from leakcheck.model.severity import Confidence
from leakcheck.model.sighting import Sighting

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from leakcheck.detect.prepared import Prepared

# Wards, cities, towns and villages of Japan; wards, cities and counties of Korea.
_JAPANESE = frozenset({"ku", "shi", "cho", "machi", "gun"})
_KOREAN = frozenset({"gu", "si", "gun"})
WORDS = _JAPANESE | _KOREAN | {"corner"}
_REACH = 90
_PART = rf"[{UPPER}][\w'-]{{1,24}}"
_ROOM = r"(?:(?i:room|apt\.?|unit|flat|#)[ ]?[\w-]{1,8},[ ])?"


def find(prepared: Prepared) -> Iterator[Sighting]:
    """Yield such addresses: high with a postcode of the country, medium for a corner with a number."""
    plain = prepared.plain
    for word in sorted(prepared.vocabulary & (_JAPANESE | _KOREAN)):
        for place in prepared.places(word):
            if plain[place - 1 : place] == "-" and not prepared.masked(place):
                for land, words in ((_japanese, _JAPANESE), (_korean, _KOREAN)):
                    if word in words and (span := _around(plain, place, place + len(word), *land())):
                        yield Sighting("postal-address", *span, Confidence.HIGH)
                        break
    if "corner" in prepared.vocabulary:
        yield from _corners(prepared)


def _around(plain: str, start: int, end: int, head: re.Pattern[str], tail: re.Pattern[str]) -> tuple[int, int] | None:
    """Return the span of an address around the name of a ward that ends in a word at a place."""
    before = head.search(plain, max(start - _REACH, 0), start)
    after = before and tail.match(plain, end)
    return (before.start(), after.end()) if before and after else None


@cache
def _japanese() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Return the patterns for "3-14-5 Minami-Aoyama, Minato-" and for ", Tokyo 107-0062, Japan"."""
    return (
        re.compile(
            rf"(?<![\w./-]){_ROOM}[0-9]{{1,4}}-[0-9]{{1,3}}(?:-[0-9]{{1,4}})?,?[ ](?:{_PART},?[ ]){{0,3}}{_PART}-$"
        ),
        re.compile(rf"(?:{BREAK}{TOWN}){{1,2}},?[ ](?:〒[ ]?)?[0-9]{{3}}-[0-9]{{4}}(?![0-9])(?:{BREAK}Japan\b)?"),
    )


@cache
def _korean() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Return the patterns for "45 Teheran-ro, Gangnam-" and for ", Seoul 06134, South Korea"."""
    return (
        re.compile(
            rf"(?<![\w./-])(?:{_ROOM}|[0-9]{{1,4}}-[0-9]{{1,4}},[ ])[0-9]{{1,4}}(?:-[0-9]{{1,3}})?,?[ ]{_PART}"
            rf"-(?:ro|gil|daero)(?:[ ][0-9]{{1,3}}(?:beon)?-gil)?,[ ](?:{_PART},[ ])?{_PART}-$"
        ),
        re.compile(rf"(?:{BREAK}{TOWN}){{1,2}},?[ ][0-9]{{5}}(?![0-9])(?:{BREAK}(?:South |Republic of )?Korea\b)?"),
    )


def _corners(prepared: Prepared) -> Iterator[Sighting]:
    """Yield two streets that meet where one of them has a number: most corners are only places to meet."""
    for place in prepared.places("corner of"):
        found = _corner().match(prepared.plain, place)
        if found and re.search("[0-9]", found[0]) and not prepared.masked(place):
            start = place - 4 if prepared.lower.startswith("the ", place - 4) else place
            yield Sighting("postal-address", start, without_dot(prepared.plain, found.end()), Confidence.MEDIUM)


@cache
def _corner() -> re.Pattern[str]:
    word = rf"(?:{PARTICLE}|ul\.|ten|{_PART})"
    street = rf"(?:[0-9]{{1,5}}[A-Za-z]?[ ])?(?:{word}[ ]){{0,3}}{_PART}\.?(?:[ ][0-9]{{1,4}}[A-Za-z]?)?(?![\w])"
    return re.compile(rf"(?i:corner of)[ ](?:{street})[ ](?:and|&)[ ](?:{street})")
