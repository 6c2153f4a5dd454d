"""Postal addresses: a street with its number, and the postcode or town that proves it is no mere name.

European and North American forms. Streets are found by the word that makes them (Street, rue, -straße, ul.), others by
their postcode and town (`postal_code`); those that are only a name and a number are not found.
"""

from __future__ import annotations

import re
from functools import cache

from leakcheck.detect import cues, postal_code
from leakcheck.detect.postal_parts import (
    AUSTRALIAN,
    BREAK,
    BRITISH,
    FLOOR,
    NAME,
    NUMBER,
    NUMERO,
    PARTICLE,
    POSTCODE,
    PROVINCE,
    QUARTER,
    TOWN,
    UPPER,
    WORD,
    country,
    land,
    units,
    without_dot,
)
from leakcheck.detect.terms import all_cues
from leakcheck.detect.words import speak_of
from leakcheck.model.severity import Confidence
from leakcheck.model.sighting import Sighting

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from leakcheck.detect.prepared import Prepared

_REACH = 80
_AFAR = frozenset({"ku", "shi", "cho", "machi", "gun", "gu", "si", "corner"})
_YEARS = r"(?:19|20)[0-9]{2}[-, ]"  # "2021 Iain Lane", "1998-2003 VIA Technologies" in copyright lines


def find(prepared: Prepared, _region: str) -> Iterator[Sighting]:
    """Yield addresses: high with number, postcode and town; medium with one of the two; low with a number alone."""
    yield from _after_number(prepared)
    yield from _before_number(prepared)
    yield from _compound(prepared)
    yield from postal_code.find(prepared)
    yield from _named(prepared)
    if not prepared.vocabulary.isdisjoint({"apo", "fpo", "dpo"}):
        yield from _military(prepared.plain)


def _named(prepared: Prepared) -> Iterator[Sighting]:
    """Find what words of their own give away: units, post boxes, announced addresses, forms of single countries."""
    vocabulary = prepared.vocabulary
    if speak_of(vocabulary, "unit"):
        from leakcheck.detect import postal_unit

        yield from postal_unit.find(prepared)
    if speak_of(vocabulary, "post-box"):
        from leakcheck.detect import postal_box

        yield from postal_box.find(prepared)
    if speak_of(vocabulary, "street"):
        from leakcheck.detect import postal_announced

        yield from postal_announced.find(prepared)
    if speak_of(vocabulary, "postal-form"):
        from leakcheck.detect import postal_forms

        yield from postal_forms.find(prepared)
    if not vocabulary.isdisjoint(_AFAR):
        from leakcheck.detect import postal_afar

        yield from postal_afar.find(prepared)


def _after_number(prepared: Prepared) -> Iterator[Sighting]:
    """Find "12 Baker Street, London NW1 6XE" from the word Street."""
    plain = prepared.plain
    for word in sorted(prepared.vocabulary & all_cues("street-after")):
        for place in prepared.places(word):
            floor = max(place - _REACH, 0)
            # A way to go is no Way to live in.
            found = plain[place].isupper() and _numbered_head().search(plain, floor, place)
            if found:
                end = place + len(word)
                yield from _judged(prepared, found.start(), end + (plain[end : end + 1] == "."), weak=False)


@cache
def _numbered_head() -> re.Pattern[str]:
    return re.compile(
        rf"(?<![\w.,/$-])(?<![0-9]:)[0-9]{{1,5}}[A-Za-z]?(?:-[0-9]{{1,4}})?,?[ ]{{1,2}}(?:{NAME}[ ]){{1,4}}$"
    )


def _before_number(prepared: Prepared) -> Iterator[Sighting]:
    """Find "12, rue de Rivoli, 75001 Paris" and "Via Roma 131, 00184 Roma" from the words rue and via."""
    for group in ("street-before", "street-before-weak"):
        spanish = group == "street-before" and "/" in prepared.plain and "c/ " in prepared.lower  # "C/ Alcalá 45"
        for word in sorted((prepared.vocabulary & all_cues(group)) | ({"c/"} if spanish else set())):
            for place in prepared.places(word):
                span = _span_before(prepared.plain, place, place + len(word))
                if span:
                    yield from _judged(prepared, *span, weak=group == "street-before-weak")


