"""Dates of birth: a date that a word about birth names."""

from __future__ import annotations

import re

from leakcheck.detect import cues, labels
from leakcheck.detect.edges import is_calendar
from leakcheck.model.severity import Confidence
from leakcheck.model.sighting import Sighting

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from leakcheck.detect.prepared import Prepared

_WORDS = cues.index(
    """
    date of birth, birth date, birthdate, dob, d.o.b, d.o.b., born, birthday, born on, birth, geboren, geboren am,
    geburtsdatum, geburtstag, geb., geb, né le, née le, date de naissance, né, née, nacido, nacida, fecha de
    nacimiento, nacimiento, nato il, nata il, data di nascita, geboortedatum, geboren op, nascido, nascida, data
    de nascimento, nato, nata, geboorte, nació el, nací el, nacido el, nacida el, nacido en, f. nac., fec. nac.,
    fecha nac., nasceu em, nasceu a, nasci em, nasci a, nascido a, nascida a, nascido em, nascida em, d. nasc.,
    data nasc., nascimento, naissance, nascita, gebdat, geb.-datum, geb.dat., geb. datum, bday, geburts datum,
    naiss., n. le, jarig op
    """
)
_MONTHS = (
    r"(?:jan|feb|mar|maa|mae|apr|may|jun|jul|aug|sep|oct|nov|dec|mai|mär|okt|dez|janv|févr|fév|mars|avr|juin|juil|août|déc|ene|"
    r"abr|ago|dic|gen|mag|giu|lug|set|ott|mrt|mei|fev|out)[a-zéûäç]{0,8}\.?"
)
_GAP = rf"(?:[ -]{{1,2}}|{labels.LINE})"  # a date may go over the end of a line
_DATE = (
    r"(?:(?:19|20)[0-9]{2}(?:0[1-9]|1[0-2])[0-3][0-9]|[0-9]{1,4}[-/. ]{1,2}[0-9]{1,2}[-/. ]{1,2}[0-9]{2,4}"
    rf"|[0-9]{{1,2}}(?:st|nd|rd|th|er|º|\.)?{_GAP}(?:(?:of|de|di){_GAP})?{_MONTHS},?{_GAP}(?:del?{_GAP})?[0-9]{{2,4}}"
    rf"|{_MONTHS}{_GAP}[0-9]{{1,2}}(?:st|nd|rd|th)?,?{_GAP}[0-9]{{4}})(?![0-9])"
)
_CENTURIES, _OLDEST = 1000, 1900
_BETWEEN = (
    r"(?: ?\([^()\n]{1,16}\))?"  # "(dd/mm/yyyy)", "né(e)"
    rf"(?:{labels.GAP}|[\s:=()'\"|-]{{0,6}})"
    r"(?:(?:is|was|as|on|the|le|el|il|am|op|em|ist|war|wurde|er|sie|der|den|in|at|of|client|patient|est|es|é|è)"
    r"[\s:=,]{1,3}){0,4}"
)
# "nata a Milano il", "née à Lyon le", "geboren in Kiel am": a town before the date.
_TOWN = r"(?:(?:a|à|en|em|in|te) [^\W\d_][\w'-]{1,20}(?: [^\W\d_][\w'-]{1,20})?,? (?:il|le|el|am|op|on|em|a) )?"
# Those that a field or a column of such values is named by.
LABELS = (_WORDS,)


def find(prepared: Prepared, _region: str) -> Iterator[Sighting]:
    """Yield dates that a word about birth stands before, or right behind."""
    value = re.compile(rf"{_BETWEEN}{_TOWN}{labels.OPENING}({_DATE}|[0-9]{{8}}(?![0-9]))")
    seen = set()
    for word in sorted(prepared.live(_WORDS)):
        for at in prepared.places(word):
            found = value.match(prepared.lower, at + len(word), at + len(word) + 60)
            if found and found.start(1) not in seen and _is_sound(found[1]):
                seen.add(found.start(1))
                yield Sighting("date-of-birth", found.start(1), found.end(1), Confidence.HIGH)
    yield from (sighting for sighting in _before_word(prepared) if sighting.start not in seen)


def _before_word(prepared: Prepared) -> Iterator[Sighting]:
    """Yield dates that a birthday follows: "am 12.04.1987 Geburtstag", "12.04.1987 is my date of birth"."""
    value = re.compile(f"({_DATE}) (?:(?:is|was|ist|war) (?:my|her|his|mein|ihr|sein) )?$")
    for word in ("geburtstag", "birthday", "geboren", "date of birth"):
        for at in prepared.places(word) if prepared.vocabulary.issuperset(word.split()) else ():
            floor = max(at - 40, 0)
            head = prepared.lower[floor:at]
            found = value.search(head)
            if found and _is_sound(found[1]) and not head[: found.start(1)][-1:].isalnum():
                yield Sighting("date-of-birth", floor + found.start(1), floor + found.end(1), Confidence.HIGH)


def _is_sound(raw: str) -> bool:
    """Tell whether a date is one of the calendar, and of somebody who may live."""
    groups = re.findall(r"[0-9]+", raw)
    if len(raw) == len(groups[0]) == 8:
        split = (4, 6) if raw.startswith(("19", "20")) and raw[4:6] <= "12" else (2, 4)
        groups = [raw[: split[0]], raw[split[0] : split[1]], raw[split[1] :]]
        if split == (2, 4) and not "1900" <= groups[2] <= "2099":
            return False
    numbers = [int(number) for number in groups]
    if any(_CENTURIES <= number < _OLDEST for number in numbers):
        return False
    return is_calendar(numbers[0], numbers[1], numbers[2]) if len(numbers) == 3 else len(numbers) == 2
