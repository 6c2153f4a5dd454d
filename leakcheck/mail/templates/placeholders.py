"""Placeholders of template languages in a text: where they stand, and what they do."""

from __future__ import annotations

import re
from functools import cache

from leakcheck.mail.templates.languages import ANY
from leakcheck.model.place import Span
from leakcheck.model.record import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

# Every form begins with a literal and is bounded; what it may not hold is what begins or ends the next one.
FORMS = {
    "braces": (
        r"\{\{!--[^{}]{0,2000}--\}\}|\{\{\{[^{}]{0,400}\}\}\}|\{\{[^{}]{0,400}(?:\{[^{}]{0,200}\}[^{}]{0,200})?\}\}"
        r"|\{%[^%]{0,400}(?:%(?!\})[^%]{0,200}){0,2}%\}|\{#[^#]{0,2000}#\}"
    ),
    "angles": r"<%[^%]{0,400}(?:%(?!>)[^%]{0,200}){0,2}%>",
    "dollar": r"\$!?\{[^{}\n]{0,200}\}",
    "velocity": (
        r"\$!?[A-Za-z][\w-]{0,60}(?:\.[A-Za-z]\w{0,60}(?:\([^()\n]{0,100}\))?){0,6}"
        r"|#\{?(?:foreach|if|elseif|set|parse|include)\}?[ ]?"
        r"\([^()\n]{0,200}(?:\([^()\n]{0,200}\)[^()\n]{0,200}){0,3}\)"
        r"|#(?:end|else)\b|#\{(?:end|else)\}|#\*[^*]{0,2000}\*\#"
    ),
    "freemarker": r"<#--[^>]{0,2000}-->|</?#[a-z][^<>]{0,200}>|\[/?#[a-z][^\[\]]{0,200}\]",
    "stars": r"\*\|[^|\n]{1,200}\|\*",
    "bang": r"\{![^{}\n]{1,200}\}",
    "guillemets": r"«[A-Za-z_][\w.-]{0,60}(?:[ ][\w.-]{1,30}){0,3}»",
    "percent": r"%%?[A-Za-z_][\w.-]{0,60}%%?",
    "single": r"\{\$?[A-Za-z][A-Za-z_]{0,40}\}",
    "chevrons": r"<<[A-Za-z]\w{0,40}(?:[ ]\w{1,30}){0,3}>>",
    "hashes": r"##[A-Za-z][A-Za-z_]{0,40}##|#[A-Z][A-Z_]{1,40}#",
    "brackets": r"\[\[[^\[\]\n]{1,100}\]\]|\[[A-Z][A-Za-z]{0,30}(?:[ _-][A-Za-z]{1,30}){0,4}\]",
}
# What placeholders begin with; a sign alone is found much faster than two.
_STARTS = ("{", "$", "%", "[", "#", "«")
_STARTS_OF_TWO = ("<%", "<#", "</#", "<<", "*|")
_COMMENT = r"\{\{~?!|\{#|<%#|<#--|#\*"
_LOOP = (
    r"\{%[-+]?\s{0,9}(?:(?:for|tablerow)\b|liquid\b[^%]{0,400}?\bfor\b)|\{\{[~-]?\s{0,9}(?:#(?:each|foreach|list)\b|range\b)"
    r"|<%[-=_]?\s{0,9}(?:(?:for|foreach|while|until)\b|[^%]{0,200}\.(?:each|forEach|map|each_with_index)\b)|#\{?foreach\b|[<\[]#list\b"
)
# A section of Mustache is a loop where its key holds a list; nothing but its name tells: "people", not "person".
_SECTION = (
    r"(?i)\{\{~?\#\s{0,3}(?!(?:if|unless|with|is|has|show|eq|and|or|not)(?:\b|_|(?-i:[A-Z])))"
    r"(?:[\w.]{0,60}(?:[^s\W]s|people|list|all|everyone|everybody|children|team|group|kunden|personen|mitglieder|gruppe|liste)|\.)\s{0,3}~?\}\}"
)
_END = r"\{%[-+]?\s{0,9}end|\{\{[~-]?\s{0,9}(?:/|end\b)|<%-?\s{0,9}(?:end\b|\})|#\{?end\b|</#|\[/#"
_OPENING = (
    r"\{%[-+]?\s{0,9}(?:if|unless|with|block|macro|filter|call|case)\b"
    r"|\{\{[~-]?\s{0,9}(?:#|if\b|with\b|block\b|define\b)"
    r"|<%[-=]?[^%]{0,200}(?:\bdo\b|\{\s{0,9}-?%>)|<%-?\s{0,9}(?:if|unless)\b|#\{?if\b|[<\[]#if\b"
)
_CONTROL = r"\{%|[<\[]#|#\{?[a-z]|\{\{[~-]?\s{0,3}(?:>|else\b|\^)|<%[^-=%#]"
_JOIN = (
    r"(?a)\|\s{0,9}(?:join|array_to_sentence_string)\b|\.join\s{0,3}\(|\?join\s{0,3}\(|\bjoin[ (]|\bimplode\b"
    r"|\.to_sentence\b|\*\s?[\"'][,;]"
)
# A name that is given a joined list: `{% set all = ...`, `{{ $all := ...`, `<% all = ...`, `<#assign all = ...`.
_GIVEN = r"[\[{<#][%{#s][-~+(]?[^=|]{0,40}?([A-Za-z_]\w{0,60})\s{0,9}:?=(?!=)"

