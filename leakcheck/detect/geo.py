"""Places on the map: pairs of decimal degrees, degrees with minutes, links to a point on a map."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from leakcheck.detect import cues
from leakcheck.model.severity import Confidence
from leakcheck.model.sighting import Sighting

if TYPE_CHECKING:
    from collections.abc import Iterator

    from leakcheck.detect.prepared import Prepared

_CUES = (
    *("gps", "coordinates", "coordinate", "coords", "location", "latitude", "lat", "lon", "long", "longitude", "lng"),
    *("geo", "position", "map", "koordinaten", "standort", "coordonnées", "position gps", "coordenadas", "ubicación"),
    *("coordinate gps", "posizione", "coördinaten", "locatie", "localização"),
)
# From the fraction of the latitude on: the sign and the whole degrees stand before it and are looked at in code.
_PAIR = r"\.[0-9]{3,8}(?: ?°?[NS])?(?:[,;] ?| )(?:(?:lon|lng|long|longitude)[ :=]{1,3})?([-+]?[0-9]{1,3}\.[0-9]{3,8})(?: ?°?[EWO])?"
_DMS = r"°[ ]?[0-9]{1,2}[′'’][ ]?(?:[0-9]{1,2}(?:\.[0-9]{1,4})?[″\"”]{0,2}(?:'')?)?[ ]?[NS]?[ ,;/]{0,3}[0-9]{1,3}°[ ]?[0-9]{1,2}[′'’][ ]?(?:[0-9]{1,2}(?:\.[0-9]{1,4})?[″\"”]{0,2}(?:'')?)?[ ]?[EWO]?"
_MAP_HOSTS = (
    *("google.com/maps", "maps.google.", "goo.gl/maps", "maps.app.goo.gl", "openstreetmap.org", "maps.apple.com"),
    *("bing.com/maps", "what3words.com/", "osm.org/"),
)
_POINT = r"[@=/,#][-+]?[0-9]{1,2}\.[0-9]{3,10}(?:,|%2C|/|&[a-z]{2,4}=)[-+]?[0-9]{1,3}\.[0-9]{3,10}|maps\.app\.goo\.gl/\w|goo\.gl/maps/\w|what3words\.com/\w"


def find(prepared: Prepared, _region: str) -> Iterator[Sighting]:
    """Yield coordinates and map links."""
    plain = prepared.plain
    if "." in plain:
        yield from _pairs(prepared)
    if "°" in plain:
        for found in re.finditer(_DMS, plain):
            start = found.start() - len(plain[max(found.start() - 3, 0) : found.start()]) + 0
            start = _digits_before(plain, found.start())
            if start < found.start():
                yield Sighting("geo-location", start, found.end(), Confidence.HIGH, "coordinates")
    yield from _links(prepared)


def _pairs(prepared: Prepared) -> Iterator[Sighting]:
    plain = prepared.plain
    for found in re.finditer(_PAIR, plain):
        start = _digits_before(plain, found.start())
        end = found.end()
        if start == found.start() or plain[end : end + 1].isdigit() or plain[end : end + 2] in {".0", ".1"}:
            continue
        latitude, longitude = float(plain[start : found.start()]), float(found[1])
        if abs(latitude) > 90 or abs(longitude) > 180 or prepared.masked(start):
            continue
        lettered = bool(re.search(r"[NS].*[EWO]$", found[0]))
        if lettered or cues.near(prepared, start, end, _CUES):
            yield Sighting("geo-location", start, end, Confidence.HIGH, "coordinates")


def _digits_before(plain: str, at: int) -> int:
    head = plain[max(at - 4, 0) : at]
    digits = len(head) - len(head.rstrip("0123456789"))
    start = at - digits
    return start - 1 if digits and plain[start - 1 : start] in {"-", "+"} else start


def _links(prepared: Prepared) -> Iterator[Sighting]:
    for mask in prepared.masked_spans:
        if mask.kind == "url":
            url = prepared.plain[mask.start : mask.end].rstrip(".,;:!?)>'")
            if any(host in url for host in _MAP_HOSTS) and re.search(_POINT, url):
                yield Sighting("geo-location", mask.start, mask.start + len(url), Confidence.HIGH, "map-link")
    if "geo:" in prepared.lower:
        for found in re.finditer(r"geo:-?[0-9]{1,2}\.[0-9]{2,8},-?[0-9]{1,3}\.[0-9]{2,8}", prepared.lower):
            yield Sighting("geo-location", *found.span(), Confidence.HIGH, "coordinates")
