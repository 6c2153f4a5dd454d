"""Links that let their holder act as, or learn about, one person: in the text and behind it."""

from __future__ import annotations

from leakcheck.checks import words
from leakcheck.checks.known import known_address
from leakcheck.model.evidence import Evidence
from leakcheck.model.finding import Hit, Place
from leakcheck.model.place import Span
from leakcheck.model.record import NamedTuple
from leakcheck.model.severity import Confidence, Severity

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from leakcheck.checks.seen import Seen
    from leakcheck.checks.world import World
    from leakcheck.model.draft import Draft, Link


class Options(NamedTuple):
    """Local parts that belong to an office, not to a person."""

    roles: tuple[str, ...] = ()


def check(draft: Draft, options: Options, world: World) -> Iterator[Hit]:
    """Yield one hit for all such links; a note when the mail goes to one person alone and they name nobody else."""
    found: dict[str, list[Place]] = {}
    for seen in world.seen.get("personal-link", ()):
        if seen.region == "body":
            found.setdefault(seen.value, []).append(_shown(seen))
    for link in draft.links:
        if link.how == "href" and _personal(link):
            found.setdefault(link.text, []).append(_behind(link))
    if found:
        alone = len(world.people.everybody) == 1 and not any(_names_another(url, options, world) for url in found)
        severity = Severity.NOTE if alone else None
        shown = tuple(place for places in found.values() for place in places)
        yield Hit(shown, len(found), "personal-link", severity, values={"links": words.count(len(found), "link")})


def _names_another(url: str, options: Options, world: World) -> bool:
    from leakcheck.detect.links import addresses_in, scan_url

    sighting = scan_url(url)
    if sighting is None or sighting.detail != "address":
        return False
    return not all(known_address(address, options.roles, world) for address in addresses_in(url))


def _personal(link: Link) -> bool:
    from leakcheck.detect.links import scan_url

    sighting = scan_url(link.text)
    if sighting is not None and sighting.confidence >= Confidence.MEDIUM:
        return True
    if not any(link.words):
        return False
    from leakcheck.detect.link_words import written

    return written(link.text, *link.words) is not None


def _shown(seen: Seen) -> Place:
    span = Span(seen.sighting.start, seen.sighting.end)
    return Place(
        "body", seen.text.part, span, Evidence(seen.value, "personal-link"), seen.text.origin, text=seen.text.text
    )


def _behind(link: Link) -> Place:
    return Place("link", link.part, link.span, Evidence(link.text, "personal-link"), link.origin)
