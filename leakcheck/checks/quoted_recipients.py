"""Addresses of third parties in the header block of a quoted or forwarded mail."""

from __future__ import annotations

from typing import TYPE_CHECKING

from leakcheck.checks import words
from leakcheck.checks.quotes import known_parts
from leakcheck.checks.world import identity, is_colleague
from leakcheck.model.evidence import Evidence
from leakcheck.model.finding import Hit, Place
from leakcheck.model.record import NamedTuple
from leakcheck.model.severity import Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from leakcheck.checks.world import World
    from leakcheck.model.draft import Draft, QuotedHeader, Recipient


class Options(NamedTuple):
    """From how many third parties on a note becomes a warning."""

    people: int = 5


def check(draft: Draft, options: Options, world: World) -> Iterator[Hit]:
    """Yield one hit a text for everybody who is quoted and not on this draft; whom all readers know weigh little."""
    known = known_parts(draft, world)
    for number in dict.fromkeys(block.text for block in draft.quoted_headers):
        strangers: dict[str, Recipient] = {}
        new: set[str] = set()
        for block in draft.quoted_headers:
            if block.text == number:
                found = _strangers(block, world)
                strangers.update(found)
                if number not in known or not known[number].start <= block.span.start < known[number].end:
                    new |= found.keys()
        if strangers:
            severity = Severity.WARNING if 0 < options.people <= len(new) else Severity.NOTE
            text = draft.texts[number]
            shown = tuple(_place(mailbox, text.part, text.text) for mailbox in strangers.values())
            yield Hit(shown, len(strangers), severity=severity, values={"people": words.people(len(strangers))})


def _strangers(block: QuotedHeader, world: World) -> dict[str, Recipient]:
    """Return the people of a block that neither write nor receive this draft, its first appearance each."""
    here = world.people
    found: dict[str, Recipient] = {}
    for mailbox in block.mailboxes:
        key = identity(mailbox)
        if key and key not in here.own and key not in here.everybody and not is_colleague(key, here, world.policy):
            found.setdefault(key, mailbox)
    return found


def _place(mailbox: Recipient, part: str | None, text: str) -> Place:
    evidence = Evidence(mailbox.addr_spec, "email-address")
    return Place("quoted", part, mailbox.span, evidence, mailbox.origin, text=text)
