"""Cut a stretch out of HTML so that what is left is still balanced."""

from __future__ import annotations

import re

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

_TAG = re.compile(r"<(/?)([A-Za-z][^\s<>/]*+)[^<>]*+>")
_VOID = frozenset(
    ("area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr")
)
_DEEPEST = 60


def what_stays(html: str) -> str:
    """Return the tags of a stretch that must stay when it is cut: those whose partner stands outside."""
    open_tags: list[tuple[str, str]] = []
    closing: list[str] = []
    for tag, name, closes in _tags(html):
        if not closes:
            open_tags.append((name, tag))
            continue
        depth = next((n for n, (other, _) in enumerate(reversed(open_tags[-_DEEPEST:]), 1) if other == name), 0)
        if depth:
            del open_tags[-depth:]
        else:
            closing.append(tag)
            open_tags.clear()
    return "".join(closing) + "".join(tag for _, tag in open_tags)


def _tags(html: str) -> Iterator[tuple[str, str, bool]]:
    """Yield (tag, name, whether it closes) of each tag that has a partner, comments left out."""
    at, comment = 0, html.find("<!--")
    for match in _TAG.finditer(html):
        while 0 <= comment < match.start():
            end = html.find("-->", comment + 4)
            at, comment = (end, html.find("<!--", end)) if end >= 0 else (comment, -1)
        if match.start() < at:
            continue
        name = match[2].lower()
        if name not in _VOID and not match[0].endswith("/>"):
            yield match[0], name, bool(match[1])