def _span_before(plain: str, place: int, after: int) -> tuple[int, int] | None:
    """Return where the street stands that a word at a place begins, its number before or behind it."""
    named = _named_tail(numbered=False).match(plain, after)
    if not named:
        return None
    behind = _named_tail(numbered=True).match(plain, after)
    number = _number_head().search(plain, max(place - 12, 0), place)
    if number and (not behind or re.search(r"[0-9](?:[0-9]{3}|e)$", behind[0])):  # "12, rue de Rivoli, 75001 Paris"
        return number.start() + _before_range(number[0]), named.end()
    return (place, behind.end()) if behind else None


def _before_range(number: str) -> int:
    """Return where "18" starts in "37041 - 18", which is no range of houses; 0 for a number or a range."""
    parts = re.match(r"([0-9]{1,5}) [-/] ([0-9]{1,4})", number)
    return parts.start(2) if parts and int(parts[1]) >= int(parts[2]) else 0


@cache
def _number_head() -> re.Pattern[str]:
    return re.compile(rf"(?<![\w.,/$-]){NUMBER},?[ ]{{1,2}}$")


@cache
def _named_tail(*, numbered: bool) -> re.Pattern[str]:
    name = rf"\.?[ ](?:(?:{PARTICLE}[ ]|[dl]')){{0,3}}{WORD}(?:[ ](?:{PARTICLE}[ ]|[dl]')?{WORD}){{0,3}}"
    return re.compile(rf"{name},?[ ]{NUMERO}{NUMBER}" if numbered else name)


def _compound(prepared: Prepared) -> Iterator[Sighting]:
    """Find "Hauptstraße 5, 10115 Berlin" and "Lange Straße 5": a number that the end of a street's name leads."""
    lower, plain = prepared.lower, prepared.plain
    endings, last = _endings()
    for number in re.finditer(" 9", prepared.shape):
        at = number.start()
        if lower[at - 1] not in last or not lower.endswith(endings, 0, at) or plain[at + 1] == "0":
            continue
        before = _compound_head().search(plain, max(at - 40, 0), at)
        after = _house_number().match(plain, at + 1)
        if before and after and before[0].lower() not in all_cues("no-street"):  # "Gate 12"
            ending = max((ending for ending in endings if lower.endswith(ending, 0, at)), key=len)
            yield from _judged(prepared, before.start(), after.end(), weak=len(ending) < 5)


@cache
def _endings() -> tuple[tuple[str, ...], frozenset[str]]:
    """Return the ends of streets' names, and the last letters of these."""
    endings = tuple(sorted(all_cues("street-ending")))
    return endings, frozenset(ending[-1] for ending in endings)


@cache
def _house_number() -> re.Pattern[str]:
    return re.compile(NUMBER)


@cache
def _compound_head() -> re.Pattern[str]:
    return re.compile(rf"(?:(?:{WORD}[ ]){{1,2}}(?=[SWPGARU][a-zß.]{{2,7}}$))?[{UPPER}][\w.-]{{0,30}}$")