_KINDS = (
    (_COMMENT, "comment"),
    (_END, "end"),
    (_LOOP, "loop"),
    (_SECTION, "loop"),
    (_OPENING, "open"),
    (_CONTROL, "control"),
)


class Placeholder(NamedTuple):
    """A tag of a template language; `span` counts code points.

    `kind` is "value" (something is put here), "join" (a value made of many), "loop" and "open" (what follows is
    repeated, or depends on a condition), "end", "control" (another statement) or "comment".
    """

    kind: str
    span: Span


def find_placeholders(text: str, forms: tuple[str, ...] = ANY) -> tuple[Placeholder, ...]:
    """Return the placeholders of a text in order; `forms` are those of a language. Linear in the length."""
    if any(sign in text for sign in _STARTS) or any(start[0] in text and start in text for start in _STARTS_OF_TWO):
        return tuple(_found(text, _pattern(forms)))
    return ()


def replace_tags(text: str, forms: tuple[str, ...], change: Callable[[str], str]) -> str:
    """Return a text with every placeholder changed."""

    def changed(match: re.Match[str]) -> str:
        start, end = match.span()
        return match[0] if text[start] == "%" and not _is_free(text, start, end) else change(match[0])

    return _pattern(forms).sub(changed, text)


def _found(text: str, pattern: re.Pattern[str]) -> Iterator[Placeholder]:
    for match in pattern.finditer(text):
        start, end = match.span()
        if text[start] == "%" and not _is_free(text, start, end):
            continue
        yield Placeholder(kind_of(match[0]), Span(start, end))


def kind_of(tag: str) -> str:
    """Return what a tag does; see `Placeholder`."""
    if tag.startswith("<%=") and re.compile(_JOIN).search(tag):
        return "join"
    for pattern, kind in _KINDS:
        if re.compile(pattern).match(tag):
            return kind
    return "join" if re.compile(_JOIN).search(tag) else "value"


def joined_name(tag: str) -> str:
    """Return the name that a tag gives to a joined list, "" for another tag."""
    given = re.match(_GIVEN, tag)
    return given[1] if given and re.search(_JOIN, tag) else ""


def _is_free(text: str, start: int, end: int) -> bool:
    """Tell whether %name% stands apart: not within a link, a number or an encoded word."""
    before, after = text[start - 1 : start], text[end : end + 1]
    return not (before.isalnum() or before in {"%", "/", "="} or after.isalnum())


@cache
def _pattern(forms: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile("|".join(FORMS[form] for form in forms))
