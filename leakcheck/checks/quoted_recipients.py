"""Addresses of third parties in the header block of a quoted or forwarded mail."""

from __future__ import annotations

from leakcheck.checks import words
from leakcheck.checks.quotes import known_parts
from leakcheck.checks.world import identity, is_colleague
from leakcheck.model.evidence import Evidence
from leakcheck.model.finding import Hit, Place
from leakcheck.model.record import NamedTuple
from leakcheck.model.severity import Severity

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from leakcheck.checks.world import World
    from leakcheck.model.draft import Draft, QuotedHeader, Recipient, Text


class Options(NamedTuple):
    """From how many third parties on a note becomes a warning."""

    people: int = 5


def check(draft: Draft, options: Options, world: World) -> Iterator[Hit]:
    """Yield one hit a text for everybody who is quoted and not on this draft; whom all readers know weigh little.

    Alternatives that say the same are one text.
    """
    known = known_parts(draft, world)
    for blocks in _by_text(draft).values():
        strangers: dict[tuple[int, str], Recipient] = {}
        new: set[str] = set()
        for block in blocks:
            found = _strangers(block, world)
            strangers.update({(block.text, key): mailbox for key, mailbox in found.items()})
            part = known.get(block.text)
            if part is None or not part.start <= block.span.start < part.end:
                new |= found.keys()
        if strangers:
            severity = Severity.WARNING if 0 < options.people <= len(new) else Severity.NOTE
            shown = tuple(_place(mailbox, draft.texts[number]) for (number, _), mailbox in strangers.items())
            total = len({key for _, key in strangers})
            yield Hit(shown, total, severity=severity, values={"people": words.people(total)})


def _by_text(draft: Draft) -> dict[tuple[str, str | int], list[QuotedHeader]]:
    """Return the quoted header blocks by text, those of alternatives together."""
    blocks: dict[tuple[str, str | int], list[QuotedHeader]] = {}
    for block in draft.quoted_headers:
        alternative = draft.texts[block.text].alternative
        key = ("text", block.text) if alternative is None else ("alternatives", alternative)
        blocks.setdefault(key, []).append(block)
    return blocks


def _strangers(block: QuotedHeader, world: World) -> dict[str, Recipient]:
    """Return the people of a block that neither write nor receive this draft, its first appearance each."""
    here = world.people
    found: dict[str, Recipient] = {}
    for mailbox in block.mailboxes:
        key = identity(mailbox)
        if key and key not in here.own and key not in here.everybody and not is_colleague(key, here, world.policy):
            found.setdefault(key, mailbox)
    return found


def _place(mailbox: Recipient, text: Text) -> Place:
    evidence = Evidence(mailbox.addr_spec, "email-address")
    return Place("quoted", text.part, mailbox.span, evidence, mailbox.origin, text=text.text)
