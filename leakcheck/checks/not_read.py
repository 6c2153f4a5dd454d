"""What was not read, and why: encrypted, unsupported, over a limit."""

from __future__ import annotations

from leakcheck.model.draft import Origin
from leakcheck.model.evidence import Evidence
from leakcheck.model.finding import Hit, Place
from leakcheck.model.place import Span
from leakcheck.model.record import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from leakcheck.checks.world import World
    from leakcheck.model.draft import Draft, Unread


class Options(NamedTuple):
    """This check has no options."""


def check(draft: Draft, options: Options, world: World) -> Iterator[Hit]:
    """Yield one hit for each thing that was not read."""
    for unread in draft.unread:
        helped = unread.help or "Open it and look yourself, or leave it out"
        values = {"what": unread.what, "why": unread.why, "how": helped}
        yield Hit((_place(unread, draft),), 1, values=values)


def _place(unread: Unread, draft: Draft) -> Place:
    where = unread.what if unread.part else "file"
    part = next((part for part in draft.parts if part.number == unread.part), None)
    start = part.body.start if part else 0
    origin = Origin("raw", part.number, part.buffer, Span(start, start)) if part else Origin("none", unread.part)
    return Place(where, unread.part, Span(0, 0), Evidence(""), origin)
