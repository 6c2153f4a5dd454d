"""Paragraphs of format=flowed mail put together again (RFC 3676)."""

from __future__ import annotations

import re

_LINE = re.compile(r"[^\r\n]*+(?:\r\n|[\r\n]|\Z)")
_PREFIX = re.compile(r">*")


def join_flowed(text: str, delsp: bool) -> tuple[str, tuple[tuple[int, int], ...]]:  # noqa: FBT001 - the DelSp parameter
    """Return `text` with soft line breaks joined, and pairs (text offset, source offset) that lead back.

    Space-stuffing is taken off, quote marks stay at the head of each paragraph, "-- " is never joined.
    """
    parts: list[str] = []
    pieces: list[tuple[int, int]] = []
    length = 0
    delta = -1
    soft = -1  # quote depth of the line before when it flows on, else -1
    for match in _LINE.finditer(text):
        start, end = match.span()
        line = match[0]
        depth = len(_PREFIX.match(line)[0])  # type: ignore[index] - matches the empty string
        body = line.rstrip("\r\n")
        content = depth + (body[depth : depth + 1] == " ")
        skip = content if soft == depth else (content if depth == 0 else 0)
        signature = body[content:] == "-- "
        if signature and soft == depth:
            skip = 0
        flows = body.endswith(" ") and not signature
        kept = (body[: len(body) - 1] if flows and delsp else body) if flows else line
        chunk = kept[skip:]
        if chunk:
            at = start + skip
            if at - length != delta:
                delta = at - length
                pieces.append((length, at))
            parts.append(chunk)
            length += len(chunk)
        soft = depth if flows else -1
        if end == len(text):
            break
    return "".join(parts), tuple(pieces)
