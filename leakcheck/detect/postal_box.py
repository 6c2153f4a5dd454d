"""Post boxes: "P.O. Box 12, Boise, ID 83701", "Postfach 12 34, 53111 Bonn", "BP 120, 13002 Marseille"."""

from __future__ import annotations

import re
from functools import cache

from leakcheck.detect import cues
from leakcheck.detect.postal_parts import BREAK, BRITISH, POSTCODE, TOWN, country, without_dot
from leakcheck.detect.terms import all_cues
from leakcheck.model.severity import Confidence
from leakcheck.model.sighting import Sighting

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from leakcheck.detect.prepared import Prepared


@cache
def _words(group: str) -> cues.Cues:
    return cues.index(",".join(sorted(all_cues(group))))


def labels() -> tuple[cues.Cues, ...]:
    """Return the words for a post box."""
    return _words("post-box"), _words("post-box-weak")


def find(prepared: Prepared) -> Iterator[Sighting]:
    """Yield post boxes: high with postcode and town, medium with the number alone where the word leaves no doubt."""
    plain = prepared.plain
    for group in ("post-box", "post-box-weak"):
        for word in sorted(prepared.live(_words(group))):
            for place in prepared.places(word):
                number = _number().match(plain, place + len(word))
                if not number or not plain[place].isupper() or prepared.masked(place):
                    continue
                tail = _tail().match(plain, number.end())
                if tail:
                    yield Sighting("postal-address", place, without_dot(plain, tail.end()), Confidence.HIGH, "post-box")
                elif group == "post-box":
                    yield Sighting("postal-address", place, number.end(), Confidence.MEDIUM, "post-box")


@cache
def _number() -> re.Pattern[str]:
    return re.compile(r"[ ](?:n[°ºo.]{1,2}[ ]?|No\. ?|Nr\. ?|# ?)?[0-9]{1,3}(?:[ ]?[0-9]{2,3}){0,2}(?![0-9%]|\.[0-9])")


@cache
def _tail() -> re.Pattern[str]:
    return re.compile(
        rf"{BREAK}(?:{TOWN}[ ](?!(?:19|20)[0-9]{{2}})[0-9]{{4}}(?![0-9])|{POSTCODE}(?![0-9])[ ]{{1,2}}{TOWN}"
        rf"|(?:{TOWN}{BREAK}){{0,2}}{TOWN}(?:{BREAK}|[ ]{{1,2}}){BRITISH}\b"
        rf"|{TOWN},?[ ](?:[A-Z]{{2}}|{TOWN})\.?[ ]{{1,2}}(?:[0-9]{{5}}(?:-[0-9]{{4}})?(?![0-9])|{BRITISH}\b))"
        rf"{country()}"
    )
