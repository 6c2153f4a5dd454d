"""Lines of calendars and address cards put together again (RFC 5545, 3.1; RFC 6350, 3.2).

In a card of version 2.1 the blank that opens the next line is part of the text, in all others it is not.
"""

from __future__ import annotations

import re

FOLDED_TYPES = frozenset({"text/calendar", "text/vcard", "text/x-vcard", "text/directory"})
_FOLD = r"\n[ \t]"
_OLD_FOLD = r"\n(?=[ \t])"
_OLD = r"(?im)^VERSION:2\.1[ \t]*$"


def join_folded(text: str) -> tuple[str, tuple[tuple[int, int], ...]]:
    """Return `text` (line ends LF) without its folds, and pairs (text offset, source offset) that lead back."""
    parts: list[str] = []
    pieces: list[tuple[int, int]] = []
    start = length = 0
    folds = _OLD_FOLD if re.search(_OLD, text) else _FOLD
    ends = [(fold.start(), fold.end()) for fold in re.finditer(folds, text)]
    for end, following in [*ends, (len(text), len(text))]:
        if end > start:
            parts.append(text[start:end])
            pieces.append((length, start))
            length += end - start
        start = following
    return "".join(parts), tuple(pieces)
