"""People whose consent has run out on the day of the draft."""

from __future__ import annotations

from leakcheck.checks import places, words
from leakcheck.checks.consenting import Judgement, those
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
    """Yield one hit for all of them, whatever the purpose."""
    people = those(world, Judgement.EXPIRED)
    if people and world.consents is not None:
        keys = {person.key for person in people}
        last = max((day for (key, _), day in world.consents.expiries.items() if key in keys), default=None)
        since = Phrase(", the last on {day}" if len(people) > 1 else " on {day}", day=last.isoformat()) if last else ""
        values = {"people": words.people(len(people)), "since": since}
        yield Hit(places.of_recipients(people), len(people), values=values)
