"""Make the places of a hit out of the values of a draft."""

from __future__ import annotations

from typing import TYPE_CHECKING

from leakcheck.model.evidence import Evidence
from leakcheck.model.finding import Place
from leakcheck.model.place import Span

if TYPE_CHECKING:
    from collections.abc import Iterable

    from leakcheck.model.draft import Attachment, Draft, Header, Recipient, Text


def of_recipient(recipient: Recipient, evidence: str = "", kind: str = "email-address") -> Place:
    """Return where a mailbox stands; the evidence is its address unless another value is given."""
    value = evidence or recipient.addr_spec or recipient.display_name
    return Place(recipient.field, None, recipient.span, Evidence(value, kind), recipient.origin)


def as_written(draft: Draft, recipient: Recipient) -> str:
    """Return a mailbox as it stands in its field, for one that could not be read."""
    for header in draft.headers:
        if header.origin == recipient.origin:
            return header.text[recipient.span.start : recipient.span.end].strip()
    return recipient.addr_spec or recipient.display_name


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
    return Place(
        where, attachment.part, Span(0, 0), Evidence(attachment.name or attachment.media_type), attachment.origin
    )


def of_text(text: Text, span: Span, kind: str, where: str) -> Place:
    """Return a stretch of a text as a place."""
    value = text.text[span.start : span.end]
    return Place(where, text.part, span, Evidence(value, kind), text.origin, _inside(text, span.start), text.text)


def _inside(text: Text, offset: int) -> str | None:
    place = None
    for start, name in text.inside:
        if start > offset:
            break
        place = name
    return place
