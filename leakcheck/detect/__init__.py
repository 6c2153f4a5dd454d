"""Text -> sightings of personal data."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable

    from leakcheck.detect.prepared import Prepared
    from leakcheck.model.sighting import Sighting

__all__ = ["resolved", "scan_rows", "scan_running", "scan_text"]


# The kinds that a name in a table or a record may tell.
NAMED = frozenset(
    {
        *("date-of-birth", "national-id", "tax-id", "passport", "driving-licence", "bank-account", "vehicle", "secret"),
        *("phone-number", "health", "special-category"),
    }
)
# One of these stands between the cells of a table (`tables.SEPARATORS`).
_COLUMNS = ("\t", "|", ";", "  ")


def scan_text(text: str, region: str = "", kinds: frozenset[str] | None = None) -> list[Sighting]:
    """Return what looks like personal data in a text, in order and without overlaps.

    `region` is the ISO 3166 code of the country whose national phone numbers are meant ("" for none in particular).
    `kinds` limits the search to families that can emit one of them. Offsets count code points of `text`.
    """
    if (not text.isascii() or "\0" in text) and (unseen := _unseen(text)):
        return _scan_around(text, unseen, region, kinds)
    from leakcheck.detect.prepared import Prepared

    prepared = Prepared(text)
    found = _running(prepared, region, kinds)
    if kinds is not None and kinds.isdisjoint(NAMED):
        return found
    if any(sign in text for sign in _COLUMNS):
        from leakcheck.detect import tables

        if tables.may_be_headed(prepared.vocabulary):
            found = resolved([*found, *tables.headed(text, region, kinds)])
    if ('"' in text and '":' in text) or ("<" in text and "</" in text):
        from leakcheck.detect import records

        found = resolved([*found, *records.named(text, region, kinds)])
    return found


def scan_rows(text: str, region: str = "") -> list[Sighting]:
    """Return what `scan_running` does in the rows of a sheet, where no value goes on behind a line end."""
    from leakcheck.detect.prepared import Prepared

    return resolved(_sightings(Prepared(text), region, None))


def scan_running(text: str, region: str = "", kinds: frozenset[str] | None = None) -> list[Sighting]:
    """Return what `scan_text` does, without what only the heads of tables tell and with every character in its way."""
    from leakcheck.detect.prepared import Prepared

    return _running(Prepared(text), region, kinds)


def _running(prepared: Prepared, region: str, kinds: frozenset[str] | None) -> list[Sighting]:
    from leakcheck.detect import wrapped
    from leakcheck.detect.prepared import Prepared

    found = resolved(_sightings(prepared, region, kinds))
    sought = wrapped.KINDS if kinds is None else wrapped.KINDS & kinds
    pieces, joints = wrapped.joined(prepared, addresses="postal-address" in sought) if sought else ("", [])
    if not joints:
        return found
    more = wrapped.placed(_sightings(Prepared(pieces), region, sought), joints)
    return resolved([*found, *wrapped.unsure_before(found, more)])


def _sightings(prepared: Prepared, region: str, kinds: frozenset[str] | None) -> list[Sighting]:
    from leakcheck.detect.families import FAMILIES, load

    found: list[Sighting] = []
    region = region.upper()
    for family in FAMILIES:
        if (kinds is None or not kinds.isdisjoint(family.kinds)) and family.gate(prepared):
            found += load(family)(prepared, region)
    return found if kinds is None else [sighting for sighting in found if sighting.kind in kinds]


def _unseen(text: str) -> list[int]:
    """Return where characters stand that nobody sees and that would cut a number or a word in two."""
    import re

    return [found.start() for found in re.finditer("[\0\u00ad\u200b-\u200f\u2060-\u2064\ufeff]", text)]


def _scan_around(text: str, unseen: list[int], region: str, kinds: frozenset[str] | None) -> list[Sighting]:
    """Scan a text without its unseen characters, and give the sightings their places in the text as it is."""
    from bisect import bisect_right

    ends = [place - number for number, place in enumerate(unseen)]  # offsets in the bare text before which one stood
    bare = text.translate(dict.fromkeys({ord(text[place]) for place in unseen}))
    return [
        sighting._replace(
            start=sighting.start + bisect_right(ends, sighting.start),
            end=sighting.end + bisect_right(ends, sighting.end - 1),
        )
        for sighting in scan_text(bare, region, kinds)
    ]


def resolved(sightings: Iterable[Sighting]) -> list[Sighting]:
    """Return sightings sorted by start; of those that overlap the surest stays, then the longest."""
    kept: list[Sighting] = []
    cluster: list[Sighting] = []
    end = -1
    for sighting in sorted(sightings, key=lambda s: (s.start, s.end)):
        if sighting.start >= end:
            kept += _best(cluster)
            cluster = []
        cluster.append(sighting)
        end = max(end, sighting.end)
    return kept + _best(cluster)


def _best(cluster: list[Sighting]) -> list[Sighting]:
    """Return those of a chain of overlapping sightings that do not overlap, surest and longest first."""
    if len(cluster) < 2:
        return cluster
    from bisect import bisect

    kept: list[Sighting] = []
    starts: list[int] = []
    for sighting in sorted(cluster, key=lambda s: (-s.confidence, s.start - s.end, s.start)):
        at = bisect(starts, sighting.start)
        if (not at or kept[at - 1].end <= sighting.start) and (at == len(kept) or sighting.end <= kept[at].start):
            kept.insert(at, sighting)
            starts.insert(at, sighting.start)
    return kept
