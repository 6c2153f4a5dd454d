"""The regions of a mail's text: what the writer wrote, what is quoted, and the signature."""

from __future__ import annotations

import re

from leakcheck.mail.signature import mark_signatures
from leakcheck.mail.text_lines import BODY, HEADER, split_lines
from leakcheck.model.draft import Region
from leakcheck.model.place import Span

TYPE_CHECKING = False
if TYPE_CHECKING:
    from leakcheck.mail.text_lines import Lines
    from leakcheck.model.draft import Origin, QuotedHeader

# What every quotation shows somewhere; most texts show none of it and are split into lines at their end only.
_LINE_HEAD = re.compile(
    r"\n[ \t]?(?:[>|*_]|--|==|(?:From|Von|De|Da|Van|Fr[åa]n?|Od|FROM)[ \xa0]?:|"
    r"[Bb]egin |Anfang |D[ée]but |In[íi](?:ci|zi)o )"
)
_LINE_END = re.compile(r":[ \t\xa0]{0,3}[\r\n]")
_TAIL = 3_000  # characters at the end that may hold a signature


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
    begin = 0
    if cited or _may_quote(text):
        from leakcheck.mail.quotes import classify

        lines = split_lines(text)
        kinds = classify(lines, cited)
    else:
        begin = text.find("\n", len(text) - _TAIL) + 1 if len(text) > _TAIL else 0
        lines = split_lines(text[begin:])
        kinds = [BODY] * len(lines.text)
    mark_signatures(lines, kinds, own_names, own_addresses)
    return _regions(lines, kinds, begin)


def find_quoted_headers(text: str, regions: tuple[Region, ...], index: int, origin: Origin) -> tuple[QuotedHeader, ...]:
    """Return the header blocks and attribution lines of earlier mails with the people that they name.

    `index` is the number of the text in its draft, `origin` leads from it to the bytes.
    """
    blocks = [region.span for region in regions if region.kind == HEADER]
    if not blocks:
        return ()
    from leakcheck.mail.quoted_people import people_of

    return tuple(header for span in blocks if (header := people_of(text, span, index, origin)) is not None)


def _may_quote(text: str) -> bool:
    return (
        _LINE_END.search(text) is not None
        or _LINE_HEAD.search(text) is not None
        or _LINE_HEAD.match("\n" + text[:40]) is not None
        or "> " in text
        or ("\r" in text and "\n" not in text)
    )


def _regions(lines: Lines, kinds: list[str], offset: int) -> tuple[Region, ...]:
    regions: list[Region] = []
    start = 0
    last = len(kinds) - 1
    for number, kind in enumerate(kinds):
        if number == last or kinds[number + 1] != kind:
            end = lines.starts[number + 1] + offset
            if end > start:
                regions.append(Region(kind, Span(start, end)))
            start = end
    return tuple(regions)
