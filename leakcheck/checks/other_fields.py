"""Addresses of people in header fields that mail programs hide from the writer, but not from whom gets the mail."""

from __future__ import annotations

from leakcheck.address.canonical import canonical
from leakcheck.checks import words
from leakcheck.checks.world import is_colleague, know_one_another
from leakcheck.detect import scan_text
from leakcheck.model.evidence import Evidence
from leakcheck.model.finding import Hit, Place
from leakcheck.model.place import Span
from leakcheck.model.record import NamedTuple
from leakcheck.model.severity import level_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from leakcheck.checks.world import World
    from leakcheck.model.draft import Draft, Header

_ADDRESS = frozenset({"email-address"})


class Options(NamedTuple):
    """Fields to search, in lower case, a star at the end stands for anything; thresholds in people, 0 for never."""

    fields: tuple[str, ...] = ("*",)
    ignored: tuple[str, ...] = ()
    note: int = 2
    warning: int = 5
    error: int = 10


def check(draft: Draft, options: Options, world: World) -> Iterator[Hit]:
    """Yield one hit for everybody who is named there and neither writes nor is visible anyway."""
    found: dict[str, Place] = {}
    for header in draft.headers:
        if "@" in header.text and _is_searched(header.name.lower(), options):
            for key, place in people_in(header):
                found.setdefault(key, place)
    if not found:
        return
    known = {sender.key for sender in draft.senders if sender.field in {"From", "Sender"}}.union(world.people.visible)
    here, policy = world.people, world.policy
    known |= here.own
    strangers = {key: place for key, place in found.items() if key not in known and not is_colleague(key, here, policy)}
    level = level_of(len(strangers), note=options.note, warning=options.warning, error=options.error)
    if level is None or know_one_another(strangers, policy):
        return
    names = words.listed(dict.fromkeys(place.where for place in strangers.values()))
    values = {"people": words.people(len(strangers)), "names": names}
    yield Hit(tuple(strangers.values()), len(strangers), severity=level, values=values)


def people_in(header: Header) -> Iterator[tuple[str, Place]]:
    """Yield the canonical key and the place of each address in a field."""
    for sighting in scan_text(header.text, kinds=_ADDRESS):
        span = Span(sighting.start, sighting.end)
        address = header.text[sighting.start : sighting.end]
        evidence = Evidence(address, sighting.kind)
        yield canonical(address), Place(header.name, None, span, evidence, header.origin, text=header.text)


def _is_searched(name: str, options: Options) -> bool:
    return words.is_among(name, options.fields) and not words.is_among(name, options.ignored)
