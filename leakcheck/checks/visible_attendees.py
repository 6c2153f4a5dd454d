"""The people invited by a calendar entry see one another."""

from __future__ import annotations

from leakcheck.address.domains import domain_of
from leakcheck.checks import words
from leakcheck.checks.world import know_one_another, strangers
from leakcheck.model.evidence import Evidence
from leakcheck.model.finding import Hit, Place
from leakcheck.model.record import NamedTuple
from leakcheck.model.severity import level_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from leakcheck.checks.world import World
    from leakcheck.model.draft import Attendee, Draft


class Options(NamedTuple):
    """Thresholds in people who are not own; 0 switches a level off."""

    note: int = 2
    warning: int = 5
    error: int = 0


def check(draft: Draft, options: Options, world: World) -> Iterator[Hit]:
    """Yield one hit a calendar part."""
    for part in dict.fromkeys(attendee.part for attendee in draft.attendees):
        people = _outsiders(draft, part, world)
        severity = level_of(len(people), note=options.note, warning=options.warning, error=options.error)
        if severity and not know_one_another((*people, *strangers(world)), world.policy):
            shown = tuple(_place(attendee) for attendee in people.values())
            yield Hit(shown, len(people), severity=severity, values={"people": words.people(len(people))})


def _outsiders(draft: Draft, part: str, world: World) -> dict[str, Attendee]:
    people: dict[str, Attendee] = {}
    for attendee in draft.attendees:
        key = attendee.key or attendee.address.lower()
        if attendee.part == part and key not in world.people.own and not world.policy.owns_domain(domain_of(key)):
            people.setdefault(key, attendee)
    return people


def _place(attendee: Attendee) -> Place:
    return Place(
        "attendees", attendee.part, attendee.span, Evidence(attendee.address, "email-address"), attendee.origin
    )
