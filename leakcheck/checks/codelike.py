"""Whether a place in a text is code, a diff or configuration that somebody shows, and no prose."""

from __future__ import annotations

import re

_FENCE = "```"
_AROUND = "`\"'"
_CODE_LINE = (
    r"(?:[ ]{4,}|[ ]{0,3}\t)\S"  # indented as Markdown does
    r"|[ ]{0,3}(?:[+-]{1,3}(?![ -])\S|[+-]{1,3}[ ]{2}|@@|diff --|index [0-9a-f]{6}|[$#>%][ ]\S|//|/\*|<[/!?a-z%]|\{[%#]"
    r"|(?:import|from|def|function|return|var|let|const|echo|export|sudo|docker|kubectl|curl|set|printf?)[ ]\S"
    r"|-?[ ]?[a-z_][\w.-]{0,60}[ ]?:[ ]*[\"'\[{|$]|-?[ ]?[A-Za-z_][\w.-]{0,60}[ ]?=[ ]*\S)"
)
_CODE_END = r"(?:[;{}\\]|\)[ ]?:)[ \t]*\Z"
_CODE_INSIDE = r"\w\(\)|[-=]>|::|==|!=|\+=|&&|\|\||</"


def is_code(text: str, start: int, end: int) -> bool:
    """Tell whether the line of a span, or the paragraph around it, reads like code; the span itself is left out."""
    if text[start - 1 : start] in tuple(_AROUND) and text[end : end + 1] in tuple(_AROUND):
        return True
    if text.count(_FENCE, 0, start) % 2:
        return True
    begin = text.rfind("\n", 0, start) + 1
    stop = text.find("\n", end)
    stop = len(text) if stop < 0 else stop
    if _reads_like_code(f"{text[begin:start]}x{text[end:stop]}"):
        return True
    return _stands_in_code(text, begin, stop)


def _stands_in_code(text: str, begin: int, stop: int) -> bool:
    """Tell whether most of the other lines of the paragraph are code."""
    first = max(text.rfind("\n\n", 0, begin), begin - 2_000, 0)
    last = text.find("\n\n", stop, stop + 2_000)
    others = [*text[first:begin].splitlines(), *text[stop : stop + 2_000 if last < 0 else last].splitlines()]
    lines = [line for line in others if line.strip()]
    return sum(map(_reads_like_code, lines)) * 2 > len(lines)


def _reads_like_code(line: str) -> bool:
    return bool(
        re.compile(_CODE_LINE).match(line)
        or re.compile(_CODE_END).search(line[-40:])
        or re.compile(_CODE_INSIDE).search(line[:400])
    )
