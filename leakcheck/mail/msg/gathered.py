"""What reading an Outlook file gathers until the draft is made."""

from __future__ import annotations

from leakcheck.mail.assemble import Assembly
from leakcheck.mail.msg.envelope import NOWHERE
from leakcheck.model.draft import Attachment, Buffer, Defect, Origin, Part, Unread
from leakcheck.model.place import Span
from leakcheck.model.record import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import Any

    from leakcheck.mail.msg.attachments import Attached
    from leakcheck.model.draft import Recipient

_HEAD = 2048
_UNKNOWN_TYPE = "application/octet-stream"


class Number(NamedTuple):
    """The number of a part, counted as IMAP does, and of the part around it."""

    own: str
    parent: str | None


class Gathered:
    """Parts, buffers, attachments and texts of one file, in the order in which they stand in it."""

    def __init__(self, data: bytes, senders: Iterable[Recipient]) -> None:
        self.assembly = Assembly(senders)
        self.buffers = [Buffer(data)]
        self.parts: list[Part] = []
        self.attachments: list[Attachment] = []
        self.defects: list[Defect] = []
        self.unread: list[Unread] = []

    def add_text_part(self, number: Number, media_type: str) -> None:
        """Add a part that has no bytes of its own in the file."""
        leaf = not media_type.startswith("multipart/")
        self._add_part(number, media_type, NOWHERE, leaf=leaf)

    def add_file(self, number: Number, attached: Attached) -> None:
        """Add an attachment by value, or one that can only be named."""
        data = attached.data
        origin = NOWHERE
        if data is None:
            named = f"attachment {attached.name}" if attached.name else "an attachment"
            self.unread.append(Unread(named, attached.why, number.own))
        else:
            origin = Origin("part", number.own, len(self.buffers), Span(0, len(data)))
            self.buffers.append(Buffer(data, number.own))
        inline = attached.hidden or attached.content_id in self.assembly.used_content_ids
        self._add_part(number, attached.media_type or _UNKNOWN_TYPE, origin, attached)
        self._add_attachment(attached, number, len(data or b""), (data or b"")[:_HEAD], inline=inline)

    def add_message(self, number: Number, attached: Attached, size: int) -> None:
        """Add a message inside the message, which has no bytes as a file."""
        self._add_part(number, "message/rfc822", NOWHERE, attached, leaf=False)
        self._add_attachment(attached, number, min(size, len(self.buffers[0].data)), b"", inline=False)

    def _add_attachment(self, attached: Attached, number: Number, size: int, head: bytes, *, inline: bool) -> None:
        part = self.parts[-1]
        origin = Origin("part", part.number, part.buffer, part.body) if part.buffer else NOWHERE
        self.attachments.append(Attachment(attached.name, number.own, part.media_type, size, head, inline, origin))

    def _add_part(
        self, number: Number, media_type: str, origin: Origin, attached: Attached | None = None, *, leaf: bool = True
    ) -> None:
        disposition, name, content_id = ("attachment", attached.name, attached.content_id) if attached else ("", "", "")
        nothing = Span(0, 0)
        names = (disposition, name, content_id)
        self.parts.append(
            Part(number.own, number.parent, origin.buffer, (), nothing, origin.span, media_type, {}, "", *names, leaf)
        )

    def values(self) -> dict[str, Any]:
        """Return everything by its name in Draft."""
        texts = self.assembly
        lists: dict[str, list[Any]] = {
            "buffers": self.buffers, "parts": self.parts, "texts": texts.texts, "hidden": texts.hidden,
            "links": texts.links, "quoted_headers": texts.quoted_headers, "attachments": self.attachments,
            "defects": self.defects, "unread": self.unread,
        }  # fmt: skip
        return {name: tuple(values) for name, values in lists.items()}
