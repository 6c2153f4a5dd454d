"""The header of a message inside the message: to its reader, an earlier mail that says who was on it."""

from __future__ import annotations

import re

from leakcheck.mail.charsets import decode, normal_line_ends
from leakcheck.mail.fields import field_text
from leakcheck.mail.words import decode_words
from leakcheck.model.draft import Origin, QuotedHeader, Region, Text
from leakcheck.model.place import Span

TYPE_CHECKING = False
if TYPE_CHECKING:
    from leakcheck.mail.assemble import Assembly
    from leakcheck.model.draft import Part, Recipient

_PEOPLE = re.compile(r"(From|Sender|Reply-To|To|Cc|Bcc)[ \t]{0,9}:([^\n]*+(?:\n[ \t][^\n]*+)*+)", re.IGNORECASE)
_NAMES = {name.lower(): name for name in ("From", "Sender", "Reply-To", "To", "Cc", "Bcc")}
_STRETCH = re.compile(r"[^\n]++")


def add_enclosed_header(assembly: Assembly, data: bytes, part: Part) -> None:
    """Add the people and the subject of an enclosed message; `part` is its top entity, `data` its buffer."""
    for field in part.fields:
        if field.name.lower() == "subject":
            text = decode_words(field_text(data[field.value.start : field.value.end]))
            origin = Origin("field", part.number, part.buffer, field.value)
            assembly.texts.append(Text("body", part.number, text, _region("quoted", text), origin))
    _add_people(assembly, data, part)


def _add_people(assembly: Assembly, data: bytes, part: Part) -> None:
    """Add one text of the address lines, unfolded, with pieces that lead back into the header."""
    source = normal_line_ends(decode(data[part.header.start : part.header.end]).text)
    text = ""
    pieces: list[tuple[int, int]] = []
    people: list[Recipient] = []
    for match in _PEOPLE.finditer(source):
        if match.start() and source[match.start() - 1] != "\n":
            continue
        name = _NAMES[match[1].lower()]
        text += f"{name}: "
        pieces.append((len(text) - len(name) - 2, match.start()))
        value, found = _unfolded(match[2], match.start(2))
        pieces += [(len(text) + out, at) for out, at in found]
        people += _mailboxes(value, name, len(text))
        text += f"{value}\n"
    if not text:
        return
    origin = Origin("raw", part.number, part.buffer, part.header, tuple(pieces))
    block = tuple(person._replace(origin=origin) for person in people)
    assembly.quoted_headers.append(QuotedHeader(len(assembly.texts), Span(0, len(text)), block))
    assembly.texts.append(Text("body", part.number, text, _region("quoted-header", text), origin))


def _mailboxes(value: str, name: str, offset: int) -> list[Recipient]:
    from leakcheck.mail.mailboxes import parse_mailboxes

    found = parse_mailboxes(value, name, Origin("none")).recipients
    return [p._replace(span=Span(p.span.start + offset, p.span.end + offset)) for p in found]


def _unfolded(value: str, offset: int) -> tuple[str, list[tuple[int, int]]]:
    """Unfold a field value that begins at `offset`; return it with (place in it, place in the source) pairs."""
    text = ""
    pieces = []
    lead = len(value) - len(value.lstrip(" \t\n"))
    for stretch in _STRETCH.finditer(value, lead):
        pieces.append((len(text), offset + stretch.start()))
        text += stretch[0]
    return text.rstrip(" \t"), pieces


def _region(kind: str, text: str) -> tuple[Region, ...]:
    return (Region(kind, Span(0, len(text))),) if text else ()
