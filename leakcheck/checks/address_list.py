"""Contact data or names of many people in one attachment: the list of all clients."""

from __future__ import annotations

from leakcheck.address.canonical import canonical
from leakcheck.checks import places, words
from leakcheck.checks.known import is_known, may_be_attached
from leakcheck.checks.rosters import named_in
from leakcheck.checks.seen import normal
from leakcheck.checks.world import know_one_another, strangers
from leakcheck.model.evidence import Evidence
from leakcheck.model.finding import Hit
from leakcheck.model.phrase import Phrase
from leakcheck.model.place import Span
from leakcheck.model.record import NamedTuple
from leakcheck.model.severity import Confidence, level_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from leakcheck.checks.seen import Seen
    from leakcheck.checks.world import World
    from leakcheck.model.draft import Draft
    from leakcheck.model.finding import Place

REGION = "attachment"
SHOWN = 1_000  # names that are shown by place; the others are counted
_NAMES = "{file} lists {people} by name{place}"


class Options(NamedTuple):
    """Thresholds in people; 0 switches a level off. `roles` are local parts that belong to an office."""

    note: int = 2
    warning: int = 5
    error: int = 25
    roles: tuple[str, ...] = ()


def check(draft: Draft, options: Options, world: World) -> Iterator[Hit]:
    """Yield one hit a file: as many people as it has distinct addresses, phone numbers or cards, whichever is most.

    Rows of tables that name somebody without an address or a number count too.
    """
    for part, where in dict.fromkeys((text.part or "", text.where) for text in draft.texts if text.attached):
        addresses = _addresses(part, where, options, world)
        phones = _distinct("phone-number", part, where, options, world)
        items, kind = (addresses, "email-address") if len(addresses) >= len(phones) else (phones, "phone-number")
        total = len(items) + world.more.get((part, kind), 0)
        name = places.file_of(where)
        cards = sum(listed.people for listed in draft.listed if listed.part == part and listed.name == name)
        named = _named(draft, part, where, world)
        total = max(total, cards) + len(named)
        severity = level_of(total, note=options.note, warning=options.warning, error=options.error)
        if severity and not (kind == "email-address" and items and _stays_in_one_circle(items, total, world)):
            shown = (*map(_place, items), *named[:SHOWN]) or (places.of_part(draft, part, name, Evidence("")),)
            values = {"people": words.people(total), "file": name, "place": places.places_of(shown)}
            if total == len(named):
                yield Hit(shown, total, "person-name", severity, Confidence.MEDIUM, values, Phrase(_NAMES, **values))
            else:
                yield Hit(shown, total, kind, severity, values=values)


def _named(draft: Draft, part: str, where: str, world: World) -> tuple[Place, ...]:
    """Return one place for each person whom a table names, without those who write or get the draft."""
    if any(world.more.get((part, kind)) for kind in ("email-address", "phone-number")):
        return ()
    texts = [text for text in draft.texts if text.attached and (text.part or "") == part and text.where == where]
    contacts: dict[int, list[int]] = {}
    for kind in ("email-address", "phone-number"):
        for item in world.seen.get(kind, ()):
            if item.text.part == part and item.text.where == where:
                contacts.setdefault(id(item.text), []).append(item.sighting.start)
    found: dict[str, Place] = {}
    present = {normal(mailbox.display_name) for mailbox in (*draft.recipients, *draft.senders)}
    for text, person in named_in(texts, {key: sorted(starts) for key, starts in contacts.items()}):
        key = normal(person.name)
        if key not in found and key not in present:
            found[key] = places.of_text(text, Span(person.start, person.end), "person-name", where)
    return tuple(found.values())


def _addresses(part: str, where: str, options: Options, world: World) -> tuple[Seen, ...]:
    """Return one sighting an address of those who did not agree to have it sent around."""
    found = _distinct("email-address", part, where, options, world)
    return tuple(item for item in found if not may_be_attached(item.value, world))


def _distinct(kind: str, part: str, where: str, options: Options, world: World) -> tuple[Seen, ...]:
    found: dict[str, Seen] = {}
    for item in world.seen.get(kind, ()):
        if item.region != REGION or item.text.part != part or item.text.where != where or item.sighting.sample:
            continue
        if not is_known(item, options.roles, world):
            found.setdefault(canonical(item.value) or normal(item.value), item)
    return tuple(found.values())


def _stays_in_one_circle(items: tuple[Seen, ...], total: int, world: World) -> bool:
    """Tell whether the people on a list, and everybody who gets it, know one another."""
    if total > len(items):
        return False
    return know_one_another((*map(canonical, (item.value for item in items)), *strangers(world)), world.policy)


def _place(item: Seen) -> Place:
    span = Span(item.sighting.start, item.sighting.end)
    return places.of_text(item.text, span, item.sighting.kind, item.text.where)
