"""An RFC 5322 group name that every recipient will read."""

from __future__ import annotations

import re

from leakcheck.checks import words
from leakcheck.model.draft import VISIBLE_FIELDS
from leakcheck.model.evidence import Evidence
from leakcheck.model.finding import Hit, Place
from leakcheck.model.record import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from leakcheck.checks.world import World
    from leakcheck.model.draft import Draft


class Options(NamedTuple):
    """Group names that tell nothing, as mail programs write them; compared without case, blanks and hyphens."""

    neutral: tuple[str, ...] = ()


def check(draft: Draft, options: Options, world: World) -> Iterator[Hit]:
    """Yield one hit for all group names in visible fields."""
    if not draft.groups:
        return
    neutral = {_plain(name) for name in options.neutral}
    found = [g for g in draft.groups if g.field in VISIBLE_FIELDS and _plain(g.name) not in neutral and g.name.strip()]
    if found:
        shown = tuple(Place(g.field, None, g.span, Evidence(g.name, "person-name"), g.origin) for g in found)
        yield Hit(shown, len(found), values={"groups": words.count(len(found), "group name")})


def _plain(name: str) -> str:
    return re.sub(r"[\s_-]+", "", name).lower()
