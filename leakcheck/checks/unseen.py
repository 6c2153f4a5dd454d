"""What a page holds besides the text that is read: hidden text, scripts, attributes, addresses behind links."""

from __future__ import annotations

import re

from leakcheck.checks.known import known_address
from leakcheck.detect import scan_text
from leakcheck.model.draft import Hidden
from leakcheck.model.severity import Confidence

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from leakcheck.checks.world import World
    from leakcheck.model.draft import Draft, Link

# Shown when the pointer rests on it, or where pictures are off.
ON_DEMAND = frozenset({"alt", "title", "link"})
# Full of names and numbers for programs: such a text counts only for what it tells of a person.
_FOR_PROGRAMS = ON_DEMAND | {"attribute", "script", "style", "noembed", "noframes", "iframe", "xmp"}
_CONTACTS = ("mailto:", "tel:", "sms:", "callto:")
_END = 7  # digits that two ways to write one phone number have in common


def unseen(draft: Draft) -> tuple[Hidden, ...]:
    """Return the hidden texts of a draft, and as such what its attributes hold."""
    return draft.hidden + tuple(_of_links(draft.links))


def is_for_programs(hidden: Hidden) -> bool:
    """Tell whether a text counts only where it tells something of a person that the page does not show."""
    return hidden.how in _FOR_PROGRAMS


def tells_of_people(hidden: Hidden, shown: str, roles: tuple[str, ...], world: World) -> bool:
    """Tell whether a text holds personal data of others that the page does not show; `shown` is its text, squeezed."""
    for sighting in scan_text(hidden.text, world.policy.region):
        value = hidden.text[sighting.start : sighting.end]
        key = squeeze(value)
        known = (key[-_END:] if sighting.kind == "phone-number" else key) in shown
        if known or sighting.confidence < Confidence.MEDIUM:
            continue
        if sighting.kind != "email-address" or not known_address(value, roles, world):
            return True
    return False


def _of_links(links: tuple[Link, ...]) -> Iterator[Hidden]:
    if not links:
        return
    from urllib.parse import unquote

    from leakcheck.mail.html_tags import TELLING

    for link in links:
        how, text = link.how, link.text
        if how == "href" and text[:7].lower().startswith(_CONTACTS):
            yield Hidden(link.part, unquote(text), "link", False, link.span, link.origin)
        elif how in _FOR_PROGRAMS and TELLING.search(text):
            yield Hidden(link.part, text, how, False, link.span, link.origin)


def squeeze(text: str) -> str:
    """Return the letters and digits of a text alone, so that two ways to write a number are one."""
    return re.sub(r"[\W_]+", "", text).lower()
