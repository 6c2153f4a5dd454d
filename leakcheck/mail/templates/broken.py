"""What is left open in a template: a tag that is never closed, a loop or a condition that never ends."""

from __future__ import annotations

from leakcheck.mail.templates.blocks import unpaired_block
from leakcheck.mail.templates.placeholders import find_placeholders, replace_tags
from leakcheck.model.draft import Defect

_UNCLOSED = {"{%": "%}", "{{": "}}", "<%": "%>"}


def broken(data: bytes, forms: tuple[str, ...], body: int) -> tuple[Defect, ...]:
    """Say what is left open in a template, a tag or a block: what follows may be read wrongly."""
    text = data.decode("latin-1")
    opening, at = _open_tag(text, forms)
    if opening:
        what = f"a template tag opens with {opening} and is never closed"
        return (Defect("template-tag-open", what, "" if at >= body else None, at),)
    half = unpaired_block(text)
    if half is None:
        return ()
    what = f"a block of the template ({half.word}) {'begins and never ends' if half.begins else 'ends and never began'}"
    return (Defect("template-block-open", what, "" if half.at >= body else None, half.at),)


def _open_tag(text: str, forms: tuple[str, ...]) -> tuple[str, int]:
    """Return how a tag opens that is never closed where the file uses such tags, and its offset; "" for none."""
    if all(text.count(opening) <= text.count(closing) for opening, closing in _UNCLOSED.items()):
        return "", 0
    kinds = {text[tag.span.start : tag.span.start + 2] for tag in find_placeholders(text, forms)}
    rest = replace_tags(text, forms, lambda tag: " " * len(tag))
    for opening, closing in _UNCLOSED.items():
        at = rest.find(opening)
        if at >= 0 and (opening in kinds or opening != "{{") and closing not in rest:
            return opening, at
    return "", 0
