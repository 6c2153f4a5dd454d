"""A recipient that is no deliverable address by syntax, or that nobody could read."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from leakcheck.checks import places, words
from leakcheck.model.finding import Hit

if TYPE_CHECKING:
    from collections.abc import Iterator

    from leakcheck.checks.world import World
    from leakcheck.model.draft import Draft


class Options(NamedTuple):
    """This check has no options."""


def check(draft: Draft, options: Options, world: World) -> Iterator[Hit]:  # noqa: ARG001 - one shape for all checks
    """Yield one hit for all broken recipients."""
    found = [recipient for recipient in draft.recipients if recipient.problem in {"invalid", "unreadable"}]
    if found:
        shown = tuple(places.of_recipient(r, places.as_written(draft, r)) for r in found)
        yield Hit(shown, len(found), values={"recipients": words.count(len(found), "recipient")})
