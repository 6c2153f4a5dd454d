"""Addresses found from their postcode: house number before it, town and country's form around it.

Streets that no word gives away ("Unter den Linden 77", "Damrak 70", "1200 Broadway") are found here.
"""

from __future__ import annotations

import re
from functools import cache

from leakcheck.detect.postal_parts import (
    BREAK,
    FLOOR,
    NUMBER,
    NUMERO,
    PARTICLE,
    PROVINCE,
    TOWN,
    UPPER,
    WORD,
    units,
    without_dot,
)
from leakcheck.detect.terms import all_cues
from leakcheck.model.severity import Confidence
from leakcheck.model.sighting import Sighting

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from leakcheck.detect.prepared import Prepared

_REACH = 110
# The shape of its end: 10115, 1015 (CX), 1015CX, 1100-053, 00-590, 111 (22), 94043-1234; 1AA of NW6 1AA; 1J8 of
# M5H 1J8, 5H1J8 of M5H1J8.
# A blank or a hyphen leads, or the digits of "00" in "00-590". Digits alone may end a line only where they are five, or
# five and four: behind others a town must stand.
_CODE = (
    r"9(?:(?<=[ \n\t>-]9)(?:9{4}+(?:-9{3,4})?|9{2,3}+(?:-9{3,4})?(?=[ \n])|9{3}AA(?=[ ,])|-9{3}(?=[ \n])|AA|A9)"
    r"|A9A9(?<=[ \n\t]A9A9A9)"
    r"|(?<=99)-9{3}(?=[ \n]))(?![9A])"
)
_FORWARD = r"(?<![A-Z0-9])[ABCEGHJ-NPRSTVXY](?:[0-9][A-Z][ ])?$"  # the first half of a Canadian code
_BLANK, _GOES_ON = frozenset(" \n"), frozenset(" ,")
_FIRST = 6  # nothing that starts earlier in a text has a street before it
_STATES = frozenset(
    """
    AL AK AZ AR CA CO CT DE FL GA HI ID IL IN IA KS KY LA ME MD MA MI MN MS MO MT NE NV NH NJ NM NY NC ND OH OK OR PA
    RI SC SD TN TX UT
    VT VA WA WV WI WY DC PR VI GU
    """.split()  # noqa: SIM905 - a list of words reads better than sixty quoted strings
)
_PROVINCES = frozenset({"AB", "BC", "MB", "NB", "NL", "NS", "NT", "NU", "ON", "PE", "QC", "SK", "YT"})
# Postcode areas of the United Kingdom and the Crown dependencies (Royal Mail PAF).
_AREAS = frozenset(
    """
    AB AL B BA BB BD BH BL BN BR BS BT CA CB CF CH CM CO CR CT CV CW DA DD DE DG DH DL DN DT DY E EC EH EN EX FK FY G
    GL GU GY HA HD HG
    HP HR HS HU HX IG IM IP IV JE KA KT KW KY L LA LD LE LL LN LS LU M ME MK ML N NE NG NN NP NR NW OL OX PA PE PH PL
    PO PR RG RH RM S
    SA SE SG SK SL SM SN SO SP SR SS ST SW SY TA TD TF TN TQ TR TS TW UB W WA WC WD WF WN WR WS WV YO ZE
    """.split()  # noqa: SIM905 - as above
)


def candidates(prepared: Prepared) -> Iterator[tuple[int, int]]:
    """Yield the spans of what has the shape of a postcode and can have a town behind or before it."""
    plain = prepared.plain
    for found in re.compile(_CODE).finditer(prepared.shape, _FIRST):
        start, end = found.span()
        parted = plain[end : end + 1] in _BLANK or plain[start - 1] in _BLANK or plain[start - 1].isalpha()
        if parted and not _has_lower(plain[start:end]):
            yield start, end


def _has_lower(code: str) -> bool:
    return code != code.upper()  # 2nd, 1st


def find(prepared: Prepared) -> Iterator[Sighting]:
    """Yield addresses: high where the code has a form of its own, medium for four or five bare digits."""
    plain = prepared.plain
    for start, end in prepared.postcodes:
        if plain[end : end + 1] not in _GOES_ON and plain[start - 1] != " " and not plain[start + 1].isalpha():
            continue  # alone in its line or cell
        code = plain[start:end]
        for look in (_town_behind, _town_before):
            span = look(plain, start, end, code)
            if span and not prepared.masked(span[0]):
                yield Sighting("postal-address", span[0], without_dot(plain, span[1]), span[2])
                break


Place = tuple[int, int, Confidence] | None


def _counts(word: str) -> bool:
    """Tell whether a word with a capital says that the number beside it counts something, or is a date."""
    bare = word.lower().strip(".,")
    return not word[0].islower() and (bare in all_cues("no-street") or bare in all_cues("no-town"))


def _town_behind(plain: str, start: int, end: int, code: str) -> Place:
    """Find "Am Markt 7, 24103 Kiel", "Damrak 70, 1012 LM Amsterdam", "Drottninggatan 53, 111 21 Stockholm"."""
    dutch = code[-1].isalpha() and re.fullmatch(r"[0-9]{4}[A-Z]{2}", code)
    if plain[end : end + 1] == ",":
        italian = re.compile(r", [^\n,(]{2,30} \([A-Z]{2}\)").match(plain, end)
        end += 1 if italian or dutch else 0
    follows = plain[end : end + 3]
    if follows[:1] != " " or (code[-1].isalpha() and not dutch) or follows.lstrip()[:1].islower():
        return None
    tail = _after_code().match(plain, end)
    if not tail or _counts(tail["town"].split()[0]):
        return None
    start -= code[1] == "-"
    head = _street_before().search(plain, max(start - _REACH, 0), start)
    if not head or _counts(head["street"].split()[-1]):
        return None
    sure = _confidence(plain, code, head, tail)
    return (head.start("street"), tail.end(), sure) if sure else None


