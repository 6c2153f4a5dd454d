"""Outlook .msg and .oft -> Draft. Sources: [MS-OXMSG], [MS-OXCMSG]."""

from __future__ import annotations

from leakcheck.mail.assemble import Leaf
from leakcheck.mail.charsets import normal_line_ends
from leakcheck.mail.msg.attachments import attachment_names, read_attached, size_of
from leakcheck.mail.msg.body import HTML, read_body
from leakcheck.mail.msg.envelope import NOWHERE, read_envelope, write_block
from leakcheck.mail.msg.gathered import Gathered, Number
from leakcheck.mail.msg.ole import open_ole
from leakcheck.mail.msg.properties import EMBEDDED_HEADER, PROPERTY_STREAM, TOP_HEADER, Properties
from leakcheck.mail.msg.protection import protection_of
from leakcheck.model.draft import Defect, Draft, Hidden, Unread
from leakcheck.model.errors import ReadError
from leakcheck.model.place import Span
from leakcheck.model.policy import Limits
from leakcheck.model.record import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from leakcheck.mail.msg.body import Body
    from leakcheck.mail.msg.ole import Ole, Storage
    from leakcheck.model.draft import Encryption

_CLASS, _FLAGS, _UNSENT = 0x001A, 0x0E07, 0x0008  # [MS-OXCMSG] 2.2.1.6: mfUnsent
_TEMPLATE_CLASS_ID = bytes.fromhex("46f0060000000000c000000000000046")


def read_msg(data: bytes, path: str = "-", limits: Limits = Limits()) -> Draft:  # noqa: B008 - an immutable value
    """Return the draft in an Outlook file; raise ReadError when the bytes are none or too damaged to open."""
    try:
        return _read(data, path, limits)
    except ReadError as error:
        raise ReadError(str(error), path) from error


def _read(data: bytes, path: str, limits: Limits) -> Draft:
    if len(data) > limits.bytes:
        raise ReadError(f"the Outlook file is larger than {limits.bytes} bytes")
    ole = open_ole(data)
    if PROPERTY_STREAM not in ole.root.streams:
        raise ReadError("the file holds no message of Outlook, or its beginning is damaged")
    props = Properties(ole, ole.root, TOP_HEADER)
    envelope = read_envelope(ole, props, limits)
    gathered = Gathered(data, envelope.senders)
    gathered.assembly.add_subject(envelope.subject, NOWHERE)
    reader = _Reader(ole, limits, gathered)
    reader.note(envelope.defects, envelope.unread)
    encryption = reader.read_message(_Message(props, None, 0))
    reader.note_damage()
    template = ole.root.class_id == _TEMPLATE_CLASS_ID or path.lower().endswith(".oft")
    return Draft(
        path, "msg", headers=envelope.headers, senders=envelope.senders, recipients=envelope.recipients,
        encryption=encryption, date=envelope.date, reply=envelope.reply, template=template,
        sent=not template and _was_sent(props), **gathered.values(),
    )  # fmt: skip


def _was_sent(props: Properties) -> bool:
    """Tell whether a mail has been sent or received: its flags are there, without the one of a draft."""
    flags = props.number(_FLAGS)
    return flags != 0 and not flags & _UNSENT and props.text(_CLASS).upper().startswith("IPM.NOTE")


class _Message(NamedTuple):
    """A message to read; the outer one has no number and depth 0."""

    props: Properties
    number: str | None
    depth: int

    def part(self, place: int) -> Number:
        """Return the number of the n-th part of this message, from 1."""
        return Number(f"{self.number}.{place}" if self.number else str(place), self.number)


class _Reader:
    """Walks through the messages of one file."""

    def __init__(self, ole: Ole, limits: Limits, gathered: Gathered) -> None:
        self.ole = ole
        self.limits = limits
        self.gathered = gathered

    def read_message(self, message: _Message) -> Encryption | None:
        """Read the text and the attachments of a message and of those inside it; return how it is protected."""
        body = read_body(message.props, self.limits.text_bytes)
        self.note(body.defects, tuple(entry._replace(part=message.number) for entry in body.unread))
        if body.forms:
            self.add_texts(message, body)
        first = len(self.gathered.attachments)
        self.read_attachments(message, 2 if body.forms else 1)
        own = self.gathered.attachments[first:]
        text = body.forms[0].content if body.forms else ""
        protection = protection_of(message.props, text, own, message.number)
        self.note((), protection.unread)
        return protection.encryption

    def add_texts(self, message: _Message, body: Body) -> None:
        """Add the forms of a body: one part, or several in an alternative."""
        number = message.part(1)
        alternative = None
        if len(body.forms) > 1:
            alternative = number.own
            self.gathered.add_text_part(number, "multipart/alternative")
        assembly = self.gathered.assembly
        for place, form in enumerate(body.forms, 1):
            if alternative:
                number = Number(f"{alternative}.{place}", alternative)
            self.gathered.add_text_part(number, form.media_type)
            leaf = Leaf(number.own, NOWHERE, alternative, enclosed=message.depth > 0)
            add = assembly.add_html if form.media_type == HTML else assembly.add_plain
            add(leaf, normal_line_ends(form.content))
        if hidden := body.hidden.strip():
            span = Span(0, len(hidden))
            assembly.hidden.append(Hidden(number.own, hidden, "rtf", leading=False, span=span, origin=NOWHERE))

    def read_attachments(self, message: _Message, first: int) -> None:
        """Read the attachments of a message; the first of them has that place in it."""
        storages = message.props.storage.storages
        names = attachment_names(message.props.storage)
        if message.props.announced()[1] > len(names):
            what = "the file announces more attachments than it holds"
            self.note((Defect("attachments-missing", what, message.number),), ())
        for place, name in enumerate(names, first):
            if len(self.gathered.parts) >= self.limits.parts:
                why = f"there are more than {self.limits.parts} parts"
                self.note((), (Unread("the rest of the attachments", why, message.number),))
                return
            self.read_attachment(message, storages[name], message.part(place))

    def read_attachment(self, message: _Message, storage: Storage, number: Number) -> None:
        """Read an attachment; a message inside the message is an earlier mail to the reader."""
        attached = read_attached(self.ole, storage, message.props.codecs)
        if attached.message is None:
            self.gathered.add_file(number, attached)
            return
        self.gathered.add_message(number, attached, size_of(attached.message))
        if message.depth >= self.limits.depth:
            why = f"messages are nested more than {self.limits.depth} deep"
            self.note((), (Unread("the inside of a message", why, number.own),))
            return
        props = Properties(self.ole, attached.message, EMBEDDED_HEADER)
        envelope = read_envelope(self.ole, props, self.limits)
        self.note(envelope.defects, envelope.unread)
        self.gathered.assembly.add_subject(envelope.subject, NOWHERE, number.own)
        self.gathered.assembly.add_header_block(Leaf(number.own, NOWHERE), *write_block(envelope))
        self.read_message(_Message(props, number.own, message.depth + 1))

    def note(self, defects: tuple[Defect, ...], unread: tuple[Unread, ...]) -> None:
        """Keep what is wrong and what was not read."""
        self.gathered.defects += defects
        self.gathered.unread += unread

    def note_damage(self) -> None:
        """Say what the compound file itself could not give."""
        if self.ole.damage:
            defects = tuple(Defect("file-damaged", what) for what in self.ole.damage)
            self.note(
                defects, (Unread("a part of the file", "the Outlook file is damaged", help="Save the draft again"),)
            )
