"""Fields that a template writes with a loop: one mail then shows many people."""

from __future__ import annotations

from typing import TYPE_CHECKING

from leakcheck.mail.templates.placeholders import find_placeholders

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from leakcheck.mail.templates.placeholders import Placeholder
    from leakcheck.model.draft import Header

_MANY = ("loop", "join")


def repeated_headers(headers: Iterable[Header], block: str, start: int, forms: tuple[str, ...]) -> Iterator[Header]:
    """Yield the fields that hold a loop or a joined list, or stand in a loop that ends before the text begins.

    `block` is what stands above the text, one character a byte, `start` the offset of its first byte in the file.
    """
    around = list(_loops(find_placeholders(block, forms)))
    for header in headers:
        at = header.origin.span.start - start
        inside = any(begin <= at and header.origin.span.end - start <= end for begin, end in around)
        if inside or any(tag.kind in _MANY for tag in find_placeholders(header.text, forms)):
            yield header


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
