"""Text inside HTML comments, plain ones and the conditional ones that only Outlook reads."""

from __future__ import annotations

import re

from leakcheck.mail.html_entities import decode_value

_CONDITION = re.compile(r"\s{0,100}\[if ([^\]]{0,200})\]\s{0,100}>?", re.IGNORECASE)
_NO_TEXT = re.compile(
    r"<(style|xml|script|title)(?=[\s>])[^<>]*+>(?:[^<]|<(?!/\1))*+(?:</\1\s{0,20}>|\Z)|<!\[endif\]|<!\[if [^<>]*+>",
    re.IGNORECASE,
)
_MARKUP = re.compile(r"<[^<>]*+>")
_BLANKS = re.compile(r"\s+")
_WORD = re.compile(r"[^\W_]")
_TOOL_MARKS = frozenset(("startfragment", "endfragment", "[if", "endif", "<![endif]", "more", "o:p"))


def comment_text(inner: str) -> tuple[str, str]:
    """Return the text of a comment and how it is hidden: "comment", or "outlook-only" for a conditional one.

    Mark-up, style sheets, settings of Office and the marks of tools are no text.
    """
    condition = _CONDITION.match(inner)
    how = "comment"
    if condition is not None:
        inner = inner[condition.end() :]
        how = "outlook-only"
    if _WORD.search(inner) is None:
        return "", how
    if "<" in inner:
        inner = _MARKUP.sub(" ", _NO_TEXT.sub(" ", inner))
    text = _BLANKS.sub(" ", decode_value(inner)).strip()
    if _WORD.search(text) is None or text.lower() in _TOOL_MARKS:
        return "", how
    return text, how
