"""A draft as the checks see it: decoded, with a way back to the bytes."""

from __future__ import annotations

from leakcheck.model.place import Span
from leakcheck.model.record import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    import datetime as dt

VISIBLE_FIELDS = ("To", "Cc", "Resent-To", "Resent-Cc")
DESTINATION_FIELDS = (*VISIBLE_FIELDS, "Bcc", "Resent-Bcc")


class Buffer(NamedTuple):
    """Bytes that spans point into: the file itself (number 0), or a decoded nested message.

    `owner` is the number of the part that was decoded into these bytes, None for the file.
    """

    data: bytes
    owner: str | None = None

    def __repr__(self) -> str:
        return f"Buffer({len(self.data)} bytes, owner={self.owner!r})"


class Field(NamedTuple):
    """One header field as it stands in the bytes of its buffer.

    `name` is as written without blanks; `span` holds the whole field with its line ends; `value` only the raw value,
    from after the colon to before the last line end.
    """

    name: str
    span: Span
    value: Span


class Part(NamedTuple):
    """One MIME entity: a leaf, a multipart or an enclosed message.

    `number` follows IMAP ("1", "1.2"; the top entity of a multipart message is ""). `header` and `body` are byte spans
    in `buffer`. `media_type`, `encoding` and `disposition` are lower case; `params` are the decoded parameters of
    Content-Type. `filename` is the decoded name, empty when there is none. `parent` is the number of the enclosing
    part. `multipart` parents and messages have `leaf` False.
    """

    number: str
    parent: str | None
    buffer: int
    fields: tuple[Field, ...]
    header: Span
    body: Span
    media_type: str
    params: dict[str, str]
    encoding: str
    disposition: str
    filename: str
    content_id: str
    leaf: bool


class Header(NamedTuple):
    """A header field of the outer message, decoded.

    `text` is unfolded, with encoded words decoded except in address fields, where they stay until the mailboxes are
    split. `origin` leads back to the bytes.
    """

    name: str
    text: str
    origin: Origin


class Origin(NamedTuple):
    """How to get from an offset in a decoded text back to bytes.

    `form` is one of: "field" (raw header value), "part" (decoded text part), "html" (text as seen of an HTML part),
    "raw" (bytes as they travel, outside a part: a preamble, a header block, a file without headers), "file" (somewhere
    in an attachment, whose first byte stands for all of it), "none" (no place in the file: compose windows, .msg).
    `buffer` and `span` say which bytes; `part` which MIME part.
    `pieces` maps text offsets to offsets in the decoded source: pairs (text offset, source offset), ascending, needed
    only where the text was rewritten (HTML, format=flowed).
    """

    form: str
    part: str | None = None
    buffer: int = 0
    span: Span = Span(0, 0)
    pieces: tuple[tuple[int, int], ...] = ()


class Recipient(NamedTuple):
    """One mailbox of a destination, From, Sender or Reply-To field.

    `addr_spec` is as written, without comments, route and brackets, empty when there is none; `key` is the canonical
    form for comparing, empty when the address is not valid; `group` the RFC 5322 group it stands in; `span` counts
    code points in the text of its header. `problem` is empty, or says why it cannot be checked: "no-address" (a list
    name or alias), "x500", "invalid" (not deliverable by syntax), "unreadable" (holds an @ that could not be parsed),
    "placeholder" (a template field). `written` is the entry as it stands in the field where there is a problem.
    """

    field: str
    display_name: str
    addr_spec: str
    key: str
    group: str
    span: Span
    origin: Origin
    problem: str = ""
    written: str = ""

    @property
    def visible(self) -> bool:
        """Tell whether the other recipients can see this one."""
        return self.field in VISIBLE_FIELDS

    def __repr__(self) -> str:
        return f"Recipient({self.field}, {self.problem or 'ok'})"


class Group(NamedTuple):
    """An RFC 5322 group in an address field, with the name that recipients will read."""

    field: str
    name: str
    members: int
    span: Span
    origin: Origin


