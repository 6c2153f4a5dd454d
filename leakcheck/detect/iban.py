"""International bank account numbers: a country's length and the mod-97 check digits."""

from __future__ import annotations

import re

from leakcheck.detect.checksums import mod97
from leakcheck.model.severity import Confidence
from leakcheck.model.sighting import Sighting

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from leakcheck.detect.prepared import Prepared

# Length, countries: the SWIFT IBAN registry, and countries outside it (Angola to Togo) as public validators agree on.
_LENGTHS = {
    country: length
    for length, countries in (
        (15, "NO"),
        (16, "BE"),
        (18, "DK FI FK FO GL NL SD"),
        (19, "MK SI"),
        (20, "AT BA EE KZ LT LU MN XK"),
        (21, "CH HR LI LV"),
        (22, "BG BH CR DE GB GE IE ME RS VA"),
        (23, "AE GI IL IQ OM SO TL"),
        (24, "AD CZ ES MD PK RO SA SE SK TN VG"),
        (25, "AO CV GW LY MZ PT ST"),
        (26, "DZ IR IS TR"),
        (27, "BI CF CG CM DJ FR GA GQ GR IT KM MC MG MR SM TD"),
        (28, "AL AZ BF BJ BY CI CY DO GT HN HU LB MA ML NE NI PL SN SV TG"),
        (29, "BR EG PS QA UA"),
        (30, "JO KW MU YE"),
        (31, "MT SC"),
        (32, "LC"),
        (33, "RU"),
    )
    for country in countries.split()
}
_SAMPLES = frozenset(
    """
    DE89370400440532013000 GB29NWBK60161331926819 GB82WEST12345698765432 GB33BUKB20201555555555
    FR1420041010050500013M02606 FR7630006000011234567890189 NL91ABNA0417164300 ES9121000418450200051332
    IT60X0542811101000000123456 BE68539007547034 CH9300762011623852957 AT611904300234573201 PT50000201231234567890154
    PL61109010140000071219812874 SE4550000000058398257466 NO9386011117947 DK5000400440116243 FI2112345600000785
    IE29AIBK93115212345678 DE75512108001245126199
    """.split()  # noqa: SIM905 - a table of values reads better than twenty quoted strings
)

_FEWEST = 6  # digits of a run
_NO_DIGITS = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ -\n>"
_WIDEST_GAP = 12


def find(prepared: Prepared, _region: str) -> Iterator[Sighting]:
    """Yield account numbers, written together or in groups, in either case."""
    plain = prepared.plain
    seen = 0
    for start in _starts(prepared):
        if start < seen:
            continue
        end, account = _collected(plain, start)
        if account and mod97(account):
            seen = end
            yield Sighting("iban", start, end, Confidence.HIGH, account[:2].lower(), account in _SAMPLES)


def _starts(prepared: Prepared) -> list[int]:
    """Return where two letters and two digits open a word, at most sixteen characters before digits or in a code."""
    plain = prepared.plain
    opener = re.compile(r"[A-Za-z]{2}[0-9]{2}")
    starts = {start for start, _ in prepared.codes if opener.match(plain, start)}
    for run in prepared.runs(_fits):
        head = max(run.start - 16, 0)
        # Between the two letters and the run stand digits, unless the run follows them at once.
        if plain[run.start - 1 : run.start].isalpha() or plain[head : run.start].strip(_NO_DIGITS):
            starts.update(found.start() for found in opener.finditer(plain, head, run.start + 2))
    return sorted(at for at in starts if not (at and plain[at - 1].isalnum()))


def _fits(layout: str) -> bool:
    return layout.count("9") >= _FEWEST


def _collected(plain: str, start: int) -> tuple[int, str]:
    """Return end and compact upper-case form of what may be an IBAN, an empty form when it is none."""
    length = _LENGTHS.get(plain[start : start + 2].upper(), 0)
    taken = 0
    end = start
    while taken < length and end < len(plain):
        char = plain[end]
        if char.isascii() and char.isalnum():
            taken += 1
            end += 1
        elif gap := _gap(plain, end):
            end += gap
        else:
            return end, ""
    if not length or taken < length or plain[end : end + 1].isalnum():
        return end, ""
    return end, "".join(filter(str.isalnum, plain[start:end])).upper()


def _gap(plain: str, at: int) -> int:
    """Return the length of what parts two groups: a blank or two, a hyphen, or a line end and marks of a quotation."""
    ahead = plain[at : at + _WIDEST_GAP]
    blanks = len(ahead) - len(ahead.lstrip(" \n>"))
    if ahead[:blanks].count("\n") == 1:
        return blanks
    size = 2 if ahead.startswith("  ") else 1
    return size if ahead[0] in " -" and ahead[size : size + 1].isalnum() else 0
