"""Addresses that the number of a unit gives away: "5100 Quadra 104, Suite 845, Evionnaz, Switzerland 05377"."""

from __future__ import annotations

import re
from functools import cache

from leakcheck.detect.postal_parts import BREAK, NAME, PARTICLE, TOWN, without_dot
from leakcheck.detect.terms import all_cues
from leakcheck.model.severity import Confidence
from leakcheck.model.sighting import Sighting

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from leakcheck.detect.prepared import Prepared

_REACH = 80
WORDS = frozenset({"apt", "suite", "ste", "apartment"})


def find(prepared: Prepared) -> Iterator[Sighting]:
    """Find "5100 Quadra 104, Suite 845, Evionnaz, Switzerland 05377": a street of any sort before Suite or Apt."""
    plain = prepared.plain
    for word in sorted(prepared.vocabulary & WORDS):
        for place in prepared.places(word):
            head = _unit_head().search(plain, max(place - _REACH, 0), place)
            tail = _unit_tail().match(plain, place + len(word))
            if head and not tail and plain[place].isupper():
                head = _sure_head().search(plain, head.start(), place)
                tail = _town_tail().match(plain, place + len(word))
            if head and tail and not prepared.masked(place):
                yield Sighting("postal-address", head.start(), without_dot(plain, tail.end()), Confidence.MEDIUM)


@cache
def _unit_head() -> re.Pattern[str]:
    return re.compile(
        r"(?<![\w.,/$-])[0-9]{1,6}[ ][^\n,;:?!]{3,50}(?:,?[ \t]{0,3}\r?\n[ \t>?|]{0,8}|,[ ]|[ ])"
        r"(?:(?i:apt|suite|ste)\.? [0-9]{1,6},? )?$"
    )


@cache
def _unit_tail() -> re.Pattern[str]:
    named = "|".join(sorted(all_cues("country")))
    return re.compile(
        rf"\.?[ ]?#?[0-9][\w-]{{0,5}}"
        rf"(?:(?:{BREAK}|[ ])(?:{TOWN}|[a-zà-þ.'-]{{2,20}}|\([\w ]{{2,20}}\)|{BREAK})){{1,5}}?"
        rf"(?:{BREAK}|[ ])(?:[0-9]{{5}}(?![0-9])|(?i:{named})\b(?:(?:{BREAK}|[ ])[0-9]{{5}}(?![0-9]))?)"
    )


@cache
def _sure_head() -> re.Pattern[str]:
    """Return the pattern for a house number and words with capitals, or further numbers."""
    return re.compile(rf"(?<![\w.,/$-])[0-9]{{1,6}}[ ](?:(?:{PARTICLE}[ ])?{NAME}[ ]){{1,6}}$")


@cache
def _town_tail() -> re.Pattern[str]:
    """Return the pattern for a unit of three digits or with a letter, and a town without postcode or country."""
    return re.compile(rf"\.?[ ]#?(?:[0-9]{{3,5}}|[0-9]{{1,3}}[A-Z]|[A-Z]-?[0-9]{{1,3}})(?:{BREAK}|[ ]){TOWN}")
