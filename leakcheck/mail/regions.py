"""The regions of a mail's text: what the writer wrote, what is quoted, and the signature."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from leakcheck.model.draft import Region
from leakcheck.model.place import Span

if TYPE_CHECKING:
    from leakcheck.mail.text_lines import Lines
    from leakcheck.model.draft import Origin, QuotedHeader

# What every quotation and every "-- " signature shows somewhere; a text without any of it is not split into lines.
_ANCHOR = re.compile(
    r"[\n\r][ \t]?(?:[>|*_]|--|==|[FVDOf](?:rom|on|an?|e|r[åa]n?|d)[ \xa0]?:|[Bb]egin |Anfang |D[ée]but |In[íi]ci?zi?o |\w{1,15}> )|"
    r":[ \t\xa0]{0,3}[\r\n]"
)
_TAIL = 4_000  # characters at the end that may hold a signature without dashes


def find_regions(
    text: str,
    own_names: tuple[str, ...] = (),
    own_addresses: tuple[str, ...] = (),
    cited: tuple[tuple[int, int], ...] = (),
) -> tuple[Region, ...]:
    """Return regions that cover `text` in order: "body", "quoted", "quoted-header" and "signature".

    `own_names` and `own_addresses` are those of the sender, by which a signature is known; `cited` are spans that the
    mark-up of HTML calls a quotation (Page.quoted).
    """
    if not text:
        return ()
    if not cited and _ANCHOR.search(text) is None and _ANCHOR.match("\n" + text[:100]) is None:
        return _with_signature(text, own_names, own_addresses)
    from leakcheck.mail.quotes import classify
    from leakcheck.mail.signature import mark_signatures
    from leakcheck.mail.text_lines import split_lines

    lines = split_lines(text)
    kinds = classify(lines, cited)
    mark_signatures(lines, kinds, own_names, own_addresses)
    return _regions(lines, kinds)


def find_quoted_headers(text: str, regions: tuple[Region, ...], index: int, origin: Origin) -> tuple[QuotedHeader, ...]:
    """Return the header blocks and attribution lines of earlier mails with the people that they name.

    `index` is the number of the text in its draft, `origin` leads from it to the bytes.
    """
    blocks = [region.span for region in regions if region.kind == "quoted-header"]
    if not blocks:
        return ()
    from leakcheck.mail.quoted_people import people_of

    return tuple(header for span in blocks if (header := people_of(text, span, index, origin)) is not None)


def _with_signature(text: str, own_names: tuple[str, ...], own_addresses: tuple[str, ...]) -> tuple[Region, ...]:
    """Look for a signature at the end of a text that holds no quotation."""
    from leakcheck.mail.signature import mark_signatures
    from leakcheck.mail.text_lines import split_lines

    begin = 0
    if len(text) > _TAIL:
        begin = text.find("\n", len(text) - _TAIL) + 1
    lines = split_lines(text[begin:])
    kinds = ["body"] * len(lines.text)
    mark_signatures(lines, kinds, own_names, own_addresses)
    return _regions(lines, kinds, begin)


def _regions(lines: Lines, kinds: list[str], offset: int = 0) -> tuple[Region, ...]:
    regions: list[Region] = []
    start = 0
    for number, kind in enumerate(kinds):
        if number + 1 == len(kinds) or kinds[number + 1] != kind:
            end = lines.starts[number + 1] + offset
            if end > start:
                regions.append(Region(kind, Span(start, end)))
            start = end
    return tuple(regions)
