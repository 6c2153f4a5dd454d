"""Fields that a template writes with a loop: one mail then shows many people."""

from __future__ import annotations

import re

from leakcheck.mail.templates.placeholders import find_placeholders, joined_name

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from leakcheck.mail.templates.placeholders import Placeholder
    from leakcheck.model.draft import Header

_MANY = ("loop", "join")
_CAPTURE = r"\{%[-+]?\s{0,9}(?:capture|set)\s{1,9}(\w{1,60})\s{0,9}[-+]?%\}"
_CAPTURED = r"\{%[-+]?\s{0,9}end(?:capture|set)\b"


def repeated_headers(headers: Iterable[Header], block: str, start: int, forms: tuple[str, ...]) -> Iterator[Header]:
    """Yield the fields that hold a loop or a joined list, or stand in a loop that ends before the text begins.

    `block` is what stands above the text, one character a byte, `start` the offset of its first byte in the file.
    """
    tags = find_placeholders(block, forms)
    around = list(_loops(tags))
    lists = {name for tag in tags if (name := joined_name(block[tag.span.start : tag.span.end]))}
    lists |= set(_captured(block, tags))
    for header in headers:
        first, last = header.origin.span.start - start, header.origin.span.end - start
        inside = any(begin <= first and last <= end for begin, end in around)
        begun = any(first <= tag.span.start < last and tag.kind in _MANY for tag in tags)  # it may end on a later line
        if inside or begun or any(_is_many(header.text, tag, lists) for tag in find_placeholders(header.text, forms)):
            yield header


def _captured(block: str, tags: tuple[Placeholder, ...]) -> Iterator[str]:
    """Yield the names under which a template keeps text that it repeats: `{% capture all %}`, `{% set all %}`."""
    name = ""
    for tag in tags:
        begins = re.match(_CAPTURE, block[tag.span.start : tag.span.end])
        if begins or (tag.kind == "end" and re.match(_CAPTURED, block[tag.span.start : tag.span.end])):
            name = begins[1] if begins else ""
        elif name and tag.kind in _MANY:
            yield name


def _is_many(text: str, tag: Placeholder, lists: set[str]) -> bool:
    """Tell whether a tag repeats, joins, or writes what another tag has joined."""
    words = re.findall(r"\w+", text[tag.span.start : tag.span.end]) if lists else ()
    return tag.kind in _MANY or not lists.isdisjoint(words)


def _loops(tags: tuple[Placeholder, ...]) -> Iterator[tuple[int, int]]:
    """Yield where loops begin and end; one that never ends goes on below and repeats whole mails."""
    waiting: list[Placeholder] = []
    for tag in tags:
        if tag.kind in {"loop", "open"}:
            waiting.append(tag)
        elif tag.kind == "end" and waiting:
            first = waiting.pop()
            if first.kind == "loop":
                yield first.span.start, tag.span.end
