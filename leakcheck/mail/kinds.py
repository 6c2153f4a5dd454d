"""What a part is to the reader of a mail: text that is shown, an attachment, a message, or a lock."""

from __future__ import annotations

import re

from leakcheck.mail.transfer import BASE64, QUOTED_PRINTABLE, UUENCODE
from leakcheck.model.draft import Encryption, Unread
from leakcheck.model.record import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable

    from leakcheck.model.draft import Part

HTML_TYPES = frozenset({"text/html", "text/x-amp-html", "application/xhtml+xml"})
_SHOWN = HTML_TYPES | {"text/plain", "text/enriched", "text/richtext", "text/calendar", "text/rfc822-headers"}
_STATUS = frozenset({"message/delivery-status", "message/disposition-notification", "message/feedback-report"})
_SMIME = frozenset({"application/pkcs7-mime", "application/x-pkcs7-mime"})
_DECRYPT = "decrypt it and check the clear text, or check the draft before it is encrypted"
# How PDF, ZIP and office files, pictures, archives, winmail.dat and SQLite begin.
_FILES = (
    *(b"%PDF-", b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"\x89PNG", b"\xff\xd8\xff", b"GIF89a", b"\x1f\x8b"),
    *(b"7z\xbc\xaf", b"Rar!\x1a\x07", b"\xfd7zXZ", b"\x78\x9f\x3e\x22", b"SQLite format 3\0"),
)
_UNREADABLE = {
    "message/partial": ("a piece of a split message", "the other pieces are in other mails"),
    "message/external-body": ("a body that is kept elsewhere", "only a pointer to it is in this mail"),
}


class Standing(NamedTuple):
    """Where a part stands: in which enclosed message, in which multipart/alternative; None for neither."""

    message: str | None
    alternative: str | None


def is_text(part: Part) -> bool:
    """Tell whether a mail program shows the part as text of the body.

    A multipart whose parts cannot be told apart is text, as is a message nested too deep to be taken apart.
    """
    if not part.leaf or part.disposition == "attachment":
        return False
    kind = part.media_type
    if kind in _SHOWN or kind in _STATUS or kind.startswith(("multipart/", "message/")):
        return True
    return kind.startswith("text/") and not part.filename


def holds_file(text: str) -> bool:
    """Tell whether a file is written into a text in uuencode or yEnc, as programs before MIME did."""
    lines = f"\n{text}"
    start = re.search(r"\nbegin [0-7]{3,4} [^\n]{1,200}\n[!-`]", lines) or re.search(r"\n=ybegin [^\n]{1,200}\n", lines)
    return start is not None and ("\nend" in lines or "\n=yend" in lines)


def is_file(body: bytes) -> bool:
    """Tell whether the decoded bytes of a part whose type says text begin as those of a file do."""
    return body.startswith(_FILES)


def is_attachment(part: Part) -> bool:
    """Tell whether the part is a file to the reader."""
    if not part.leaf:
        return part.media_type.startswith("message/") and part.disposition == "attachment"
    return not is_text(part)


def standings(parts: Iterable[Part]) -> dict[str, Standing]:
    """Return where each part stands, by its number; a parent comes before its children."""
    found: dict[str, Standing] = {}
    types: dict[str, str] = {}
    for part in parts:
        message = alternative = None
        if part.parent is not None:
            message, alternative = found[part.parent]
            kind = types[part.parent]
            if kind == "multipart/alternative":
                alternative = part.parent
            elif kind.startswith("message/"):
                message, alternative = part.parent, None
        found[part.number] = Standing(message, alternative)
        types[part.number] = part.media_type
    return found


def find_encryption(parts: Iterable[Part]) -> Encryption | None:
    """Return how the message is protected; being encrypted counts for more than being signed."""
    found = None
    for part in parts:
        scheme = _scheme(part)
        if scheme and scheme.encrypted:
            return scheme
        found = found or scheme
    return found


def _scheme(part: Part) -> Encryption | None:
    protocol = part.params.get("protocol", "").lower()
    name = "smime" if "pkcs7" in protocol else "openpgp"
    if part.media_type == "multipart/encrypted":
        return Encryption(name, encrypted=True)
    if part.media_type == "multipart/signed":
        return Encryption(name, encrypted=False)
    if part.media_type in _SMIME:
        kind = part.params.get("smime-type", "").lower()
        return Encryption("smime", encrypted=kind not in {"signed-data", "certs-only"})
    return None


_ENCODINGS = BASE64 | QUOTED_PRINTABLE | UUENCODE | {"", "7bit", "8bit", "binary", "7-bit", "8-bit", "none", "text"}


def unread_of(part: Part) -> Unread | None:
    """Return what cannot be read of a part because of its type, None when it can."""
    if part.media_type == "multipart/encrypted" or (part.media_type in _SMIME and _is_closed(part)):
        return Unread("the encrypted content", "it can be read with the key only", part.number, _DECRYPT)
    if part.media_type in _SMIME and part.params.get("smime-type", "").lower() != "certs-only":
        return Unread(
            "the signed content", "it is wrapped in S/MIME", part.number, "check the draft before it is signed"
        )
    if part.media_type in _UNREADABLE:
        what, why = _UNREADABLE[part.media_type]
        return Unread(what, why, part.number, "check the whole text by itself")
    if part.leaf and part.encoding not in _ENCODINGS:
        return Unread("a part of the mail", "its transfer encoding is not known", part.number, "save the draft anew")
    return None


def _is_closed(part: Part) -> bool:
    scheme = _scheme(part)
    return scheme is not None and scheme.encrypted
