"""Attachments of a message: name, size and first bytes, without decoding the rest."""

from __future__ import annotations

from leakcheck.mail.transfer import BASE64, QUOTED_PRINTABLE, UUENCODE, decode_transfer
from leakcheck.model.draft import Attachment, Origin
from leakcheck.model.place import Span

TYPE_CHECKING = False
if TYPE_CHECKING:
    from leakcheck.model.draft import Part

_HEAD = 2_048
_HEAD_RAW = 4 * _HEAD  # enough in every encoding: quoted-printable makes three bytes of one, and breaks lines


def read_attachment(data: bytes, part: Part, used_content_ids: frozenset[str]) -> Attachment:
    """Describe a part as an attachment; `data` is its buffer."""
    start, end = part.body
    raw = data[start : min(end, start + _HEAD_RAW)]
    head = decode_transfer(raw, part.encoding).data[:_HEAD]
    inline = bool(part.content_id) and part.content_id in used_content_ids
    origin = Origin("part", part.number, part.buffer, part.body)
    return Attachment(part.filename, part.number, part.media_type, _size(data, part), head, inline, origin)


def _size(data: bytes, part: Part) -> int:
    """Count the decoded bytes: exactly for well-formed encodings, nearly for broken ones."""
    start, end = Span(*part.body)
    size = end - start
    if part.encoding in BASE64:
        tail = data[max(start, end - 8) : end]
        ends = data.count(b"\n", start, end) + data.count(b"\r", start, end)
        return (size - ends - tail.count(b"=")) * 3 // 4
    if part.encoding in QUOTED_PRINTABLE:
        return max(size - 2 * data.count(b"=", start, end) - data.count(b"=\r\n", start, end), 0)
    if part.encoding in UUENCODE:
        return size * 45 // 62
    return size
