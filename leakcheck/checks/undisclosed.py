"""People whose address is shown to others without their consent to be shown."""

from __future__ import annotations

from leakcheck.checks import places, words
from leakcheck.checks.consenting import asks_all
from leakcheck.checks.world import is_colleague, know_one_another
from leakcheck.model.consent import DISCLOSE_ADDRESS, DISCLOSE_NAME, Status
from leakcheck.model.finding import Hit
from leakcheck.model.phrase import Phrase
from leakcheck.model.record import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from leakcheck.checks.world import World
    from leakcheck.model.consent import Consents
    from leakcheck.model.draft import Draft, Recipient


class Options(NamedTuple):
    """This check has no options."""


def check(draft: Draft, options: Options, world: World) -> Iterator[Hit]:
    """Yield one hit for all who refused to be shown or whose consent ran out, and where all must agree, are unknown."""
    visible = world.people.visible
    if world.consents is None or len(visible) < 2 or know_one_another(world.people.visible, world.policy):
        return
    shown = []
    for key, person in visible.items():
        status = _shown(world.consents, person, key)
        absent = not status.agreed and asks_all(world) and not is_colleague(key, world.people, world.policy)
        if status.objected or status is Status.EXPIRED or absent:
            shown.append((person, status))
    if shown:
        refused = sum(status.objected for _, status in shown)
        yield Hit(
            places.of_recipients(person for person, _ in shown),
            len(shown),
            values={
                "people": words.people(len(shown)),
                "others": words.people(len(visible) - 1),
                "refused": Phrase(", {people} refused it", people=words.people(refused)) if refused else "",
            },
        )


def _shown(consents: Consents, person: Recipient, key: str) -> Status:
    """Return the status for the address, or for the name where one stands and its owner refused to show it."""
    name = consents.status(key, DISCLOSE_NAME) if person.display_name else Status.UNKNOWN
    return name if name.objected else consents.status(key, DISCLOSE_ADDRESS)
