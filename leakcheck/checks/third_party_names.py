"""Somebody is named who does not get the mail: telling one client about another needs no address."""

from __future__ import annotations

import re

from leakcheck.checks import places, words
from leakcheck.checks.seen import normal, region_at
from leakcheck.checks.world import identity
from leakcheck.model.finding import Hit
from leakcheck.model.place import Span
from leakcheck.model.record import NamedTuple
from leakcheck.model.severity import Confidence, Severity

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from leakcheck.checks.seen import Seen
    from leakcheck.checks.world import World
    from leakcheck.detect.names import Person
    from leakcheck.model.draft import Draft, Recipient
    from leakcheck.model.finding import Place


WORD = re.compile(r"[^\W\d_]{2,}")


class Options(NamedTuple):
    """This check has no options."""


def check(draft: Draft, options: Options, world: World) -> Iterator[Hit]:
    """Yield one hit for people of circles, and one, a note, for people known from quoted header lines only.

    Names that a named-entity model of the user saw are a note too.
    """
    here = {*world.people.everybody, *world.people.own}
    declared = _declared(world, here)
    shown = (mailbox for block in draft.quoted_headers for mailbox in block.mailboxes if _is_of_person(mailbox))
    quoted = _people(shown, frozenset(here))
    modelled = [seen for seen in world.seen.get("person-name", ()) if seen.region == "body"]
    if not declared and not quoted and not modelled:
        return
    present = _people((*draft.recipients, *draft.senders), frozenset())
    told: set[str] = set()
    for people, severity in ((declared, None), (quoted, Severity.NOTE)):
        found = [place for place in _named(draft, people, present) if normal(place.evidence.reveal()) not in told]
        if found:
            told |= {normal(place.evidence.reveal()) for place in found}
            yield _hit(found, severity)
    here_too = {word.lower() for person in present for word in person.parts}
    strangers = [seen for seen in modelled if normal(seen.value) not in told and _is_stranger(seen.value, here_too)]
    if strangers:
        yield _hit([_seen_place(seen) for seen in strangers], Severity.NOTE)


def _hit(found: list[Place], severity: Severity | None) -> Hit:
    number = _people_behind({place.evidence.reveal().lower() for place in found})
    return Hit(tuple(found), number, "person-name", severity, values={"people": words.people(number)})


def _people_behind(names: set[str]) -> int:
    """Return how many people names stand for: "anna" is no second person beside "anna berger"."""
    words = [frozenset(WORD.findall(name)) for name in names]
    return sum(not any(mine < other for other in words) for mine in words)


def _is_stranger(name: str, present: set[str]) -> bool:
    """Tell whether no word of a name belongs to somebody who writes or receives the draft."""
    return present.isdisjoint(word.lower() for word in WORD.findall(name))


def _seen_place(seen: Seen) -> Place:
    span = Span(seen.sighting.start, seen.sighting.end)
    return places.of_text(seen.text, span, "person-name", seen.text.where)


def _named(draft: Draft, people: tuple[Person, ...], present: tuple[Person, ...]) -> Iterator[Place]:
    if not people:
        return
    from leakcheck.detect.names import find_known, known
    from leakcheck.detect.prepared import Prepared

    names = known(people, present)
    for text in (text for text in draft.texts if not text.attached):
        for sighting in find_known(Prepared(text.text), names):
            if sighting.confidence >= Confidence.MEDIUM and region_at(text, sighting.start) == "body":
                yield places.of_text(text, Span(sighting.start, sighting.end), "person-name", text.where)


def _declared(world: World, here: set[str]) -> tuple[Person, ...]:
    """Return the members of circles, and the people of the ledger, who neither write nor receive this draft."""
    members = {key for circle in world.policy.circles for key in circle.members} - here
    names = world.consents.known_names if world.consents else frozenset()
    known = [("", key) for key in sorted(members)] + [(name, "") for name in sorted(names)]
    return tuple(person for name, key in known if (person := _person(name, key)))


def _is_of_person(mailbox: Recipient) -> bool:
    """Tell whether a quoted display name is one of a person, not of a list or a program ("MAILER-DAEMON")."""
    from leakcheck.detect.terms import all_cues

    words = [word.lower() for word in WORD.findall(mailbox.display_name or identity(mailbox).rpartition("@")[0])]
    if any(word in all_cues("no-person") or len(set(word)) == 1 for word in words):
        return False
    return len(words) > 1 or not words or words[0] in all_cues("given-name")


def _people(mailboxes: Iterable[Recipient], without: frozenset[str]) -> tuple[Person, ...]:
    found: dict[str, Person] = {}
    for mailbox in mailboxes:
        key = identity(mailbox)
        person = None if key and key in without else _person(mailbox.display_name, key)
        if person:
            found.setdefault(key or mailbox.display_name, person)
    return tuple(found.values())


def _person(display_name: str, key: str) -> Person | None:
    """Make a person out of a display name, or else of the local part of an address ("ann.lee@example.com")."""
    from leakcheck.detect.names import Person
    from leakcheck.detect.terms import all_cues

    name = display_name if "@" not in display_name else ""
    if "," in name:
        last, _, first = name.partition(",")
        name = f"{first} {last}"
    parts = WORD.findall(name or key.rpartition("@")[0])
    if not parts or (len(parts) == 1 and not name and parts[0] not in all_cues("given-name")):
        return None
    return Person(tuple(parts), key)
