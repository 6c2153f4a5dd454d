"""Places on the map: pairs of decimal degrees, degrees with minutes, links to a point on a map."""

from __future__ import annotations

import re

from leakcheck.detect import cues
from leakcheck.model.severity import Confidence
from leakcheck.model.sighting import Sighting

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from leakcheck.detect.prepared import Prepared

_CUES = cues.index(
    """
    gps, coordinates, coordinate, coords, location, latitude, lat, lon, long, longitude, lng, geo, position,
    map, koordinaten, standort, coordonnées, position gps, coordenadas, ubicación, coordinate gps, posizione,
    coördinaten, locatie, localização
    """
)
_PAIR = (
    r"[0-9]{1,2}\.[0-9]{3,8}(?: ?°?[NS])?(?:[,;] ?| )(?:(?:lon|lng|long|longitude)[ :=]{1,3})?"
    r"([-+]?[0-9]{1,3}\.[0-9]{3,8})(?: ?°?[EWO])?(?![0-9]|\.[0-9])"
)
_MINUTES = r"°[ ]?[0-9]{1,2}[′'][ ]?(?:[0-9]{1,2}(?:\.[0-9]{1,4})?[″\"”]?'{0,2})?[ ]?"
_DMS = rf"{_MINUTES}[NS]?[ ,;/]{{0,3}}[0-9]{{1,3}}{_MINUTES}[EWO]?"
_MAP_HOSTS = (
    *("google.com/maps", "maps.google.", "goo.gl/maps", "maps.app.goo.gl", "openstreetmap.org", "maps.apple.com"),
    *("bing.com/maps", "what3words.com/", "osm.org/", "waze.com/", "share.here.com/", "wego.here.com/"),
    *("yandex.com/maps", "yandex.ru/maps", "yandex.com.tr/harita"),
)
_HOST_WORDS = frozenset({"maps", "openstreetmap", "osm", "what3words", "waze", "wego", "yandex"})
# Two numbers with a sign between them (Yandex gives the longitude first), a short link, or Bing's street with a number.
_POINT = (
    r"[@=/,#.:][-+]?[0-9]{1,3}\.[0-9]{3,20}(?:,|%2[Cc]|~|%7[Ee]|/|&[a-z]{2,4}=)[-+]?[0-9]{1,3}\.[0-9]{3,20}|"
    r"(?:maps\.app\.goo\.gl|goo\.gl/maps|what3words\.com|waze\.com/ul)/\w|"
    r"[?&]where1=(?:%[0-9A-Fa-f]{2}|[^&#%0-9]){0,60}[0-9]{1,4}[a-z]?(?:[+,&]|%2[0Cc]|$)"
)


def find(prepared: Prepared, _region: str) -> Iterator[Sighting]:
    """Yield coordinates and map links."""
    plain = prepared.plain
    yield from _pairs(prepared)
    if "°" in plain:
        for found in re.finditer(_DMS, plain):
            start = _digits_before(plain, found.start())
            if start < found.start():
                yield Sighting("geo-location", start, found.end(), Confidence.HIGH, "coordinates")
    yield from _links(prepared)


def _pairs(prepared: Prepared) -> Iterator[Sighting]:
    plain = prepared.plain
    for run in prepared.runs(_fits):
        found = re.compile(_PAIR).match(plain, run.start)
        if not found:
            continue
        start, end = _signed(plain, run.start), found.end()
        latitude, longitude = float(found[0].partition(".")[0]), float(found[1])
        if plain[start - 1 : start].isalnum() or latitude > 90 or abs(longitude) > 180:
            continue
        if re.search(r"[NS].*[EWO]$", found[0]) or cues.near(prepared, start, end, _CUES):
            yield Sighting("geo-location", start, end, Confidence.HIGH, "coordinates")


def _fits(layout: str) -> bool:
    return layout.startswith(("9.999", "99.999"))


def _signed(plain: str, start: int) -> int:
    return start - 1 if plain[max(start - 1, 0) : start] in {"-", "+"} else start


def _digits_before(plain: str, at: int) -> int:
    head = plain[max(at - 3, 0) : at]
    return at - (len(head) - len(head.rstrip("0123456789")))


def _links(prepared: Prepared) -> Iterator[Sighting]:
    for mask in prepared.masked_spans if _speaks_of_maps(prepared.vocabulary) else ():
        if mask.kind == "url":
            url = prepared.plain[mask.start : mask.end].rstrip(".,;:!?)>'")
            if any(host in url for host in _MAP_HOSTS) and re.search(_POINT, url):
                yield Sighting("geo-location", mask.start, mask.start + len(url), Confidence.HIGH, "map-link")
    if "geo" in prepared.vocabulary:
        for found in re.finditer(r"geo:-?[0-9]{1,2}\.[0-9]{2,8},-?[0-9]{1,3}\.[0-9]{2,8}", prepared.lower):
            yield Sighting("geo-location", *found.span(), Confidence.HIGH, "coordinates")


def _speaks_of_maps(vocabulary: frozenset[str]) -> bool:
    return not vocabulary.isdisjoint(_HOST_WORDS) or vocabulary.issuperset(("share", "here"))