class Region(NamedTuple):
    """A stretch of a text: "body", "quoted", "signature", or "quoted-header" (a header block of an earlier mail)."""

    kind: str
    span: Span


class Grid(NamedTuple):
    """Where the lines of a text stand in an attachment, from a text offset on: each line is a row of it.

    `label` names the place ("sheet Intake", "line"), `row` is the number of the first line. `column` is the number of
    the first tab-separated cell where cells are named as in a spreadsheet ("sheet Intake, C14"), else 0 ("line 7").
    """

    offset: int
    label: str
    row: int
    column: int = 0


class Text(NamedTuple):
    """The decoded text of a field or of a part.

    `where` is "Subject", "body", "hidden" or "attachment NAME". For HTML `text` is the text as seen. `regions` cover
    the text in order without gaps. `alternative` is the number of the multipart/alternative that holds the part, None
    elsewhere. `inside` names places in an attachment: pairs (text offset, place), ascending; `grids` do so for what is
    made of rows.
    """

    where: str
    part: str | None
    text: str
    regions: tuple[Region, ...]
    origin: Origin
    alternative: str | None = None
    inside: tuple[tuple[int, str], ...] = ()
    grids: tuple[Grid, ...] = ()

    @property
    def attached(self) -> bool:
        """Tell whether this text stands in an attachment."""
        return self.where.startswith("attachment")

    def __repr__(self) -> str:
        return f"Text({self.where!r}, part={self.part!r}, {len(self.text)} characters)"


class Hidden(NamedTuple):
    """Text in HTML that the writer does not see; `how` names the trick ("display:none", "comment", "zero-size" ...).

    `leading` tells that it is the one hidden block before any visible text (a newsletter's preheader).
    """

    part: str
    text: str
    how: str
    leading: bool
    span: Span
    origin: Origin

    def __repr__(self) -> str:
        return f"Hidden({self.part!r}, {self.how!r}, {len(self.text)} characters)"


class Link(NamedTuple):
    """An attribute of HTML that carries text of its own: `how` is "href", "src", "alt" or "title".

    It is "attribute" for any other whose value may tell of a person.
    `span` counts code points in the decoded HTML source of the part. `words` of the link of an anchor are those before
    it on its line, over it, and behind it.
    """

    part: str
    how: str
    text: str
    span: Span
    origin: Origin
    words: tuple[str, str, str] = ("", "", "")

    def __repr__(self) -> str:
        return f"Link({self.part!r}, {self.how!r})"


class QuotedHeader(NamedTuple):
    """A header block of an earlier mail inside the body: who was on it.

    `mailboxes` holds the people of its From, To and Cc lines; their spans count code points in the text number
    `text` of the draft.
    """

    text: int
    span: Span
    mailboxes: tuple[Recipient, ...]


class Attachment(NamedTuple):
    """A part that is not shown as body text.

    `media_type` is as declared; `size` counts decoded bytes, exactly or as estimated from the encoding; `head` holds
    the first decoded bytes (at most 2 KiB) for recognising the real type; `inline` tells that the body shows it (a
    picture with a Content-ID that the HTML uses).
    """

    name: str
    part: str
    media_type: str
    size: int
    head: bytes
    inline: bool
    origin: Origin

    def __repr__(self) -> str:
        return f"Attachment(part={self.part!r}, {self.media_type!r}, {self.size} bytes)"


class Content(NamedTuple):
    """A file that travels along: an attachment, or an entry of one (`inside` says which, "" for the attachment itself).

    `kind` is the format told by the bytes ("pdf", "xlsx", "picture", "program" ...; "" when unknown); `lie` is a
    sentence when the name says something else; `head` holds the first bytes.
    """

    part: str
    name: str
    inside: str
    kind: str
    lie: str = ""
    head: bytes = b""

    def __repr__(self) -> str:
        return f"Content(part={self.part!r}, {self.kind!r})"


