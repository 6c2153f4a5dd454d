"""Addresses that a word announces: "Anschrift: Am Rain 7", "she lives at 14 The Maltings", "vive en Gran Vía 12"."""

from __future__ import annotations

import re
from functools import cache

from leakcheck.detect import cues
from leakcheck.detect.postal_parts import BREAK, NUMBER, PARTICLE, TOWN, WORD, without_dot
from leakcheck.detect.terms import all_cues
from leakcheck.model.severity import Confidence
from leakcheck.model.sighting import Sighting

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from leakcheck.detect.prepared import Prepared

# "email address: Team 5" is none of a house.
_OTHER_ADDRESSES = (
    "mail",
    "ip",
    "mac",
    "web",
    "network",
    "memory",
    "internet",
    "server",
    "wallet",
    "bitcoin",
    "hardware",
)
_JOINTS = r"[ ]?(?::|is|ist|lautet|est|es|è|é)?[ \t]{0,8}(?:\r?\n[ \t>|]{0,8})?"


@cache
def announcing() -> cues.Cues:
    """Return the words that say that an address follows."""
    return cues.index(",".join(sorted(all_cues("address-cue"))))


@cache
def naming() -> cues.Cues:
    """Return those that leave no doubt: after "ship to" and "visit" stand firms, fairs and numbers of things too."""
    return cues.index(",".join(sorted(all_cues("address-cue") - all_cues("address-cue-weak"))))


def find(prepared: Prepared) -> Iterator[Sighting]:
    """Yield a name and a number that follow such a word, at medium confidence."""
    plain = prepared.plain
    for cue in sorted(prepared.live(naming())):
        for place in prepared.places(cue):
            if cue.startswith(("adres", "addres", "endere")) and not _is_of_house(prepared, place, place + len(cue)):
                continue
            found = _street().match(plain, place + len(cue))
            if found and not prepared.masked(found.start(1)) and not _is_count(found[1]):
                yield Sighting("postal-address", found.start(1), without_dot(plain, found.end()), Confidence.MEDIUM)


def _is_of_house(prepared: Prepared, start: int, end: int) -> bool:
    """Tell whether "address" names a place to live: a colon or a verb follows, and no "email" leads."""
    head = prepared.lower[max(start - 14, 0) : start].rstrip(" -").split()
    tail = prepared.lower[end : end + 5].lstrip()
    return not (head and head[-1].endswith(_OTHER_ADDRESSES)) and tail.startswith(
        (":", "is ", "ist ", "est ", "es ", "è ")
    )


def _is_count(street: str) -> bool:
    """Tell whether a street is a part of a book, a date or a number of things: "Room 5", "12 March 2026"."""
    words = [word.strip(".,").lower() for word in re.findall(r"[^\W\d_][\w.'-]*", street)]
    return any(word in all_cues("no-street") or word in all_cues("no-town") for word in words)


@cache
def _street() -> re.Pattern[str]:
    name = rf"(?:(?:{PARTICLE}[ ]|[dl]'){{0,2}}{WORD}(?:[ ](?:{PARTICLE}[ ]|[dl]')?{WORD}){{0,3}})"
    return re.compile(
        rf"{_JOINTS}((?:[0-9]{{1,5}} )?{name},?[ ](?!(?:19|20)[0-9]{{2}}(?![0-9])){NUMBER}"
        rf"|[0-9]{{1,5}}[A-Za-z]?[ ]{WORD}[ ]{name}(?![ ]?[0-9]))(?![ ][a-z])"
        rf"(?:{BREAK}(?:[0-9]{{4,5}}[ ])?{TOWN}(?![ ][a-z]))?"
    )
