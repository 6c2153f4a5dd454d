"""One pattern for many words: their common beginnings stand in it once, so that its cost is that of one word."""

from __future__ import annotations

import re

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from typing import Any

# A node of the tree: pieces of patterns lead to further nodes; _END leads to what must stand behind a whole word.
_END = ""


def pattern_of(words: Iterable[Sequence[str]]) -> re.Pattern[str] | None:
    """Return a pattern that finds whole words, the longest at a place, in any case; None for no words.

    A word is a sequence of pieces, each a pattern for one character or more: escaped characters where they stand for
    themselves. A word that begins or ends with a letter or digit is not found inside of a longer one.
    """
    inside: dict[str, Any] = {}
    outside: dict[str, Any] = {}
    for word in words:
        node = inside if word[0].isalnum() else outside
        for piece in word:
            node = node.setdefault(piece, {})
        node[_END] = r"(?!\w)" if word[-1].isalnum() else ""
    found = [rf"(?<!\w){_branches(inside)}"] if inside else []
    found += [_branches(outside)] if outside else []
    return re.compile("|".join(found), re.IGNORECASE) if found else None


def _branches(tree: dict[str, Any]) -> str:
    """Return the pattern of a tree, without recursion: words may be long."""
    written: list[str] = []
    waiting: list[dict[str, Any] | str] = [tree]
    while waiting:
        node = waiting.pop()
        if isinstance(node, str):
            written.append(node)
            continue
        ways = sorted(node.items(), key=lambda way: way[0] == _END)
        several = len(ways) > 1
        waiting += [")"] * several
        for number, (piece, below) in enumerate(reversed(ways), 1):
            waiting += (below, piece, *(["|"] if number < len(ways) else []))
        waiting += ["(?:"] * several
    return "".join(written)
