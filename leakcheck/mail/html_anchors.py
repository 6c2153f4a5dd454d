"""The words over and around the links of a page: they say what a link does whose address tells nothing."""

from __future__ import annotations

from leakcheck.model.record import NamedTuple

_AROUND = 80


class Anchor(NamedTuple):
    """The seen text of a link, `text[start:end]`; `link` is its number among the links of the page."""

    link: int
    start: int
    end: int


def words_of(text: str, anchors: list[Anchor]) -> dict[int, tuple[str, str, str]]:
    """Return by number of the link the words before it on its line, over it, and behind it on its line.

    At most 80 characters before and behind, and none that belong to another link.
    """
    found: dict[int, tuple[str, str, str]] = {}
    ends = [0, *(anchor.end for anchor in anchors)]
    starts = [*(anchor.start for anchor in anchors[1:]), len(text)]
    for (link, start, end), floor, ceiling in zip(anchors, ends, starts, strict=False):
        over = text[start:end]
        at = start + len(over) - len(over.lstrip())
        before = text[max(at - _AROUND, floor) : at].rpartition("\n")[2]
        behind = text[end : min(end + _AROUND, ceiling)].partition("\n")[0]
        found[link] = (before, over.strip(), behind)
    return found
