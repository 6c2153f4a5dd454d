"""Where each recipient of a draft stands: one judgement a person, the worst that is true."""

from __future__ import annotations

from enum import Enum

from leakcheck.checks import words
from leakcheck.checks.world import is_colleague
from leakcheck.model.consent import EVERYTHING, MARKETING, Consents, Status, is_contact, is_marketing
from leakcheck.model.phrase import Phrase

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from leakcheck.checks.world import World
    from leakcheck.model.draft import Recipient


class Judgement(Enum):
    """What consent says of one recipient for the purpose of the draft."""

    AGREED = "agreed"
    OBJECTED = "withdrew or refused"
    EXPIRED = "ran out"
    OTHER = "agreed to something else"
    ABSENT = "unknown"


def judge(consents: Consents, key: str, purpose: str) -> Judgement:
    """Judge one person; without a purpose any consent to be written to will do."""
    if purpose:
        statuses = {consents.status(key, purpose)}
    else:
        own = [known for known in consents.purposes.get(key, ()) if is_contact(known)]
        statuses = {consents.status(key, known) for known in (*own, EVERYTHING)}
        if any(status.agreed for status in statuses):
            return Judgement.AGREED
    if any(status.objected for status in statuses):
        return Judgement.OBJECTED
    if Status.EXPIRED in statuses:
        return Judgement.EXPIRED
    if any(status.agreed for status in statuses):
        return Judgement.AGREED
    elsewhere = any(is_contact(p) and consents.status(key, p).agreed for p in consents.purposes.get(key, ()))
    return Judgement.OTHER if elsewhere else Judgement.ABSENT


def judgements(world: World) -> Iterator[tuple[Recipient, Judgement]]:
    """Yield every recipient that has an address with the judgement; nothing without a ledger."""
    consents = world.consents
    if consents is None:
        return
    for key, person in world.people.everybody.items():
        if person.key:
            yield person, judge(consents, key, world.purpose)


def those(world: World, wanted: Judgement) -> list[Recipient]:
    """Return the recipients with one judgement; absence is not held against colleagues."""
    lacking = wanted in {Judgement.OTHER, Judgement.ABSENT}
    if lacking and not asks_all(world):
        return []
    return [
        person
        for person, judgement in judgements(world)
        if judgement is wanted and not (lacking and is_colleague(person.key, world.people, world.policy))
    ]


def asks_all(world: World) -> bool:
    """Tell whether this draft may only go to people who are known to have agreed."""
    return world.policy.strict_consent or is_marketing(world.purpose)


def aim(world: World) -> str:
    """Return the purpose in words that follow "agreed to"."""
    if world.purpose in {MARKETING, "marketing"}:
        return "get offers"
    return Phrase("{purpose} mail", purpose=world.purpose) if world.purpose else "being written to"


def consent_notes(world: World) -> tuple[str, ...]:
    """Return one line that says what the draft is for, how that is known, and where its recipients stand."""
    counted = dict.fromkeys(Judgement, 0)
    for _, judgement in judgements(world):
        counted[judgement] += 1
    if not any(counted.values()):
        return ()
    aimed = f"the purpose is {world.purpose}, since {world.purpose_reason}" if world.purpose else _UNKNOWN
    groups = ", ".join(f"{words.people(number)} {_SAID[judged]}" for judged, number in counted.items() if number)
    return (f"consent: {aimed}: {groups}",)


_UNKNOWN = "no purpose is known (--purpose NAME tells), so any consent to be written to will do"
_SAID = {
    Judgement.AGREED: "agreed",
    Judgement.OBJECTED: "withdrew or refused",
    Judgement.EXPIRED: "with consent that ran out",
    Judgement.OTHER: "agreed to something else only",
    Judgement.ABSENT: "unknown",
}