def _confidence(plain: str, code: str, head: re.Match[str], tail: re.Match[str]) -> Confidence | None:
    """Return how sure a street, a code and a town are: bare digits count too many things to be more than likely."""
    if re.fullmatch(r"[0-9]{4,5}-[0-9]{3}|[0-9]-[0-9]{3}|[0-9]{4}[A-Z]{2}", code) or tail["letters"] or tail["further"]:
        return Confidence.HIGH
    if len(code) not in {4, 5}:
        return None
    prefixed = plain[head.end() - 1] == "-"
    own_line = "\n" in head["break"]
    if len(code) == 5:
        return Confidence.HIGH if prefixed else Confidence.MEDIUM if own_line or not code.endswith("00") else None
    known = tail["town"].split()[0].lower().strip(",.'") in all_cues("town")
    year = "1900" <= code <= "2099"
    if known or prefixed:
        return Confidence.HIGH
    street = head["street"].rpartition(" ")[2] in all_cues("street-word")
    return Confidence.MEDIUM if (own_line or street) and not year and not code.endswith("00") else None


@cache
def _after_code() -> re.Pattern[str]:
    return re.compile(
        rf"(?P<letters>[ ][A-Z]{{2}}(?=[ ]))?(?P<further>[ ][0-9]{{2}}(?=[ ]))?[ ]{{1,2}}"
        rf"(?P<town>{TOWN})(?:[ ][A-Z]{{2}}(?![\w])|{PROVINCE})"
    )


@cache
def _street_before() -> re.Pattern[str]:
    link = rf"(?:{PARTICLE}[ ]|[dl]')"
    return re.compile(
        rf"(?<![\w.@/-])(?P<street>{link}?[{UPPER}][\w.'-]{{0,24}}(?:[ ]{link}{{0,2}}{WORD}){{0,3}}"
        rf"(?:[ ][a-zéèáéíóúør]{{2,6}})?)"
        rf"(?:,[ ]|[ ]){NUMERO}{NUMBER}(?:\.(?=,|\r?\n[ >]{{0,4}}[A-Z]))?{units()}{FLOOR}(?P<break>{BREAK})"
        rf"(?:[A-Z]{{1,2}}-)?$"
    )


def _town_before(plain: str, start: int, end: int, code: str) -> Place:
    """Find what ends in a code: "1200 Broadway, New York, NY 10001", "Toronto, ON M5H 1J8", "Oxford OX1 2JD"."""
    floor = max(start - _REACH, 0)
    if code[-1].isalpha() and code[1].isalpha():
        before = re.compile(r"(?<![A-Z0-9])([A-Z]{1,2})[0-9][A-Z0-9]?[ ]$").search(plain, max(start - 6, 0), start)
        known = before and before[1] in _AREAS
        head = _british_head().search(plain, floor, before.start()) if before and known else None
    elif code[1].isalpha():
        before = re.compile(_FORWARD).search(plain, max(start - 6, 0), start)
        head = _american_head().search(plain, floor, before.start()) if before else None
        if head and head["state"] not in _PROVINCES and not head["state"][1:].islower():
            head = None
    elif len(code) in {5, 10} and code[:5].isdigit() and _ends_in_state(plain[start - 6 : start]):
        head = _american_head().search(plain, floor, start)
        head = head if head and head["state"] in _STATES and not _counts(head["first"]) else None
    else:
        head = None
    return (head.start("street"), end, Confidence.HIGH) if head else None


def _ends_in_state(head: str) -> bool:
    return head[-1] == " " and head.rstrip(" .)")[-2:] in _STATES


@cache
def _american_head() -> re.Pattern[str]:
    word = rf"[{UPPER}0-9#][\w.'#-]{{0,24}}"
    gap = r"(?:,?[ ]|,?[ \t]{0,3}\r?\n[ \t>|]{0,8})"
    return re.compile(
        rf"(?<![\w.,/$#-])(?P<street>(?:[0-9]{{1,6}}[A-Za-z]?(?:-[0-9]{{1,4}})?|RR ?[0-9]{{1,3}}|HC ?[0-9]{{1,3}})"
        rf"[ ](?P<first>{word})(?:{gap}{word}){{1,7}}),?[ ]\(?(?P<state>[A-Z]{{2}}|{WORD})\)?\.?[ ]{{1,2}}$"
    )


@cache
def _british_head() -> re.Pattern[str]:
    return re.compile(
        rf"(?<![\w.,/$#-])(?P<street>(?:(?i:flat|unit|apartment|apt|suite) (?:[\w-]{{1,5}},?[ ])?)?"
        rf"[0-9]{{1,4}}[A-Za-z]?(?:-[0-9]{{1,4}})?,?[ ]{WORD}(?:[ ](?:{PARTICLE} )?{WORD}){{0,3}}"
        rf"(?:{BREAK}{TOWN}){{1,3}})(?:{BREAK}|[ ]{{1,2}})$"
    )
