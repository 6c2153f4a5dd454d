"""Turn the hits of a check into findings: level, words, places in the file."""

from __future__ import annotations

from leakcheck.mail.places import Places
from leakcheck.model.finding import Finding
from leakcheck.model.phrase import Phrase
from leakcheck.model.place import Excerpt, Location, Span

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping

    from leakcheck.checks.world import World
    from leakcheck.engine.plan import Step
    from leakcheck.model.draft import Draft, Origin
    from leakcheck.model.finding import Hit, Place
    from leakcheck.model.rule import Rule

WINDOW = 200
EXCERPTS = 50  # a report shows the lines of the first few places only


class Finder:
    """Makes findings for one draft; the maps that places need are built once, when the first is asked for."""

    def __init__(self, draft: Draft, world: World) -> None:
        self._draft = draft
        self._world = world
        self._places = Places(draft)
        self._headers: dict[Origin, str] = {}
        self._sightings: dict[str, list[Span]] = {}

    def finding(self, step: Step, hit: Hit) -> Finding:
        """Return the finding of a hit."""
        rule = step.rule
        locations = tuple(self._location(place, number < EXCERPTS) for number, place in enumerate(hit.places))
        severity = step.severity or hit.severity or rule.severity
        message = hit.message or fill(rule.message, hit.values)
        return Finding(
            rule,
            severity,
            hit.confidence or rule.confidence,
            hit.kind,
            message,
            fill(rule.help, hit.values),
            hit.total,
            fingerprint(rule, self._draft.path, hit),
            locations,
        )

    def _location(self, place: Place, shown: bool) -> Location:  # noqa: FBT001 - called in one place
        line, column = self._places.locate(place.origin, place.span)
        text = (place.text or self._header_text(place.origin)) if shown else ""
        excerpt = _excerpt(text, place.span, self._spans(place)) if text else None
        return Location(
            place.where,
            place.part,
            place.inside,
            line,
            column,
            place.span.start,
            place.span.end,
            place.evidence,
            excerpt,
        )

    def _header_text(self, origin: Origin) -> str:
        if origin.form != "field":
            return ""
        if not self._headers:
            self._headers = {header.origin: header.text for header in self._draft.headers}
        return self._headers.get(origin, "")

    def _spans(self, place: Place) -> list[Span]:
        """Return where other personal data stands in the text of a place."""
        if not place.text:
            return []
        if not self._sightings:
            for items in self._world.seen.values():
                for item in items:
                    span = Span(item.sighting.start, item.sighting.end)
                    self._sightings.setdefault(item.text.text, []).append(span)
        return self._sightings.get(place.text, [])


def fill(template: str, values: Mapping[str, str]) -> Phrase:
    """Return a message with its values in place; a name that has no value stays as it is, for examples to find."""
    return Phrase(template, **values)


def fingerprint(rule: Rule, path: str, hit: Hit) -> str:
    """Return a stable identity made of rule, path, place, kind and count; no value goes into it."""
    where = sorted(
        {
            f"{place.where if not place.where.startswith('attachment') else 'attachment'}:{place.part}"
            for place in hit.places
        }
    )
    import zlib

    words = "\0".join((rule.id, path, *where, hit.kind or "", str(hit.total)))
    data = words.encode("utf-8", "surrogateescape")
    return f"{zlib.crc32(data):08x}{zlib.adler32(data):08x}"


def sort_key(finding: Finding) -> tuple[int, tuple[int, int], str, str]:
    """Order by harm, then by place, then by rule."""
    first = min(((loc.line or 0, loc.column or 0) for loc in finding.locations), default=(0, 0))
    return (-finding.severity, first, finding.rule.id, finding.kind or "")


def _excerpt(text: str, span: Span, others: list[Span]) -> Excerpt:
    """Cut the line around a span, at most WINDOW characters to each side."""
    left, right = max(span.start - WINDOW, 0), span.end + WINDOW
    begin = text.rfind("\n", left, span.start) + 1 or left
    stop = text.find("\n", span.end, right)
    stop = min(len(text), right) if stop < 0 else stop
    hidden = tuple(
        Span(max(other.start, begin) - begin, min(other.end, stop) - begin)
        for other in others
        if other.start < stop and other.end > begin and not (other.start < span.end and other.end > span.start)
    )
    return Excerpt(text[begin:stop].replace("\t", " "), Span(span.start - begin, span.end - begin), hidden)
