"""People of whom nobody knows that they agreed to what this draft is for."""

from __future__ import annotations

from leakcheck.checks import places, words
from leakcheck.checks.consenting import Judgement, aim, those
from leakcheck.model.finding import Hit
from leakcheck.model.phrase import Phrase
from leakcheck.model.record import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from leakcheck.checks.world import World
    from leakcheck.model.draft import Draft


class Options(NamedTuple):
    """This check has no options."""


def check(draft: Draft, options: Options, world: World) -> Iterator[Hit]:
    """Yield one hit for all of them; a similar address that agreed is a hint, never consent."""
    people = those(world, Judgement.ABSENT)
    if not people or world.consents is None:
        return
    similar = sum(person.key in world.consents.similar for person in people)
    near = words.count(similar, "similar address", "similar addresses")
    hint = Phrase("; {addresses} agreed: is the spelling right?", addresses=near)
    values = {"people": words.people(len(people)), "aim": aim(world), "hint": hint if similar else ""}
    yield Hit(places.of_recipients(people), len(people), values=values)
