"""Bring the ledger into the world of a draft: purpose, consents, circles; or say why it could not be asked."""

from __future__ import annotations

from leakcheck.address.canonical import canonical
from leakcheck.engine.purpose import purpose_of
from leakcheck.model.draft import Unread

TYPE_CHECKING = False
if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator

    from leakcheck.checks.world import World
    from leakcheck.consent.asking import Asker, Known, LedgerAsker
    from leakcheck.model.draft import Draft
    from leakcheck.model.policy import Circle, Policy

NO_LEDGER = "no ledger configured, leakcheck consent init makes one"
_FROM_LEDGER = "ledger:"
_CONFIGURE = "Set [consent] ledger in leakcheck.toml"
_MOST_NAMES = 2_000


def asker_for(policy: Policy) -> LedgerAsker | None:
    """Return who knows about consent under a policy, None where no ledger is configured; nothing is opened yet."""
    if not policy.ledger:
        return None
    from leakcheck.consent.asking import LedgerAsker

    return LedgerAsker(policy.ledger)


def consulted(draft: Draft, world: World, asker: Asker | None) -> tuple[Draft, World]:
    """Return the world with what the ledger says, and the draft with what could not be asked."""
    if asker is None:
        lacking = _lacking(world.policy)
        return draft._replace(unread=draft.unread + lacking), _purposed(draft, world, guess=False)
    from leakcheck.checks.mentions import single_names
    from leakcheck.consent.errors import LedgerError
    from leakcheck.consent.judging import consents_on

    try:
        people = [key for key, person in world.people.everybody.items() if person.key]
        known = asker.ask(list(dict.fromkeys([*people, *_attached(world)])), _other_names(draft), single_names(draft))
    except LedgerError as error:
        unread = Unread("consent", str(error), help=error.help or "Make the ledger readable and check again")
        return draft._replace(unread=(*draft.unread, unread)), _purposed(draft, world, guess=True)
    policy, missing = with_circles(world.policy, known)
    world = _purposed(draft, world._replace(policy=policy), guess=True)
    consents = consents_on(known, _day(draft, world.today), _shared(known, world))
    gaps = (*draft.unread, *missing, *_slip(world, known))
    return draft._replace(unread=gaps), world._replace(consents=consents)


def _slip(world: World, known: Known) -> tuple[Unread, ...]:
    """Say when the purpose is one that nobody has heard of and that resembles a known one: it would ask for nothing."""
    if not world.purpose:
        return ()
    from leakcheck.consent.purposes import PURPOSES, near_purpose

    if world.purpose in PURPOSES:
        return ()
    near = near_purpose(world.purpose, {answer.purpose for answer in known.answers})
    why = f"nobody stands for it in the ledger, did you mean {near}?"
    return (Unread(f"the purpose {world.purpose}", why, help=f"Say --purpose {near}"),) if near else ()


def _attached(world: World) -> list[str]:
    """Return the addresses in attachments, whose owners may have agreed to be sent around."""
    seen = (item for item in world.seen.get("email-address", ()) if item.region == "attachment")
    return list(dict.fromkeys(key for item in seen if (key := canonical(item.value))))


def _purposed(draft: Draft, world: World, *, guess: bool) -> World:
    purpose = purpose_of(draft, world.policy, world.people, guess=guess)
    return world._replace(purpose=purpose.name, purpose_reason=purpose.reason)


def with_circles(policy: Policy, known: Known) -> tuple[Policy, tuple[Unread, ...]]:
    """Return the policy with the circles of the ledger added, and those it names that the ledger does not have."""
    ledger = {circle.name: circle for circle in known.circles}
    circles, missing = [], []
    for circle in policy.circles:
        name = circle.members_from.removeprefix(_FROM_LEDGER) if circle.members_from else circle.name
        source = ledger.get(name)
        if circle.members_from and source is None:
            missing.append(_no_circle(circle))
        circles.append(_joined(circle, source))
        if circle.name == name:
            ledger.pop(name, None)
    return policy._replace(circles=(*circles, *ledger.values())), tuple(missing)


def _joined(circle: Circle, source: Circle | None) -> Circle:
    if source is None:
        return circle
    return circle._replace(members=circle.members | source.members, bcc_only=circle.bcc_only or source.bcc_only)


def _no_circle(circle: Circle) -> Unread:
    name = circle.members_from.removeprefix(_FROM_LEDGER)
    return Unread(
        f"the circle {circle.name}", f"the ledger has no circle {name}", help="leakcheck consent circle add makes it"
    )


def _lacking(policy: Policy) -> tuple[Unread, ...]:
    """Say which circles have their members in a ledger that is not configured."""
    return tuple(
        Unread(f"the circle {circle.name}", "its members stand in a ledger, and none is configured", help=_CONFIGURE)
        for circle in policy.circles
        if circle.members_from
    )


def _shared(known: Known, world: World) -> frozenset[str]:
    """Return the circles that hold everybody who is visible, where the ledger has any."""
    visible = world.people.visible
    if not (known.circles and visible):
        return frozenset()
    return frozenset(c.name for c in world.policy.circles if not c.bcc_only and all(map(c.holds, visible)))


def _other_names(draft: Draft) -> list[str]:
    own = {" ".join(sender.display_name.split()) for sender in draft.senders}
    return [name for name in _names(draft) if name not in own]


def _names(draft: Draft) -> list[str]:
    """Return the runs of words with capitals in the texts: the ledger knows which of them are names of its people."""
    from itertools import islice

    return list(
        dict.fromkeys(
            islice((name for text in draft.texts if not text.attached for name in _capitals(text.text)), _MOST_NAMES)
        )
    )


def _capitals(text: str) -> Iterator[str]:
    """Yield pairs and triples of neighbouring words that begin with a capital."""
    run: list[str] = []
    for word in text.split():
        plain = word.strip(".,;:!?()[]\"'<>")
        if plain[:1].isupper() and len(plain) > 1:
            run = [*run[-2:], plain]
            yield from (" ".join(run[-size:]) for size in (2, 3) if len(run) >= size)
        if not (word[-1:].isalnum() and plain[:1].isupper()):
            run = []


def _day(draft: Draft, today: dt.date) -> dt.date:
    return draft.date.date() if draft.date is not None else today
