"""People who agreed to be written to, but for another purpose."""

from __future__ import annotations

from leakcheck.checks import places, words
from leakcheck.checks.consenting import Judgement, aim, those
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
    """Yield one hit for all of them."""
    people = those(world, Judgement.OTHER)
    if people:
        values = {"people": words.people(len(people)), "aim": aim(world)}
        yield Hit(places.of_recipients(people), len(people), values=values)
