"""A member of a list whose members must never be shown stands in To or Cc."""

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
    """This check has no options."""


def check(draft: Draft, options: Options, world: World) -> Iterator[Hit]:
    """Yield one hit a bcc-only circle, as soon as somebody else can see a member."""
    visible = world.people.visible
    if len(visible) < 2:
        return
    for circle in world.policy.circles:
        if not circle.bcc_only:
            continue
        members = [person for key, person in visible.items() if circle.holds(key)]
        if members:
            values = {"people": words.people(len(members)), "circle": circle.name}
            yield Hit(places.of_recipients(members), len(members), values=values)
