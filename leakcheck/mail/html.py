"""HTML to the text that a reader sees, with a way back to the source, and the text that nobody sees kept apart."""

from __future__ import annotations

import re

from leakcheck.mail.html_anchors import words_of
from leakcheck.mail.html_concealed import HiddenText
from leakcheck.mail.html_reader import LinkText, Reader
from leakcheck.mail.html_styles import read_styles
from leakcheck.model.record import NamedTuple

__all__ = ["HiddenText", "LinkText", "Page", "read_html"]


class Page(NamedTuple):
    """What a reader sees of an HTML source, and what not.

    `pieces` are pairs (text offset, source offset), ascending; within a piece text and source run in step, a
    character reference is a piece of its own. No-break spaces are plain ones, soft hyphens and zero-width spaces are
    left out. `used_content_ids` are the parts that the page shows. `quoted` are spans of the text that the mark-up
    calls a quotation of an earlier mail.
    """

    text: str
    pieces: tuple[tuple[int, int], ...] = ()
    hidden: tuple[HiddenText, ...] = ()
    links: tuple[LinkText, ...] = ()
    used_content_ids: frozenset[str] = frozenset()
    quoted: tuple[tuple[int, int], ...] = ()


def read_html(source: str) -> Page:
    """Return the page that an HTML source makes; never raises, linear in its length."""
    reader = Reader(source, read_styles(source))
    reader.read()
    reader.concealed.close()
    text = reader.sheet.text()
    links = reader.links
    for number, words in words_of(text, reader.anchors):
        links[number] = LinkText(*links[number][:4], words)
    return Page(
        text,
        tuple(reader.sheet.pieces),
        tuple(reader.concealed.found),
        tuple(links),
        _content_ids(source),
        tuple(reader.quoted),
    )


def _content_ids(source: str) -> frozenset[str]:
    """Return the Content-IDs that "cid:" references name (RFC 2392), decoded."""
    if "cid:" not in source and "CID:" not in source and "Cid:" not in source:
        return frozenset()
    found = re.findall(r"""[=("'\s](?:cid|CID|Cid):([^"'\s<>()]{1,1000})""", source)
    if any("%" in name for name in found):
        from urllib.parse import unquote

        found = [unquote(name) for name in found]
    return frozenset(found)
