"""What a mail program's compose window holds -> Draft, without a detour over the text of a message.

The details are JSON as clients/thunderbird/PROTOCOL.md describes them; whatever has another shape counts as missing.
"""

from __future__ import annotations

from leakcheck.mail.assemble import Assembly, Leaf
from leakcheck.mail.charsets import normal_line_ends
from leakcheck.mail.mailboxes import parse_mailboxes
from leakcheck.model.draft import Attachment, Buffer, Draft, Header, Origin, Part, Unread
from leakcheck.model.phrase import Phrase
from leakcheck.model.place import Span
from leakcheck.model.policy import Limits
from leakcheck.model.record import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from typing import Any

    from leakcheck.model.draft import Group, Recipient

NOWHERE = Origin("none")
_SENDERS = {"From": "from", "Reply-To": "replyTo"}
_RECIPIENTS = {"To": "to", "Cc": "cc", "Bcc": "bcc"}
_SPECIALS = frozenset(',;:<>@"()[]\\')
_HEAD = 2_048
_BODY = "1"
_LIMITS = Limits()


class _File(NamedTuple):
    """An attachment as it was handed over; `why` says what keeps `data` away."""

    name: str
    media_type: str
    size: int
    data: bytes
    why: str = ""


def read_compose(details: Mapping[str, Any], limits: Limits = _LIMITS) -> Draft:
    """Return the draft that a compose window holds; never raises, and says in `unread` what it could not read."""
    window = _Window(details, limits)
    window.add_body()
    for number, entry in enumerate(_list(details.get("attachments")), 2):
        window.add_file(str(number), _file(entry))
    draft = window.draft()
    if not window.attachments and "ata:ima" not in window.html:
        return draft
    from leakcheck.mail.attachments import read_attachments

    return read_attachments(draft, limits)


class _Window:
    """Gathers the pieces of one compose window."""

    def __init__(self, details: Mapping[str, Any], limits: Limits) -> None:
        self.details = details
        self.limits = limits
        self.headers: list[Header] = []
        self.groups: list[Group] = []
        self.unread: list[Unread] = []
        self.parts: list[Part] = []
        self.buffers = [Buffer(b"")]
        self.attachments: list[Attachment] = []
        self.html = ""
        self.senders = self._people(_SENDERS)
        self.recipients = self._people(_RECIPIENTS)
        self.assembly = Assembly(self.senders)
        if subject := " ".join(_text(details.get("subject")).split()):
            self.headers.append(Header("Subject", subject, NOWHERE))
            self.assembly.add_subject(subject, NOWHERE)

    def add_body(self) -> None:
        """Add the text as it would be sent: HTML, or plain text."""
        html = self.details.get("isPlainText") is False
        text = normal_line_ends(_text(self.details.get("body" if html else "plainTextBody")))
        if len(text) > self.limits.text_bytes:
            text = text[: self.limits.text_bytes]
            self.unread.append(Unread("the rest of the text", _over("characters", self.limits.text_bytes), _BODY))
        leaf = Leaf(_BODY, NOWHERE)
        if html:
            self.html = text
            self.assembly.add_html(leaf, text)
        else:
            self.assembly.add_plain(leaf, text)
        self._add_part(_BODY, _File("", "text/html" if html else "text/plain", 0, text.encode(errors="replace")))

    def add_file(self, number: str, file: _File) -> None:
        """Add an attachment, with its bytes where the mail program gave them."""
        if file.why:
            named = Phrase("attachment {name}", name=file.name) if file.name else "an attachment"
            self.unread.append(Unread(named, file.why, number, "check the file before you send it"))
        origin = self._add_part(number, file)
        found = Attachment(file.name, number, file.media_type, file.size, file.data[:_HEAD], False, origin)
        self.attachments.append(found)

    def draft(self) -> Draft:
        """Return what was gathered."""
        people = self.recipients
        if len(people) > self.limits.recipients:
            self.unread.append(Unread("the rest of the recipients", _over("recipients", self.limits.recipients)))
        return Draft(
            "This mail",
            "compose",
            headers=tuple(self.headers),
            senders=self.senders,
            recipients=people[: self.limits.recipients],
            groups=tuple(self.groups),
            buffers=tuple(self.buffers),
            parts=tuple(self.parts),
            texts=tuple(self.assembly.texts),
            hidden=tuple(self.assembly.hidden),
            links=tuple(self.assembly.links),
            quoted_headers=tuple(self.assembly.quoted_headers),
            attachments=tuple(self.attachments),
            unread=tuple(self.unread),
            reply=self.details.get("type") == "reply",
        )

    def _people(self, fields: Mapping[str, str]) -> tuple[Recipient, ...]:
        people: list[Recipient] = []
        for field, key in fields.items():
            value = self.details.get(key)
            entries = [entry for one in (value if isinstance(value, list) else [value]) if (entry := _mailbox(one))]
            if entries:
                self.headers.append(Header(field, ", ".join(entries), NOWHERE))
                people += self._entries(field, entries)
        return tuple(people)

    def _entries(self, field: str, entries: Iterable[str]) -> Iterable[Recipient]:
        """Yield the people of a field; each entry is read by itself, so that an odd one cannot swallow the next."""
        offset = 0
        for entry in entries:
            found = parse_mailboxes(entry, field, NOWHERE)
            self.groups += (group._replace(span=_moved(group.span, offset)) for group in found.groups)
            for person in found.recipients:
                yield person._replace(span=_moved(person.span, offset))
            offset += len(entry) + 2

    def _add_part(self, number: str, file: _File) -> Origin:
        span = Span(0, len(file.data))
        names = ("attachment" if number != _BODY else "", file.name, "")
        self.parts.append(
            Part(number, "", len(self.buffers), (), Span(0, 0), span, file.media_type, {}, "", *names, leaf=True)
        )
        origin = Origin("part", number, len(self.buffers), span)
        self.buffers.append(Buffer(file.data, number))
        return NOWHERE if file.why else origin


def _mailbox(entry: Any) -> str:
    """Return an entry of an address field as text: one that is text already, or a name and an address."""
    if isinstance(entry, str):
        return " ".join(entry.split())
    if not isinstance(entry, dict):
        return ""
    name, address = (" ".join(_text(entry.get(key)).split()) for key in ("name", "email"))
    if not name or not address:
        return address or name
    if not _SPECIALS.isdisjoint(name):
        name = '"' + name.replace("\\", "\\\\").replace('"', '\\"') + '"'
    return f"{name} <{address}>"


def _file(entry: Any) -> _File:
    found = entry if isinstance(entry, dict) else {}
    size = found.get("size")
    size = size if isinstance(size, int) and size >= 0 else 0
    media_type = _text(found.get("type")).partition(";")[0].strip().lower() or "application/octet-stream"
    file = _File(" ".join(_text(found.get("name")).split()), media_type, size, b"")
    if not isinstance(found.get("data"), str):
        return file._replace(why=_text(found.get("why")) or "the mail program did not hand it over")
    import base64

    try:
        data = base64.b64decode(found["data"], validate=True)
    except ValueError:
        return file._replace(why="it did not arrive whole")
    return file._replace(data=data, size=len(data))


def _over(things: str, number: int) -> Phrase:
    return Phrase(f"more than {{number}} {things}", number=number)


def _text(value: Any) -> str:
    """Return a text without the half characters that JSON can hold."""
    return value.encode("utf-8", "replace").decode() if isinstance(value, str) else ""


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []


def _moved(span: Span, offset: int) -> Span:
    return Span(span.start + offset, span.end + offset)
