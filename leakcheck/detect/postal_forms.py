"""Addresses that a form of their own proves: Australian states, Colombian crossings, Cyrillic houses."""

from __future__ import annotations

import re
from functools import cache

from leakcheck.detect.postal_parts import AUSTRALIAN, BREAK, TOWN, WORD, units, without_dot
from leakcheck.model.severity import Confidence
from leakcheck.model.sighting import Sighting

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from leakcheck.detect.prepared import Prepared

_REACH = 90
_STATES = frozenset({"nsw", "vic", "qld", "sa", "wa", "tas", "nt", "act"})
# Calle, carrera, avenida and so on, and their short forms.
_WAYS = frozenset("calle cl carrera cra cr kr kra avenida av transversal tv diagonal dg".split())  # noqa: SIM905 - words
_STREETS = frozenset(
    """
    ул улица пр просп проспект пер переулок пл площадь бульвар бул наб набережная шоссе вул вулиця провулок площа
    """.split()  # noqa: SIM905 - words
)
# The words of which a text holds one where it holds such an address.
WORDS = _STATES | _WAYS | _STREETS
_HOUSE = (
    r"\.? [\w .-]{2,40}, ?(?:д|дом|буд|будинок)\.? ?[0-9]{1,4}[а-яА-ЯіІ]?(?:/[0-9]{1,4})?"
    r"(?:,? (?:к|корп|стр|кв|квартира)\.? ?[0-9]{1,4}(?:/[0-9]{1,4})?){0,3}"
)
_CROSSING = (
    r"\.? [0-9]{1,3}[A-Z]{0,2}(?: Bis)?(?: (?:Sur|Norte|Este|Oeste))? ?(?:#|N[oO]\.?|[Nn][°º]\.?) ?"
    r"[0-9]{1,3}[A-Z]{0,2}(?: Bis)? ?- ?[0-9]{1,3}(?![0-9])(?: (?:Sur|Norte|Este|Oeste))?"
)


def find(prepared: Prepared) -> Iterator[Sighting]:
    """Yield such addresses at high confidence."""
    plain = prepared.plain
    for word in sorted(prepared.vocabulary & _STATES):
        if word.upper() not in plain:
            continue  # to act, and no territory
        for place in prepared.places(word):
            tail = re.compile(rf"{AUSTRALIAN}(?![0-9])").match(plain, place)
            head = tail and _street_before().search(plain, max(place - _REACH, 0), place)
            if tail and head and not prepared.masked(place):
                yield Sighting("postal-address", head.start(), tail.end(), Confidence.HIGH)
    for word in sorted(prepared.vocabulary & _STREETS):
        for place in prepared.places(word):
            found = re.compile(rf"{_HOUSE}(?:{BREAK}{TOWN})?(?:{BREAK}[0-9]{{5,6}}(?![0-9]))?").match(
                plain, place + len(word)
            )
            if found and not prepared.masked(place):
                yield Sighting("postal-address", place, without_dot(plain, found.end()), Confidence.HIGH)
    for word in sorted(prepared.vocabulary & _WAYS):
        for place in prepared.places(word):
            found = re.compile(_CROSSING).match(plain, place + len(word))
            if found and plain[place].isupper() and not prepared.masked(place):
                town = re.compile(rf"{units()}(?:{BREAK}(?:[0-9]{{6}}{BREAK})?{TOWN}){{0,2}}").match(plain, found.end())
                end = town.end() if town else found.end()
                yield Sighting("postal-address", place, end, Confidence.HIGH)


@cache
def _street_before() -> re.Pattern[str]:
    return re.compile(
        rf"(?<![\w.,/$#-])(?:(?i:unit|flat|apt\.?|level|shop|suite) [\w-]{{1,5}},? )?[0-9]{{1,5}}[A-Za-z]?"
        rf"(?:[/-][0-9]{{1,4}}[A-Za-z]?)?,? {WORD}(?: {WORD}){{0,3}}(?:{BREAK}{TOWN}){{1,2}},?[ ]{{1,2}}$"
    )
