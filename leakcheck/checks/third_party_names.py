"""Somebody is named who does not get the mail: telling one client about another needs no address."""

from __future__ import annotations

import re

from leakcheck.checks import places, words
from leakcheck.checks.alone import Alone, alone_in, words_in
from leakcheck.checks.seen import normal, region_at
from leakcheck.checks.world import identity
from leakcheck.model.finding import Hit
from leakcheck.model.place import Span
from leakcheck.model.record import NamedTuple
from leakcheck.model.severity import Confidence, Severity

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from leakcheck.checks.alone import Single
    from leakcheck.checks.seen import Seen
    from leakcheck.checks.world import World
    from leakcheck.detect.names import Person
    from leakcheck.model.draft import Draft, Recipient
    from leakcheck.model.finding import Place


WORD = re.compile(r"[^\W\d_]{2,}")


class Options(NamedTuple):
    """`common`: a given name or surname alone that more people of the ledger bear is a note."""

    common: int = 20


def check(draft: Draft, options: Options, world: World) -> Iterator[Hit]:
    """Yield one hit for people of circles and of the ledger, and one, a note, for people of quoted header lines only.

    Single names that very many of the ledger bear are in the note. What a named-entity model of the user saw is a note.
    """
    here = {*world.people.everybody, *world.people.own}
    declared = _declared(world, here)
    bearers = world.consents.known_words if world.consents else {}
    shown = (mailbox for block in draft.quoted_headers for mailbox in block.mailboxes if _is_of_person(mailbox))
    quoted = _people(shown, frozenset(here))
    modelled = [seen for seen in world.seen.get("person-name", ()) if seen.region == "body"]
    if not declared and not quoted and not modelled and not bearers:
        return
    present = _people((*draft.recipients, *draft.senders), frozenset())
    alone = alone_in(draft, _pairs(declared), frozenset(bearers)) if declared or quoted or bearers else Alone()
    here_by = words_in(
        f"{box.display_name} {identity(box).rpartition('@')[0]}" for box in draft.recipients + draft.senders
    )
    free = alone.of_nobody_in(here_by | words_in(part for person in quoted for part in person.parts))
    told: set[str] = set()
    rare = [one for one in free if bearers[one.word] <= options.common]
    often = [one for one in free if bearers[one.word] > options.common]
    for people, singles, severity in ((declared, rare, None), (quoted, often, Severity.NOTE)):
        named = _named(draft, people, present, alone.strangers, singles)
        found = [place for place in named if normal(place.evidence.reveal()) not in told]
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


def _named(
    draft: Draft,
    people: tuple[Person, ...],
    present: tuple[Person, ...],
    strangers: frozenset[str],
    singles: list[Single],
) -> Iterator[Place]:
    """Yield where people are named, and single names of others, in order; no given name of `strangers` alone."""
    if not people and not singles:
        return
    from leakcheck.detect.called import plain_word
    from leakcheck.detect.names import find_known, known
    from leakcheck.detect.prepared import Prepared

    names = known(people, present)
    for text in (text for text in draft.texts if not text.attached):
        spans = [
            Span(sighting.start, sighting.end)
            for sighting in (find_known(Prepared(text.text), names) if people else ())
            if sighting.confidence >= Confidence.MEDIUM
            and region_at(text, sighting.start) == "body"
            and not (
                sighting.detail == "first-name" and plain_word(text.text[sighting.start : sighting.end]) in strangers
            )
        ]
        others = [single.span for single in singles if single.text is text]
        spans += [one for one in others if not any(span.start <= one.start < span.end for span in spans)]
        for span in sorted(spans, key=lambda span: span.start):
            yield places.of_text(text, span, "person-name", text.where)


def _declared(world: World, here: set[str]) -> tuple[Person, ...]:
    """Return the members of circles, and the people of the ledger, who neither write nor receive this draft."""
    members = {key for circle in world.policy.circles for key in circle.members} - here
    names = world.consents.known_names if world.consents else frozenset()
    known = [("", key) for key in sorted(members)] + [(name, "") for name in sorted(names)]
    return tuple(person for name, key in known if (person := _person(name, key)))


def _pairs(people: tuple[Person, ...]) -> frozenset[tuple[str, str]]:
    """Return given name and surname of those of whom both are known."""
    from leakcheck.detect.called import plain_word

    return frozenset((plain_word(p.parts[0]), plain_word(p.parts[-1])) for p in people if len(p.parts) > 1)


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