class Metadata(NamedTuple):
    """A datum about an attachment beside its content: `key` is a stable word ("author", "gps", "comment" ...)."""

    part: str
    name: str
    key: str
    value: str
    inside: str = ""

    def __repr__(self) -> str:
        return f"Metadata(part={self.part!r}, {self.key!r})"


class Concealed(NamedTuple):
    """Content of an attachment that whoever opens it does not see; `how` says what hides it ("hidden sheet" ...)."""

    part: str
    name: str
    text: str
    how: str
    inside: str = ""

    def __repr__(self) -> str:
        return f"Concealed(part={self.part!r}, {self.how!r}, {len(self.text)} characters)"


class Listed(NamedTuple):
    """How many people an attachment lists by its structure (the cards of an address book)."""

    part: str
    name: str
    people: int
    inside: str = ""


class Attendee(NamedTuple):
    """A person invited by a text/calendar part."""

    part: str
    name: str
    address: str
    key: str
    origin: Origin
    span: Span

    def __repr__(self) -> str:
        return f"Attendee(part={self.part!r})"


class Defect(NamedTuple):
    """Something wrong in the bytes that could hide a recipient or a part.

    `code` is a short stable word ("junk-header-line", "boundary-missing"); `what` one plain sentence without values.
    `offset` is the byte in buffer 0, None where there is none; `part` is None for the header, "" for the text of a file
    that has no parts.
    """

    code: str
    what: str
    part: str | None = None
    offset: int | None = None


class Unread(NamedTuple):
    """Something that was not read: `what` names it, `why` says the reason, `help` how to check it anyway."""

    what: str
    why: str
    part: str | None = None
    help: str = ""


class Encryption(NamedTuple):
    """How a message is protected: `scheme` is "openpgp" or "smime"; `encrypted` is False for a mere signature."""

    scheme: str
    encrypted: bool


class Draft(NamedTuple):
    """A draft, whatever file it came from.

    `format` is "eml", "msg", "text" (no headers) or "compose" (details from a mail program's window). `path` is as
    the caller gave it, with `#n` for the n-th message of a store; `first_line` is the line of the file on which the
    bytes of this draft begin. `parts` lists every MIME entity in order; `date` is the Date field, None when absent.
    `reply` tells that the draft answers an earlier mail (In-Reply-To or References). `template` tells that mails are
    made of it; `repeated` are the fields that it writes in a loop. `sent` tells that the file itself says that it is no
    draft any more (a .msg without Outlook's unsent flag).
    """

    path: str
    format: str
    buffers: tuple[Buffer, ...] = ()
    parts: tuple[Part, ...] = ()
    headers: tuple[Header, ...] = ()
    senders: tuple[Recipient, ...] = ()
    recipients: tuple[Recipient, ...] = ()
    groups: tuple[Group, ...] = ()
    texts: tuple[Text, ...] = ()
    hidden: tuple[Hidden, ...] = ()
    links: tuple[Link, ...] = ()
    quoted_headers: tuple[QuotedHeader, ...] = ()
    attachments: tuple[Attachment, ...] = ()
    attendees: tuple[Attendee, ...] = ()
    encryption: Encryption | None = None
    defects: tuple[Defect, ...] = ()
    unread: tuple[Unread, ...] = ()
    date: dt.datetime | None = None
    reply: bool = False
    template: bool = False
    first_line: int = 1
    contents: tuple[Content, ...] = ()
    metadata: tuple[Metadata, ...] = ()
    concealed: tuple[Concealed, ...] = ()
    listed: tuple[Listed, ...] = ()
    repeated: tuple[Header, ...] = ()
    sent: bool = False

    def header(self, name: str) -> str | None:
        """Return the text of the first header field of that name, None when there is none."""
        wanted = name.lower()
        return next((h.text for h in self.headers if h.name.lower() == wanted), None)

    def __repr__(self) -> str:
        return f"Draft({self.format}, {len(self.recipients)} recipients, {len(self.parts)} parts)"
