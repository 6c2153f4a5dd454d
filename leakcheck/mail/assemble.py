"""What the texts of a draft become, whatever file they came from: regions, quoted headers, hidden text, links."""

from __future__ import annotations

from leakcheck.mail.regions import find_quoted_headers, find_regions
from leakcheck.model.draft import Hidden, Link, Origin, QuotedHeader, Region, Text
from leakcheck.model.place import Span
from leakcheck.model.record import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable

    from leakcheck.model.draft import Recipient


class Leaf(NamedTuple):
    """Where a text part stands: its number, the way to its bytes, the alternative it belongs to.

    `enclosed` tells that it belongs to a message inside the message, which is an earlier mail to the reader.
    """

    part: str
    origin: Origin
    alternative: str | None = None
    enclosed: bool = False


class Assembly:
    """Gathers the texts of one draft; `senders` are those by whom a signature is known."""

    def __init__(self, senders: Iterable[Recipient] = ()) -> None:
        people = tuple(senders)
        self.own_names = tuple(dict.fromkeys(person.display_name for person in people if person.display_name))
        self.own_addresses = tuple(dict.fromkeys(person.addr_spec for person in people if person.addr_spec))
        self.texts: list[Text] = []
        self.hidden: list[Hidden] = []
        self.links: list[Link] = []
        self.quoted_headers: list[QuotedHeader] = []
        self.used_content_ids: set[str] = set()

    def add_subject(self, text: str, origin: Origin, enclosed: str | None = None) -> None:
        """Add the subject of the message, or of the message enclosed as that part: there it is quoted text."""
        where, kind = ("Subject", "body") if enclosed is None else ("body", "quoted")
        self.texts.append(Text(where, enclosed, text, _whole(kind, text), origin))

    def add_header_block(self, leaf: Leaf, text: str, people: Iterable[Recipient]) -> None:
        """Add the header of an enclosed message, whose readers learn who was on it; spans count in `text`."""
        if text:
            self.quoted_headers.append(QuotedHeader(len(self.texts), Span(0, len(text)), tuple(people)))
            self.texts.append(Text("body", leaf.part, text, _whole("quoted-header", text), leaf.origin))

    def add_plain(self, leaf: Leaf, text: str, cited: tuple[tuple[int, int], ...] = ()) -> None:
        """Add a text as it is read; `cited` are the spans that mark-up calls a quotation."""
        regions = find_regions(text, self.own_names, self.own_addresses, cited)
        if leaf.enclosed:
            regions = _enclosed(regions)
        self.quoted_headers += find_quoted_headers(text, regions, len(self.texts), leaf.origin)
        self.texts.append(Text("body", leaf.part, text, regions, leaf.origin, leaf.alternative))

    def add_html(self, leaf: Leaf, source: str) -> None:
        """Add the text as seen of an HTML source, with what it hides and where it links to."""
        from leakcheck.mail.html import read_html

        page = read_html(source)
        inner = leaf.origin
        outer = inner if inner.form == "none" else inner._replace(form="html", pieces=page.pieces)
        self.add_plain(leaf._replace(origin=outer), page.text, page.quoted)
        part = leaf.part
        self.hidden += [Hidden(part, h.text, h.how, h.leading, Span(h.start, h.end), inner) for h in page.hidden]
        self.links += [
            Link(part, link.how, link.text, Span(link.start, link.end), inner, link.words) for link in page.links
        ]
        self.used_content_ids |= page.used_content_ids


def _whole(kind: str, text: str) -> tuple[Region, ...]:
    return (Region(kind, Span(0, len(text))),) if text else ()


def _enclosed(regions: tuple[Region, ...]) -> tuple[Region, ...]:
    """Make all of an enclosed message quoted; its own header blocks stay what they are."""
    merged: list[Region] = []
    for region in regions:
        kind = region.kind if region.kind == "quoted-header" else "quoted"
        if merged and merged[-1].kind == kind == "quoted":
            merged[-1] = Region(kind, Span(merged[-1].span.start, region.span.end))
        else:
            merged.append(Region(kind, region.span))
    return tuple(merged)
