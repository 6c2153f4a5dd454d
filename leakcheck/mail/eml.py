"""An Internet message (.eml) -> Draft."""

from __future__ import annotations

from leakcheck.mail.assemble import Assembly, Leaf
from leakcheck.mail.attached import read_attachment
from leakcheck.mail.bodies import Bodies
from leakcheck.mail.charsets import decode, normal_line_ends
from leakcheck.mail.dates import parse_date
from leakcheck.mail.fields import SENDER_FIELDS, read_headers
from leakcheck.mail.headerblock import opening, scan_block
from leakcheck.mail.kinds import find_encryption, is_attachment, unread_of
from leakcheck.mail.mailboxes import parse_mailboxes
from leakcheck.mail.structure import read_structure
from leakcheck.model.draft import Buffer, Draft, Origin, Unread
from leakcheck.model.place import Span
from leakcheck.model.policy import Limits

TYPE_CHECKING = False
if TYPE_CHECKING:
    from leakcheck.mail.structure import Structure
    from leakcheck.model.draft import Attachment, Encryption, Group, Header, Recipient

_UTF32 = (b"\xff\xfe\0\0", b"\0\0\xfe\xff")
_UTF16 = (b"\xff\xfe", b"\xfe\xff", _UTF32[1])  # the mark of little-endian UTF-32 begins like that of UTF-16
_TELLING = frozenset({"from", "to", "subject", "received"})
_RECIPIENT_ORDER = ("To", "Cc", "Bcc", "Resent-To", "Resent-Cc", "Resent-Bcc")
_PEEK = 64 * 1024
_PEEK_FIELDS = 2_000
_LIMITS = Limits()


def looks_like_mail(data: bytes) -> bool:
    """Tell whether a file begins with a header block that holds From, To, Subject or Received."""
    if data.startswith(_UTF16):
        data = _transcoded(data[:_PEEK])
    start = opening(data, 0, len(data))
    block = scan_block(data, start, min(len(data), start + _PEEK), _PEEK_FIELDS, lambda _: False)
    if not block.fields or block.fields[0].span.start != start:
        return False
    return any(field.name.lower() in _TELLING for field in block.fields)


def read_eml(data: bytes, path: str = "-", limits: Limits = _LIMITS, first_line: int = 1) -> Draft:
    """Read a message into a draft; never raises, and says in `unread` and `defects` what it could not read.

    The line ends of all texts are LF; `Places` leads back to the bytes as saved. `first_line` is the line of the file
    on which `data` begins.
    """
    structure = read_structure(data, limits, transcoded=_transcoded(data) if data.startswith(_UTF16) else None)
    top = structure.parts[0] if structure.parts else None
    headers = read_headers(structure.buffers[top.buffer].data, top.fields, top.buffer, top.number) if top else ()
    people = _People(headers, limits)
    bodies = Bodies(structure, people.senders, limits)
    for header in headers:
        if header.name.lower() == "subject":
            bodies.assembly.add_subject(header.text, header.origin)
    bodies.read()
    date = next((header.text for header in headers if header.name.lower() == "date"), None)
    return Draft(
        path=path,
        format="eml",
        buffers=structure.buffers,
        parts=structure.parts,
        headers=headers,
        senders=people.senders,
        recipients=people.recipients,
        groups=people.groups,
        texts=tuple(bodies.assembly.texts),
        hidden=tuple(bodies.assembly.hidden),
        links=tuple(bodies.assembly.links),
        quoted_headers=tuple(bodies.assembly.quoted_headers),
        attachments=_attachments(structure, frozenset(bodies.assembly.used_content_ids), bodies.files),
        attendees=tuple(bodies.attendees),
        encryption=_strongest(find_encryption(structure.parts), bodies.encryption),
        defects=(*structure.defects, *bodies.defects),
        unread=(*structure.unread, *people.unread, *bodies.unread, *_closed(structure)),
        date=parse_date(date) if date else None,
        reply=any(header.name.lower() in {"in-reply-to", "references"} and header.text for header in headers),
        first_line=first_line,
    )


def read_text(data: bytes, path: str = "-", limits: Limits = _LIMITS) -> Draft:
    """Read a file without headers into a draft with one body text; HTML by its looks."""
    size = min(len(data), limits.text_bytes)
    origin = Origin("raw", None, 0, Span(0, size))
    text = normal_line_ends(decode(data[:size]).text)
    assembly = Assembly()
    if text[:200].lstrip().lower().startswith(("<!doctype html", "<html")):
        assembly.add_html(Leaf("", origin), text)
    else:
        assembly.add_plain(Leaf("", origin), text)
    why = f"only the first {size} bytes are read"
    return Draft(
        path=path,
        format="text",
        buffers=(Buffer(data),),
        texts=tuple(text._replace(part=None) for text in assembly.texts),
        hidden=tuple(assembly.hidden),
        links=tuple(assembly.links),
        quoted_headers=tuple(assembly.quoted_headers),
        unread=(Unread("the rest of the text", why),) if size < len(data) else (),
    )


class _People:
    """Senders and recipients of the outer message, in the order of their fields."""

    def __init__(self, headers: tuple[Header, ...], limits: Limits) -> None:
        fields: dict[str, list[Header]] = {}
        for header in headers:
            fields.setdefault(header.name.lower(), []).append(header)
        self.groups: tuple[Group, ...] = ()
        self.unread: tuple[Unread, ...] = ()
        self.senders = self._read(fields, SENDER_FIELDS)
        self.recipients = self._read(fields, _RECIPIENT_ORDER)
        if len(self.recipients) > limits.recipients:
            self.recipients = self.recipients[: limits.recipients]
            why = f"more than {limits.recipients} recipients"
            self.unread = (Unread("the rest of the recipients", why),)

    def _read(self, fields: dict[str, list[Header]], names: tuple[str, ...]) -> tuple[Recipient, ...]:
        found: list[Recipient] = []
        for name in names:
            for header in fields.get(name.lower(), ()):
                mailboxes = parse_mailboxes(header.text, name, header.origin)
                found += mailboxes.recipients
                self.groups += mailboxes.groups
        return tuple(found)


def _transcoded(data: bytes) -> bytes:
    """Return a file saved as UTF-16 or UTF-32 in UTF-8."""
    codec = "utf-32" if data.startswith(_UTF32) else "utf-16"
    return data.decode(codec, "replace").encode("utf-8", "replace")


def _attachments(structure: Structure, used_content_ids: frozenset[str], files: set[str]) -> tuple[Attachment, ...]:
    return tuple(
        read_attachment(structure.buffers[part.buffer].data, part, used_content_ids)
        for part in structure.parts
        if is_attachment(part) or part.number in files
    )


def _closed(structure: Structure) -> list[Unread]:
    found = (unread_of(part) for part in structure.parts)
    return [unread for unread in found if unread is not None]


def _strongest(first: Encryption | None, second: Encryption | None) -> Encryption | None:
    if first is None or (second is not None and second.encrypted and not first.encrypted):
        return second
    return first
