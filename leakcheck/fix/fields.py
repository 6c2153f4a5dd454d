"""Header fields of the outer message: find them, replace them, take them out."""

from __future__ import annotations

import re

from leakcheck.fix import encode
from leakcheck.fix.edits import Edit
from leakcheck.fix.values import Change, RefusedError
from leakcheck.model.evidence import Evidence
from leakcheck.model.place import Span

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable

    from leakcheck.mail.places import Places
    from leakcheck.model.draft import Draft, Field, Header, Part, Recipient

_LINE_END = re.compile(rb"\r\n|\n|\r")
_SIGNED_FIELDS = re.compile(r"(?:^|;)\s*h\s*=([^;]*)", re.IGNORECASE)


def top_part(draft: Draft) -> Part:
    """Return the outer message; raise RefusedError where its bytes cannot be edited in place."""
    if draft.format != "eml" or not draft.parts:
        raise RefusedError("the file has no header: there are no recipients to change")
    if draft.parts[0].buffer:
        raise RefusedError(
            "the file is saved as UTF-16, where no byte can be edited; save it from the mail program again"
        )
    return draft.parts[0]


def named(draft: Draft, *names: str) -> list[Field]:
    """Return the fields of the outer message with one of these names, in order."""
    wanted = {name.lower() for name in names}
    return [field for field in top_part(draft).fields if field.name.lower() in wanted]


def line_end(draft: Draft) -> bytes:
    """Return the line end of the outer header."""
    data = draft.buffers[0].data
    span = draft.parts[0].header if draft.parts else Span(0, len(data))
    found = _LINE_END.search(data, span.start, max(span.end, span.start)) or _LINE_END.search(data)
    return found[0] if found else b"\n"


def remove(field: Field) -> Edit:
    """Return the edit that takes a field out."""
    return Edit(*field.span, b"")


def replace(draft: Draft, field: Field, new: bytes) -> Edit:
    """Return the edit that puts one or more whole fields in the place of one; the last line ends as it did."""
    data = draft.buffers[0].data
    old_end = data[field.value.end : field.span.end]
    return Edit(*field.span, new.rstrip(b"\r\n") + old_end)


def written(draft: Draft, places: Places, recipient: Recipient) -> bytes:
    """Return a mailbox as it stands in the file, unfolded and without comments."""
    span = places.byte_span(recipient.origin, recipient.span)
    if span is None:
        return encode.mailbox(recipient.display_name, recipient.addr_spec)
    raw = draft.buffers[0].data[span.start : span.end]
    if b"(" in raw and recipient.addr_spec:  # a comment may name anybody, and would go to each
        name = "" if "@" in recipient.display_name else recipient.display_name
        return encode.mailbox(name, recipient.addr_spec)
    return re.sub(rb"[\r\n]+[ \t]*", b" ", raw).strip()


def addresses(name: str, boxes: Iterable[bytes], eol: bytes) -> bytes:
    """Return an address field."""
    return encode.field(name, boxes, eol, b",")


def field_of(draft: Draft, header: Header) -> Field | None:
    """Return the field in the bytes that a header was read from."""
    fields = draft.parts[0].fields if draft.parts else ()
    return next((field for field in fields if field.value == header.origin.span), None)


def taken_out(draft: Draft, places: Places, headers: Iterable[Header]) -> tuple[tuple[Edit, ...], tuple[Change, ...]]:
    """Return the edits that take fields out, and what there is to show of them; one that is in no file stays."""
    there = [(header, field) for header in headers if (field := field_of(draft, header))]
    lines = [places.locate(header.origin, Span(0, len(header.text)))[0] for header, _ in there]
    changes = (
        Change(header.name, line, Evidence(header.text), "taken out")
        for (header, _), line in zip(there, lines, strict=True)
    )
    return tuple(remove(field) for _, field in there), tuple(changes)


def dkim_note(draft: Draft, names: Iterable[str]) -> tuple[str, ...]:
    """Say that a DKIM signature covers a field which changes."""
    changed = {name.lower() for name in names}
    for header in draft.headers:
        if header.name.lower() == "dkim-signature":
            found = _SIGNED_FIELDS.search(header.text)
            covered = {word.strip().lower() for word in found[1].split(":")} if found else set()
            if changed & covered or "body" in changed:
                return ("the DKIM signature no longer fits and must be made again when the mail is sent",)
    return ()
