"""Lines of calendars and address cards put together again (RFC 5545, 3.1; RFC 6350, 3.2)."""

from __future__ import annotations

import re

FOLDED_TYPES = frozenset({"text/calendar", "text/vcard", "text/x-vcard", "text/directory"})
_FOLD = re.compile(r"\n[ \t]")


def join_folded(text: str) -> tuple[str, tuple[tuple[int, int], ...]]:
    """Return `text` (line ends LF) without its folds, and pairs (text offset, source offset) that lead back."""
    parts: list[str] = []
    pieces: list[tuple[int, int]] = []
    start = length = 0
    ends = [(fold.start(), fold.end()) for fold in _FOLD.finditer(text)]
    for end, following in [*ends, (len(text), len(text))]:
        if end > start:
            parts.append(text[start:end])
            pieces.append((length, start))
            length += end - start
        start = following
    return "".join(parts), tuple(pieces)
