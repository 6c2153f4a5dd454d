"""What a reply quotes: whether its readers know that already."""

from __future__ import annotations

import re

from leakcheck.checks.world import identity
from leakcheck.model.place import Span

TYPE_CHECKING = False
if TYPE_CHECKING:
    from leakcheck.checks.world import World
    from leakcheck.model.draft import Draft, QuotedHeader, Text

# Prefixes that mail programs put before the subject of a forwarded mail, in the usual languages.
FORWARDS = r"(?i)\s*(?:fwd?|wg|tr|rv|i|enc|doorst|vs|pd)\s*:"
REPLIES = r"(?i)\s*(?:re|aw|antw|sv|r|rif|res|odp)\s*(?:\[\d{1,3}\])?\s*:"


def is_reply(draft: Draft) -> bool:
    """Tell whether a draft answers a mail; one that passes it on does not."""
    subject = draft.header("Subject") or ""
    if re.compile(FORWARDS).match(subject):
        return False
    return draft.reply or re.compile(REPLIES).match(subject) is not None


def known_parts(draft: Draft, world: World) -> dict[int, Span]:
    """Map the number of a text to the part that all readers know: the mail it answers, where each of them was on it.

    What that mail quotes itself was in it; another quote beside it was not.
    """
    readers = world.people.everybody.keys()
    if not draft.quoted_headers or not readers or not is_reply(draft):
        return {}
    blocks: dict[int, list[QuotedHeader]] = {}
    for block in draft.quoted_headers:
        blocks.setdefault(block.text, []).append(block)
    return {
        number: Span(first.span.start, _end(draft.texts[number], first, later))
        for number, (first, *later) in blocks.items()
        if readers <= {identity(mailbox) for mailbox in first.mailboxes}
    }


def _end(text: Text, first: QuotedHeader, later: list[QuotedHeader]) -> int:
    """Return where the mail that a header block opens ends: at a block no deeper, or behind words of the writer."""
    marked = text.text[first.span.end :].lstrip().startswith(">")
    depth = _depth(text.text, first.span.start)
    own = [r.span.start for r in text.regions if r.kind == "body" and r.span.start > first.span.start]
    for block in later:
        beside = marked and _depth(text.text, block.span.start) <= depth
        if beside or (own and own[0] < block.span.start):
            return block.span.start
    return len(text.text)


def _depth(text: str, at: int) -> int:
    """Return how many marks of quotation the line of a place begins with."""
    line = text[text.rfind("\n", 0, at) + 1 : at + 80]
    return line[: len(line) - len(line.lstrip("> \t|"))].count(">")
