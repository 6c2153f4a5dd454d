"""People who said no: withdrew, refused, or must never be written to."""

from __future__ import annotations

from leakcheck.checks import places, words
from leakcheck.checks.consenting import Judgement, those
from leakcheck.model.consent import EVERYTHING, Status
from leakcheck.model.finding import Hit
from leakcheck.model.phrase import Phrase
from leakcheck.model.record import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from leakcheck.checks.world import World
    from leakcheck.model.consent import Consents
    from leakcheck.model.draft import Draft


class Options(NamedTuple):
    """This check has no options."""


def check(draft: Draft, options: Options, world: World) -> Iterator[Hit]:
    """Yield one hit for all of them, whatever the purpose."""
    people = those(world, Judgement.OBJECTED)
    if not people or world.consents is None:
        return
    said = [_said(world.consents, person.key, world.purpose) for person in people]
    counts = words.listed(Phrase("{number} " + word, number=said.count(word)) for word in _WORDS if word in said)
    yield Hit(places.of_recipients(people), len(people), values={"people": words.people(len(people)), "counts": counts})


_WORDS = ("withdrew", "refused", "must not be written to")


def _said(consents: Consents, key: str, purpose: str) -> str:
    if key in consents.suppressed:
        return "must not be written to"
    status = consents.status(key, purpose or EVERYTHING)
    return "refused" if status is Status.REFUSED else "withdrew"
