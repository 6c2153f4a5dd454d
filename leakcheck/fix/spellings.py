"""How else a value may be written: wrapped over two lines, escaped in a link, by references in HTML."""

from __future__ import annotations

import re
from html import unescape
from urllib.parse import quote, unquote

from leakcheck.fix.wordtree import pattern_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable

# A line may end inside of a value, and the next one begin with the marks of a quote.
_BLANK = r"\s+(?:>\s*)*"


def anywhere(values: Iterable[str]) -> re.Pattern[str] | None:
    """Return a pattern that finds whole values in a text, the longest first; None for no values."""
    return pattern_of(_pieces(value) for value in values if value.strip())


def _pieces(value: str) -> list[str]:
    first, *others = (list(map(re.escape, word.lower() if word.isascii() else word)) for word in value.split())
    return first + [piece for word in others for piece in (_BLANK, *word)]


def same(written: str) -> str:
    """Return what all spellings in a text have in common."""
    return " ".join(word for word in re.split(r"[\s>]+", written.lower()) if word)


def in_markup(values: Iterable[str]) -> re.Pattern[str] | None:
    """Return a pattern that finds values in tags and comments of HTML; None for no values."""
    forms = {form for value in values for form in link_forms(value)}
    return pattern_of(list(map(_referenced, form)) for form in forms)


def same_link(written: str) -> str:
    """Return what all spellings in markup have in common."""
    return unquote(unescape(written)).lower()


def link_forms(value: str) -> tuple[str, ...]:
    """Return how a link writes a value: as it is, escaped, or a number without blanks."""
    lower = value.lower()
    tight = re.sub(r"[^\w+]", "", lower) if re.fullmatch(r"[\d\s()+./-]{6,40}", value) else lower
    return tuple(dict.fromkeys((lower, quote(value, safe="").lower(), quote(value).lower(), tight)))


def _referenced(char: str) -> str:
    """Return a pattern for a character or the reference to it; letters are hardly ever written as references."""
    if char.isalnum():
        return char
    code = ord(char)
    return rf"(?:{re.escape(char)}|&#0*{code};?|&#x0*{code:x};?|%{code:02x})" if code < 256 else re.escape(char)
