"""Header fields that should not travel: found by their names."""

from __future__ import annotations

from leakcheck.checks import places, words
from leakcheck.model.finding import Hit
from leakcheck.model.record import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from leakcheck.checks.world import World
    from leakcheck.model.draft import Draft


class Options(NamedTuple):
    """Field names in lower case; a star at the end stands for anything."""

    names: tuple[str, ...] = ()


def check(draft: Draft, options: Options, world: World) -> Iterator[Hit]:
    """Yield one hit for all fields with such a name."""
    named = [header for header in draft.headers if words.is_among(header.name.lower(), options.names)]
    found = [header for header in named if header.text.strip()]
    if found:
        names = ", ".join(dict.fromkeys(header.name for header in found))
        values = {"fields": words.count(len(found), "header field"), "names": names}
        yield Hit(tuple(places.of_header(header) for header in found), len(found), values=values)