@cache
def _place() -> re.Pattern[str]:
    """Return the pattern for what follows a street: a unit, then town and postcode in the order of the country."""
    unit = rf"(?:[ ](?:[NS][EW]?|[EW]|North|South|East|West)\b\.?)?{units()}"
    states = rf"(?:[A-Z]{{2}}|{TOWN})\.?"
    return re.compile(
        rf"{unit}{FLOOR}(?P<full>(?:{BREAK}|[ ])(?:"
        rf"{POSTCODE}(?![0-9])[ ]{{1,2}}{TOWN}{PROVINCE}{country()}"
        rf"|(?:[0-9]{{5}}|[0-9]{{4}}[A-Z]{{2}}),[ ]{TOWN}{PROVINCE}{country()}"
        rf"|(?:{TOWN}{BREAK}){{0,3}}{TOWN}(?:{BREAK}|[ ]{{1,2}}){BRITISH}\b{country()}"
        rf"|{TOWN},?[ ]{states}[ ]{{1,2}}[0-9]{{5}}(?:-[0-9]{{4}})?(?![0-9]){country()}"
        rf"|{TOWN},?[ ]{AUSTRALIAN}(?![0-9]){country()}"
        rf"|(?:{TOWN}{BREAK}){{0,3}}{TOWN}(?:{BREAK}|[ ]?/[ ]?)[A-Z]{{2}}(?:{BREAK}|[ ])(?:CEP:? ?)?"
        rf"[0-9]{{5}}-?[0-9]{{3}}(?![0-9])"
        rf"|(?:{TOWN}{BREAK}){{1,2}}[0-9]{{5}}-[0-9]{{3}}[ ](?:d[aeo]s? )?{TOWN}(?:[ ]?[/-][ ]?[A-Z]{{2}}\b)?"
        rf"|(?:{TOWN}{BREAK}){{0,2}}{TOWN}(?:[ ]?[-–][ ]?|,?[ ])[1-9][0-9]{{2}}[ ]?[0-9]{{3}}(?![0-9]){country()}"
        rf"|{QUARTER}(?:{TOWN}{BREAK})?(?:C\.? ?P\.? ?)?[0-9]{{5}}(?:{BREAK}|[ ]){TOWN}(?:{BREAK}{TOWN}\.?)?"
        rf"|{TOWN}[ ](?!(?:19|20)[0-9]{{2}}(?![0-9]))[0-9]{{4,5}}(?![0-9]){country()}"
        rf"|{TOWN}{BREAK}(?:{states}{BREAK}?[ ]?)?(?!(?:19|20)[0-9]{{2}}(?![0-9-])){POSTCODE}(?![0-9]){country()}"
        rf"))|{unit}(?P<half>,[ ]{TOWN}(?=[,.;!?)\]\n\"'\u201c\u201d\u00bb]|$|[ ][a-z])"
        rf"|(?:{BREAK}{TOWN}){{1,2}}{BREAK}{land()}\b)"
        rf"|{unit}(?P<code>(?:{BREAK}|[ ]){POSTCODE}(?![\w.]))"
    )


def _judged(prepared: Prepared, start: int, end: int, *, weak: bool) -> Iterator[Sighting]:
    """Yield a street as an address, as sure as what follows it; a weak street without a postcode is none."""
    if prepared.masked(start):
        return
    start = _with_flat(prepared.plain, start)
    found = _place().match(prepared.plain, end)
    years = re.match(_YEARS, prepared.plain[start : start + 5])
    if years and (years[0][-1] == "-" or not (found and found["full"])):
        return
    if found and found["full"]:
        yield Sighting("postal-address", start, without_dot(prepared.plain, found.end()), Confidence.HIGH)
    elif found and not (weak and found["half"]):
        yield Sighting("postal-address", start, without_dot(prepared.plain, found.end()), Confidence.MEDIUM)
    elif not weak:
        from leakcheck.detect import postal_announced

        if cues.leads(prepared, start, postal_announced.announcing(), 4):
            found = _announced_end().match(prepared.plain, end)
            end = without_dot(prepared.plain, found.end()) if found else end
            yield Sighting("postal-address", start, end, Confidence.MEDIUM)
        else:
            yield Sighting("postal-address", start, end, Confidence.LOW)


@cache
def _announced_end() -> re.Pattern[str]:
    """Return the pattern for a unit and a town that follow an announced street without a comma or a postcode."""
    return re.compile(rf"(?=[ \n,]){units()}(?:(?:{BREAK}|[ ]){TOWN}){{1,2}}(?![ ]?[\w'])")


def _with_flat(plain: str, start: int) -> int:
    """Return where an address starts, "Flat 3, " before its street included."""
    floor = max(start - 24, 0)
    found = re.search(r"(?<![^\W_])(?i:flat|apartment|apt\.?|unit|suite) [\w-]{1,6},? $", plain[floor:start])
    return floor + found.start() if found else start


def _military(plain: str) -> Iterator[Sighting]:
    """Find "PSC 6293, Box 8158, APO AP 04336" (United States forces and embassies)."""
    for office in ("APO ", "FPO ", "DPO ", "apo ", "fpo ", "dpo "):
        if office in plain:
            pattern = rf"{office}(?i:a[aep]) [0-9]{{5}}(?![0-9])"
            for found in re.finditer(pattern, plain):
                head = plain[max(found.start() - 40, 0) : found.start()]
                unit = re.search(
                    r"(?i:(?:psc|cmr|unit|uss|usnv|usns|uscgc) [\w ]{1,20}(?:,? box [0-9]{1,5})?)\s{0,3},?\s{0,4}$",
                    head,
                )
                start = found.start() - (len(head) - unit.start() if unit else 0)
                yield Sighting("postal-address", start, found.end(), Confidence.HIGH)
