"""Header fields: raw bytes -> text as people read it."""

from __future__ import annotations

from leakcheck.mail.charsets import decode
from leakcheck.mail.words import decode_words
from leakcheck.model.draft import Header, Origin

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable

    from leakcheck.model.draft import Field

SENDER_FIELDS = ("From", "Sender", "Reply-To", "Resent-From", "Resent-Sender", "Resent-Reply-To")
ADDRESS_FIELDS = frozenset(
    name.lower() for name in (*SENDER_FIELDS, "To", "Cc", "Bcc", "Resent-To", "Resent-Cc", "Resent-Bcc")
)
_GUESSED = 1_000  # fields in a message whose charset is guessed when they are not UTF-8
_LINE_ENDS = {13: None, 10: None}


def field_text(raw: bytes, *, guess: bool = True) -> str:
    """Return a raw field value as text: decoded, unfolded, without outer blanks; encoded words stay.

    Unfolding takes out the line ends and nothing else (RFC 5322, 2.2.3).
    """
    text = raw.decode("ascii") if raw.isascii() else decode(raw, guess=guess).text
    if "\n" in text or "\r" in text:
        text = text.translate(_LINE_ENDS)
    return text.strip(" \t")


def read_headers(data: bytes, fields: Iterable[Field], buffer: int, part: str) -> tuple[Header, ...]:
    """Return the fields with their text; encoded words stay in address fields until the mailboxes are split."""
    headers = []
    for index, field in enumerate(fields):
        text = field_text(data[field.value.start : field.value.end], guess=index < _GUESSED)
        if "=?" in text and field.name.lower() not in ADDRESS_FIELDS:
            text = decode_words(text)
        headers.append(Header(field.name, text, Origin("field", part, buffer, field.value)))
    return tuple(headers)
