"""What a reply quotes: whether its readers know that already."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from leakcheck.checks.world import identity

if TYPE_CHECKING:
    from leakcheck.checks.world import World
    from leakcheck.model.draft import Draft

# Prefixes that mail programs put before the subject of a forwarded mail, in the usual languages.
FORWARDS = r"(?i)\s*(?:fwd?|wg|tr|rv|i|enc|doorst|vs|pd)\s*:"
REPLIES = r"(?i)\s*(?:re|aw|antw|sv|r|rif|res|odp)\s*(?:\[\d{1,3}\])?\s*:"


def is_reply(draft: Draft) -> bool:
    """Tell whether a draft answers a mail; one that passes it on does not."""
    subject = draft.header("Subject") or ""
    if re.compile(FORWARDS).match(subject):
        return False
    return draft.reply or re.compile(REPLIES).match(subject) is not None


def known_from(draft: Draft, world: World) -> dict[int, int]:
    """Map the number of a text to the offset from which on all readers know it: each was on the mail it answers.

    What that mail quotes itself was in it, so that it lasts to the end of the text.
    """
    readers = world.people.everybody.keys()
    if not draft.quoted_headers or not readers or not is_reply(draft):
        return {}
    known: dict[int, int] = {}
    seen: set[int] = set()
    for block in draft.quoted_headers:
        if block.text not in seen:
            seen.add(block.text)
            if readers <= {identity(mailbox) for mailbox in block.mailboxes}:
                known[block.text] = block.span.start
    return known
