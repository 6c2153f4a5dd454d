"""Pictures that stand in the HTML itself, as `data:` addresses (RFC 2397)."""

from __future__ import annotations

import binascii
import re
from urllib.parse import unquote_to_bytes

from leakcheck.mail.kinds import HTML_TYPES
from leakcheck.mail.transfer import decode_base64, decode_transfer
from leakcheck.model.draft import Attachment, Origin

TYPE_CHECKING = False
if TYPE_CHECKING:
    from leakcheck.model.draft import Draft

_PICTURE = re.compile(
    rb"data:(image/[\w.+-]{1,40})(?:;[\w=-]{1,40}){0,3}?(;base64)?,([^\"'()<>\s]{1,20000000})", re.IGNORECASE
)
_HEAD = 256


def inline_pictures(draft: Draft) -> list[tuple[Attachment, bytes]]:
    """Return the `data:` pictures of all HTML parts, each as an attachment with its bytes."""
    found = []
    for part in draft.parts:
        if part.media_type not in HTML_TYPES or part.buffer >= len(draft.buffers):
            continue
        raw = draft.buffers[part.buffer].data[part.body.start : part.body.end]
        source = decode_transfer(raw, part.encoding).data
        origin = Origin("part", part.number, part.buffer, part.body)
        for number, match in enumerate(_PICTURE.finditer(source), 1):
            data = _bytes(match)
            media_type = match[1].decode("ascii").lower()
            name = f"picture {number} in the text"
            found.append((Attachment(name, part.number, media_type, len(data), data[:_HEAD], True, origin), data))
    return found


def _bytes(match: re.Match[bytes]) -> bytes:
    if not match[2]:
        return unquote_to_bytes(match[3])
    try:
        return decode_base64(unquote_to_bytes(match[3])).data
    except binascii.Error:
        return b""
