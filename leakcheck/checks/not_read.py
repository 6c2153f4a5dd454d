"""What was not read, and why: encrypted, unsupported, over a limit."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from leakcheck.model.draft import Origin
from leakcheck.model.evidence import Evidence
from leakcheck.model.finding import Hit, Place
from leakcheck.model.place import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from leakcheck.checks.world import World
    from leakcheck.model.draft import Draft, Unread


class Options(NamedTuple):
    """This check has no options."""


def check(draft: Draft, options: Options, world: World) -> Iterator[Hit]:  # noqa: ARG001 - one shape for all checks
    """Yield one hit for each thing that was not read."""
    for unread in draft.unread:
        helped = unread.help or "Open it and look yourself, or leave it out"
        yield Hit((_place(unread),), 1, values={"what": unread.what, "why": unread.why, "how": helped})


def _place(unread: Unread) -> Place:
    where = unread.what if unread.part else "file"
    return Place(where, unread.part, Span(0, 0), Evidence(""), Origin("part" if unread.part else "none", unread.part))
