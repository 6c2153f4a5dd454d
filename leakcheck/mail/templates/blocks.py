"""Loops and conditions of a template that begin and never end, or end and never began."""

from __future__ import annotations

import re

from leakcheck.model.record import NamedTuple

# What begins a stretch that is no code of the template, and the token that ends it.
_INERT = {"{{!--": "--}}", "{#": "#}", "<#--": "-->", "comment": "end comment", "raw": "end raw", "{{{{": "{{{{/"}
_MARKS = (
    r"(\{\{!--|--\}\}|(?<!\{)\{#|#\}|<#--|-->|\{\{\{\{/?)|\{%[-+~]?\s{0,9}(end)?(comment|raw|verbatim)\b"
    r"|\{%[-+~]?\s{0,9}(end)?(for|if|unless|tablerow)\b"
    r"|\{\{~?\s{0,9}(?:#|(/))(each|if|unless|with)\b|<(?:#|(/)#)(list|if)\b"
)
_BLOCK = r"\{%[-+~]?\s{0,9}(?:end)?(?:for|if|unless|tablerow)\b|\{\{~?\s{0,9}[#/](?:each|if|unless|with)\b|</?#[li]"


class Unpaired(NamedTuple):
    """A block that lacks its other half: its word, whether it begins one, and the offset of its tag."""

    word: str
    begins: bool
    at: int


def unpaired_block(text: str) -> Unpaired | None:
    """Return the first loop or condition without its other half, None when all have it. Linear in the length."""
    if not re.search(_BLOCK, text):
        return None
    waiting: list[Unpaired] = []
    until = ""
    for match in re.finditer(_MARKS, text):
        mark, ends_inert, inert, *block = match.groups()
        if mark or inert:
            token = mark or f"{'end ' if ends_inert else ''}{inert}".replace("verbatim", "raw")
            until = "" if token == until else until or _INERT.get(token, "")
        elif not until:
            word = block[1] or block[3] or block[5]
            if not (block[0] or block[2] or block[4]):
                waiting.append(Unpaired(word, True, match.start()))
            elif waiting and waiting[-1].word == word:
                waiting.pop()
            else:
                return waiting[-1] if waiting else Unpaired(word, False, match.start())
    return waiting[0] if waiting else None
