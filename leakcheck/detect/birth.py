"""Dates of birth and ages: a date or a number that a word about birth or age names."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from leakcheck.detect.edges import is_calendar
from leakcheck.model.severity import Confidence
from leakcheck.model.sighting import Sighting

if TYPE_CHECKING:
    from collections.abc import Iterator

    from leakcheck.detect.prepared import Prepared

_BIRTH_WORDS = (
    *("date of birth", "birth date", "birthdate", "dob", "d.o.b", "d.o.b.", "born", "birthday", "born on", "birth"),
    *("geboren", "geboren am", "geburtsdatum", "geburtstag", "geb.", "geb", "né le", "née le", "date de naissance"),
    *("né", "née", "nacido", "nacida", "fecha de nacimiento", "nacimiento", "nato il", "nata il", "data di nascita"),
    *("geboortedatum", "geboren op", "nascido", "nascida", "data de nascimento"),
)
STEMS = (
    "birth",
    "born",
    "dob",
    "d.o.b",
    "gebor",
    "geburt",
    "geb.",
    "né",
    "nacid",
    "nacim",
    "nascid",
    "nascim",
    "nato il",
)
STEMS += ("nata il", "nascita", "naissance", "geboort")
AGE_STEMS = (
    "year",
    "y/o",
    "yrs old",
    "aged ",
    "age:",
    "age ",
    "turn",
    "jahre",
    " ans",
    "años",
    " anni",
    " jaar",
    " anos",
    "yo ",
)
_MONTHS = (
    r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|mai|mär|okt|dez|janv|févr|fév|mars|avr|juin|juil|août|déc|ene|abr|"
    r"ago|dic|gen|mag|giu|lug|set|ott|mrt|mei|fev|out)[a-zéûä]{0,8}\.?"
)
_DATE = (
    r"[0-9]{1,4}[-/. ]{1,2}[0-9]{1,2}[-/. ]{1,2}[0-9]{2,4}(?![0-9])"
    rf"|[0-9]{{1,2}}(?:st|nd|rd|th|er|º|\.)?[ -](?:of |de |di )?{_MONTHS},?(?: de | del |[ -])[0-9]{{2,4}}(?![0-9])"
    rf"|{_MONTHS}[ -][0-9]{{1,2}}(?:st|nd|rd|th)?,? [0-9]{{4}}(?![0-9])"
)
_BETWEEN = r"[\s:=()'\"*|_-]{0,6}(?:is|was|on|the|le|el|il|am|op|em|ist|:|=|,|\.|\s|a|in|at|of|client|patient){0,6}[\s:=()'\"*|-]{0,6}"
_AGE = (
    r"(?<![0-9.,:/-])([1-9][0-9]?|1[01][0-9])(?: ?|-)(?:years?[ -]old|year[ -]olds?|yrs?[ -]old|y/o|yo(?![a-z])|years of age|"
    r"jahre alt|ans(?![a-z])|años(?![a-z])|anni(?![a-z])|jaar oud|anos de idade)"
)
_CUED_AGE = r"(?:aged|age(?: is)?|alter|âge|edad|età|leeftijd|idade|turned|turning|turns|just turned|i'll turn)[:= ]{1,3}([1-9][0-9]?|1[01][0-9])(?![0-9.,:/%$€-]|[0-9]|[a-z])"


def find(prepared: Prepared, _region: str) -> Iterator[Sighting]:
    """Yield dates of birth and ages (detail "age")."""
    lower = prepared.lower
    if any(stem in lower for stem in STEMS):
        yield from _births(prepared)
    if any(stem in lower for stem in AGE_STEMS):
        yield from _ages(prepared)


def _births(prepared: Prepared) -> Iterator[Sighting]:
    value = re.compile(_BETWEEN + "(" + _DATE + ")")
    seen = set()
    for word in _BIRTH_WORDS:
        for at in prepared.places(word):
            found = value.match(prepared.lower, at + len(word), at + len(word) + 60)
            if found and found.start(1) not in seen and _is_past_date(found[1]):
                seen.add(found.start(1))
                yield Sighting("date-of-birth", found.start(1), found.end(1), Confidence.HIGH, "")


def _is_past_date(raw: str) -> bool:
    numbers = [int(n) for n in re.findall(r"[0-9]+", raw)]
    if len(numbers) == 3:
        return is_calendar(*numbers)
    return len(numbers) == 2


def _ages(prepared: Prepared) -> Iterator[Sighting]:
    for pattern in (_AGE, _CUED_AGE):
        for found in re.finditer(pattern, prepared.lower):
            yield Sighting("date-of-birth", found.start(1), found.end(1), Confidence.MEDIUM, "age")
