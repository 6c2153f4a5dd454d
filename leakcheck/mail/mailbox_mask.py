"""Address-field text with everything that is no syntax masked out, offset for offset.

Quoted strings, comments, encoded words, domain literals and template placeholders become runs of Unicode noncharacters
of the same length, so that the rest can be split by plain patterns and every offset still counts in the original.
"""

from __future__ import annotations

import re

QUOTED, QUOTED_REST = "\ufdd0", "\ufdd1"
COMMENT, COMMENT_REST = "\ufdd2", "\ufdd3"
PLACEHOLDER = "\ufdd4"
ENCODED = "\ufdd5"
LITERAL = "\ufdd6"

_OURS = re.compile("[\ufdd0-\ufdd6]")
_OPENING = re.compile(r'["(\\{\[«$%*]|=\?|@\[|<[%<]')
_QUOTED = re.compile(r'"[^"\\]*+(?:\\.[^"\\]*+)*+"', re.DOTALL)
_PAREN = re.compile(r"[()]|\\.", re.DOTALL)
# An "@" or an angle bracket inside an encoded word is no RFC 2047: a mail server would read it as an address.
_ENCODED_WORD = re.compile(r"=\?[^?\s<>@]{1,80}\?[bBqQ]\?[^?\s<>@]{0,500}\?=")
_DOMAIN_LITERAL = re.compile(r"@\[[^\[\]\s<>,;@\"]{1,80}\]")
# Compiled by `re`, which remembers them, when a template first needs one.
_TEMPLATE = {
    "{": r"\{\{\{?[^{}]{0,200}\}\}\}?|\{%.{0,200}?%\}|\{#[^{}]{0,200}#\}|\{\$?[A-Za-z_][\w .-]{0,60}\}",
    "<": r"<%.{0,200}?%>|<<[A-Za-z_][\w .-]{0,60}>>",
    "$": r"\$\{[^{}]{0,200}\}",
    "*": r"\*\|[^|]{0,200}\|\*",
    "[": r"\[\[[^\[\]]{0,200}\]\]|\[%.{0,200}?%\]|\[[A-Z][A-Z_.-]{1,40}\]",
    "«": r"«[^«»@]{0,100}»",
    "%": r"%%?[A-Za-z_][\w.-]{0,60}%%?",
}
_CONTROL = re.compile(r"\{%|\{#|\{\{~?(?:[#/^!]|else\b)|<%(?![=-])")


def masked(text: str) -> str:
    """Return the text, same length, with quoted strings, comments, placeholders and the like as marks.

    A quote that never closes, or that closes only where another one opens, and a parenthesis that never closes stand
    for themselves. Control tags of templates become blanks.
    """
    if _OURS.search(text):
        text = _OURS.sub("\ufffd", text)
    mask = _Mask(text)
    pieces: list[str] = []
    position = 0
    opening = _OPENING.search(text)
    while opening:
        start = opening.start()
        mark = mask.at(start)
        pieces += (text[position:start], mark or text[start])
        position = start + (len(mark) or 1)
        opening = _OPENING.search(text, position)
    return "".join(pieces) + text[position:] if pieces else text


class _Mask:
    """What is known about the whole text: where comments end, and that no quote closes any more."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.open_quotes = True
        self.comment_ends: dict[int, int] | None = None

    def at(self, start: int) -> str:
        """Return the mask of what opens at `start`, "" when it stands for itself."""
        char = self.text[start]
        if char == '"':
            return self.quoted(start)
        if char == "(":
            return self.comment(start)
        if char == "\\":
            return self.text[start : start + 2]
        if char == "=":
            return ENCODED * _length(_ENCODED_WORD, self.text, start)
        if char == "@":
            length = _length(_DOMAIN_LITERAL, self.text, start)
            return "@" + LITERAL * (length - 1) if length else ""
        return self.template(char, start)

    def quoted(self, start: int) -> str:
        found = _QUOTED.match(self.text, start) if self.open_quotes else None
        if found is None:
            self.open_quotes = False
            return ""
        if _is_stray(self.text, start, found.end()):
            return ""
        return QUOTED + QUOTED_REST * (found.end() - start - 1)

    def comment(self, start: int) -> str:
        if self.comment_ends is None:
            self.comment_ends = _comment_ends(self.text, start)
        length = self.comment_ends.get(start, start) - start
        return COMMENT + COMMENT_REST * (length - 1) if length else ""

    def template(self, char: str, start: int) -> str:
        if char == "%" and start and self.text[start - 1] not in " \t\r\n\"'<,;:(":
            return ""
        length = _length(re.compile(_TEMPLATE[char]), self.text, start)
        return (" " if _CONTROL.match(self.text, start) else PLACEHOLDER) * length


def _length(pattern: re.Pattern[str], text: str, start: int) -> int:
    found = pattern.match(text, start)
    return found.end() - start if found else 0


def _is_stray(text: str, start: int, end: int) -> bool:
    """Tell whether a quote before an address list was never closed and the next one belongs to another name."""
    if not text[end : end + 1].isalnum():
        return False
    inner = text[start + 1 : end - 1].rstrip()
    return inner[-1:] in (",", ";") and "@" in inner


def _comment_ends(text: str, start: int) -> dict[int, int]:
    """Return where each comment from `start` on ends, by the offset of its parenthesis; comments nest."""
    ends: dict[int, int] = {}
    waiting: list[int] = []
    for found in _PAREN.finditer(text, start):
        if found[0] == "(":
            waiting.append(found.start())
        elif found[0] == ")" and waiting:
            ends[waiting.pop()] = found.end()
    return ends
