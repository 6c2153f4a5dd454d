"""Make the places of a hit out of the values of a draft."""

from __future__ import annotations

from bisect import bisect_right
from operator import attrgetter, itemgetter

from leakcheck.model.draft import Origin
from leakcheck.model.evidence import Evidence
from leakcheck.model.finding import Place
from leakcheck.model.phrase import Phrase
from leakcheck.model.place import Span

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from leakcheck.model.draft import Attachment, Draft, Grid, Header, Recipient, Text


def of_recipient(recipient: Recipient, evidence: str = "", kind: str = "email-address") -> Place:
    """Return where a mailbox stands; the evidence is its address unless another value is given."""
    value = evidence or recipient.addr_spec or recipient.display_name
    return Place(recipient.field, None, recipient.span, Evidence(value, kind), recipient.origin)


def as_written(recipient: Recipient) -> str:
    """Return a mailbox as it stands in its field, for one that could not be read."""
    return recipient.written.strip() or recipient.addr_spec or recipient.display_name


def of_recipients(recipients: Iterable[Recipient]) -> tuple[Place, ...]:
    """Return one place for each mailbox."""
    return tuple(of_recipient(recipient) for recipient in recipients)


def of_header(header: Header, evidence: str = "") -> Place:
    """Return the whole text of a header field as a place."""
    value = evidence or header.text
    return Place(header.name, None, Span(0, len(header.text)), Evidence(value), header.origin, text=header.text)


def of_attachment(attachment: Attachment) -> Place:
    """Return an attachment as a place; its name is the evidence."""
    where = f"attachment {attachment.name}" if attachment.name else "attachment"
    origin = attachment.origin._replace(form="none" if attachment.origin.form == "none" else "file")
    return Place(where, attachment.part, Span(0, 0), Evidence(attachment.name or attachment.media_type), origin)


def of_text(text: Text, span: Span, kind: str, where: str) -> Place:
    """Return a stretch of a text as a place."""
    value = text.text[span.start : span.end]
    return Place(where, text.part, span, Evidence(value, kind), text.origin, inside_of(text, span.start), text.text)


def of_part(draft: Draft, part: str, name: str, evidence: Evidence, inside: str = "") -> Place:
    """Return something in an attached file as a place; its line is that of the first byte of the file."""
    origin = Origin("none", part)
    for found in draft.parts:
        if found.number == part and draft.format != "msg":
            origin = Origin("file", part, found.buffer, found.body)
    where = f"attachment {name}" if name else "attachment"
    return Place(where, part, Span(0, 0), evidence, origin, inside or None)


def file_of(where: str) -> str:
    """Return the name of the file that a place "attachment NAME" stands in, as a message calls it."""
    return where.removeprefix("attachment ") if where != "attachment" else Phrase("an attachment")


def places_of(shown: Sequence[Place]) -> str:
    """Return where in a file something stands: ", sheet Intake, C14 and 3 more", empty when nothing is known."""
    found = list(dict.fromkeys(place.inside for place in shown if place.inside))
    if not found:
        return ""
    if len(found) == 1:
        return Phrase(", {place}", place=found[0])
    return Phrase(", {place} and {number} more", place=found[0], number=len(found) - 1)


def inside_of(text: Text, offset: int) -> str | None:
    """Return where in an attachment an offset of its text stands ("sheet Intake, C14"), None when unknown."""
    grid = bisect_right(text.grids, offset, key=attrgetter("offset")) - 1
    if grid >= 0:
        return _in_grid(text, text.grids[grid], offset)
    mark = bisect_right(text.inside, offset, key=itemgetter(0)) - 1
    return text.inside[mark][1] if mark >= 0 else None


def _in_grid(text: Text, grid: Grid, offset: int) -> str:
    row = grid.row + text.text.count("\n", grid.offset, offset)
    if not grid.column:
        return f"{grid.label} {row}"
    line = text.text.rfind("\n", grid.offset, offset) + 1 or grid.offset
    return f"{grid.label}, {_letters(grid.column + text.text.count(chr(9), line, offset))}{row}"


def _letters(number: int) -> str:
    letters = ""
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(65 + rest) + letters
    return letters
