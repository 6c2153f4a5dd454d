"""The words over and around the links of a page: they say what a link does whose address tells nothing."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

_AROUND = 80


def words_of(text: str, anchors: list[tuple[int, int, int]]) -> Iterator[tuple[int, tuple[str, str, str]]]:
    """Yield the number of each link with the words before it on its line, over it, and behind it on its line.

    `anchors` are numbers of links, each with the start and end of its text. At most 80 characters before and behind
    count, and none that belong to another link.
    """
    floor = 0
    last = len(anchors) - 1
    for number, (link, start, end) in enumerate(anchors):
        over = text[start:end].lstrip()
        at = end - len(over)
        ceiling = anchors[number + 1][1] if number < last else len(text)
        before = text[max(at - _AROUND, floor) : at].rpartition("\n")[2]
        behind = text[end : min(end + _AROUND, ceiling)].partition("\n")[0]
        yield link, (before, over.rstrip(), behind)
        floor = end
