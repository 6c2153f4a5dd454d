"""Numbers that a line end parts, where a program has wrapped a text at some seventy columns, in quotations too."""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import cache

from leakcheck.detect.terms import all_cues
from leakcheck.model.record import NamedTuple
from leakcheck.model.severity import Confidence

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from leakcheck.detect.prepared import Prepared
    from leakcheck.model.sighting import Sighting

KINDS = frozenset(
    {
        *("phone-number", "payment-card", "national-id", "tax-id", "bank-account", "passport", "driving-licence"),
        *("date-of-birth", "geo-location", "postal-address"),
    }
)
_LINE_END = "\n"
_PARTED = r"[0-9)] ?\n[ \t>|]{0,12}[-+(]?[0-9]"
_SHORTEST, _LONGEST = 50, 200  # characters of a line that a program has wrapped; shorter ones end by will
_REACH = 80
# As long as the words near a candidate are looked for, so that no piece lends its words to another.
_APART = _LINE_END * 80


class Joint(NamedTuple):
    """A line end: from `end` to `next` in the text, one blank at `at` in the joined pieces."""

    end: int
    next: int
    at: int


def joined(prepared: Prepared, *, addresses: bool) -> tuple[str, list[Joint]]:
    """Return what stands around line ends that may part a value, each piece on one line, and where these were."""
    if "9" not in prepared.shape:
        return "", []  # no digit at all
    plain = prepared.plain
    pieces: list[str] = []
    joints: list[Joint] = []
    size = 0
    line_ends = {*_in_numbers(prepared), *(_near_addresses(prepared) if addresses else ())}
    for line_end in sorted(line_ends):
        end, after = _edges(plain, line_end)
        start = _line_start(plain, line_end)
        if after and _SHORTEST <= end - start < _LONGEST and not prepared.masked(end - 1):
            head, tail = plain[max(start, end - _REACH) : end], plain[after : after + _REACH]
            joints.append(Joint(end, after, size + len(head)))
            pieces.append(f"{head} {tail.partition(_LINE_END)[0]}{_APART}")
            size += len(pieces[-1])
    return "".join(pieces), joints


def _edges(plain: str, line_end: int) -> tuple[int, int]:
    """Return where the text before a line end ends and where it goes on, 0 where a paragraph ends."""
    end = line_end - (plain[line_end - 1] == " ")  # the blank of format=flowed
    after = re.compile(r"\n[ \t>|]{0,12}(?=[^\s>|])").match(plain, line_end)
    return end, after.end() if after else 0


def _line_start(plain: str, line_end: int) -> int:
    """Return where a line starts behind its marks of a quotation."""
    floor = max(line_end - _LONGEST, 0)
    start = plain.rfind(_LINE_END, floor, line_end) + 1 or floor
    return line_end - len(plain[start:line_end].lstrip(" \t>|"))


def _in_numbers(prepared: Prepared) -> Iterator[int]:
    """Yield line ends between two digits, right behind or before a run of digits; rows of figures have none."""
    plain = prepared.plain
    for run in prepared.unmasked:
        if _LINE_END not in plain[max(run.start - 14, 0) : run.end + 3]:
            continue
        for at in (plain.find(_LINE_END, run.end, run.end + 3), plain.rfind(_LINE_END, run.start - 14, run.start)):
            behind = at - 1 - (plain[at - 1] == " ")
            if behind >= 0 and re.compile(_PARTED).match(plain, behind) and not plain[_line_start(plain, at)].isdigit():
                yield at


def _near_addresses(prepared: Prepared) -> Iterator[int]:
    """Yield line ends near the word that makes a street, or near five digits that may be a postcode."""
    plain = prepared.plain
    for place in _addresses(prepared):
        for at in (plain.rfind(_LINE_END, max(place - _REACH, 0), place), plain.find(_LINE_END, place, place + _REACH)):
            if at > 0:
                yield at


def _addresses(prepared: Prepared) -> Iterator[int]:
    """Yield where an address may be: what looks like a postcode, a street's word with a number near."""
    plain, shape = prepared.plain, prepared.shape
    yield from (start for start, end in prepared.postcodes if _has_town(plain, start, end))
    for word in prepared.vocabulary & _street_words():
        if word in all_cues("street-before") or word.capitalize() in plain:
            places = prepared.places(word)
            yield from (place for place in places if "9" in shape[max(place - 30, 0) : place + 40])


def _has_town(plain: str, start: int, end: int) -> bool:
    """Tell whether a name follows a code, or the rest of a code or of a state leads it: "NY 10001", "OX1 2JD"."""
    if plain[end : end + 12].lstrip(" \n\t>|")[:1].isupper():
        return True
    return plain[start - 1] in " \n" and plain[max(start - 12, 0) : start].rstrip(" \n\t>|")[-1:].isupper()


@cache
def _street_words() -> frozenset[str]:
    return all_cues("street-after") | all_cues("street-before") | all_cues("post-box")


def placed(sightings: Iterable[Sighting], joints: list[Joint]) -> Iterator[Sighting]:
    """Yield the sightings in the pieces that go over a line end, with their places in the text."""
    places = [joint.at for joint in joints]
    for sighting in sightings:
        joint = joints[min(bisect_right(places, sighting.start), len(joints) - 1)]
        if sighting.start < joint.at < sighting.end:
            yield sighting._replace(
                start=joint.end - (joint.at - sighting.start), end=joint.next + sighting.end - joint.at - 1
            )


def unsure_before(found: list[Sighting], more: Iterable[Sighting]) -> Iterator[Sighting]:
    """Yield those of `more` that start in no sure sighting of `found`, which is in order and without overlaps."""
    starts = [sighting.start for sighting in found]
    for sighting in more:
        at = bisect_right(starts, sighting.start)
        sure = [known for known in found[max(at - 1, 0) : at + 1] if known.confidence is Confidence.HIGH]
        if not any(known.start <= sighting.start < known.end for known in sure):
            yield sighting
