"""Ages of people: a small number that words name as years of a life."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from leakcheck.detect import cues
from leakcheck.model.severity import Confidence
from leakcheck.model.sighting import Sighting

if TYPE_CHECKING:
    from collections.abc import Iterator

    from leakcheck.detect.prepared import Prepared

_AGE = (
    r"([0-9]{1,3})[ -](?:years?[ -]old|year-olds?|yrs?[ -]old|y/o|yo|years of age|jahre alt|jährige?r?|ans|años|anni|"
    r"jaar oud|anos de idade)(?![^\W_])"
)
_CUED_AGE = r"(?: is|:)? {0,2}([0-9]{2,3})(?![0-9.,:/%$€-]?[0-9a-z])"
_CUES = cues.index("age, aged, just turned, i'll turn, he turned, she turned, turns")
# "25 ans d'expérience", "a 30 year old company": spans of time, and things.
_NO_PERSON_AFTER = (" d'", " de ", " di ", " company", " building", " bug", " house", " software", " code", " car")
_OLDEST = 119


def find(prepared: Prepared, _region: str) -> Iterator[Sighting]:
    """Yield ages as dates of birth of the sort "age"."""
    lower = prepared.lower
    age = re.compile(_AGE)
    for number in re.finditer(r"9(?:99?)?[ -]", prepared.shape):
        start = number.start()
        found = age.match(lower, start)
        if found and _is_age(lower, start, found[1]) and not lower.startswith(_NO_PERSON_AFTER, found.end()):
            yield Sighting("date-of-birth", start, found.end(1), Confidence.MEDIUM, "age")
    cued = re.compile(_CUED_AGE)
    for cue in sorted(prepared.live(_CUES)):
        for at in prepared.places(cue):
            found = cued.match(lower, at + len(cue))
            if found and _is_age(lower, at, found[1]):
                yield Sighting("date-of-birth", found.start(1), found.end(1), Confidence.MEDIUM, "age")


def _is_age(lower: str, start: int, number: str) -> bool:
    before = lower[start - 1 : start]
    if lower[max(start - 5, 0) : start] == "than ":
        return False
    return not (before.isalnum() or before in {".", ",", "-", "/", ":", "$", "€", "+"}) and 0 < int(number) <= _OLDEST
