"""Paragraphs of format=flowed mail put together again (RFC 3676)."""

from __future__ import annotations

import re

_LINE = re.compile(r"(>*+)( ?)([^\r\n]*+)(\r\n|[\r\n]|\Z)")


def join_flowed(text: str, delsp: bool) -> tuple[str, tuple[tuple[int, int], ...]]:  # noqa: FBT001 - as DelSp=yes
    """Return `text` with soft line breaks joined, and pairs (text offset, source offset) that lead back.

    Space-stuffing is taken off, quote marks stay at the head of each paragraph, "-- " is never joined.
    """
    if " \n" not in text and " \r" not in text and "\n " not in text and text[:1] != " ":
        return text, ((0, 0),) if text else ()
    parts: list[str] = []
    pieces: list[tuple[int, int]] = []
    length = 0
    for start, end in _kept(text, delsp=delsp):
        if start == end:
            continue
        if not pieces or start - length != pieces[-1][1] - pieces[-1][0]:
            pieces.append((length, start))
        parts.append(text[start:end])
        length += end - start
    return "".join(parts), tuple(pieces)


def _kept(text: str, *, delsp: bool) -> list[tuple[int, int]]:
    """Return the ranges of `text` that stay, in order."""
    kept: list[tuple[int, int]] = []
    soft = -1  # quote depth of the line before where it flows on, else -1
    soft_end = 0  # where the text of that line ends
    for match in _LINE.finditer(text):
        if match.start() == len(text):  # nothing after the last line end
            break
        depth = match.end(1) - match.start()
        body = match[3]
        signature = body == "-- "
        start = match.start(3) if depth == 0 else match.start()
        if soft == depth and not signature:
            start = match.start(3)
            kept[-1] = (kept[-1][0], soft_end)
        if start < match.end():
            kept.append((start, match.end()))
        soft = depth if body.endswith(" ") and not signature else -1
        soft_end = match.end(3) - delsp
    return kept
