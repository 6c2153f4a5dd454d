"""Who writes to whom: senders, recipients and header fields out of MAPI properties.

A draft of Outlook has no transport headers, so the recipient table is what counts. The texts of the fields are
written here as RFC 5322 would have them, since a .msg file holds none. Sources: [MS-OXOMSG], [MS-OXMSG] 2.2.
"""

from __future__ import annotations

from leakcheck.address.canonical import canonical, is_valid
from leakcheck.mail.msg.people import RECIPIENT, REPRESENTED, SENDER, Person, read_entries, read_person
from leakcheck.mail.msg.properties import SUB_HEADER, Properties
from leakcheck.mail.msg.transport import read_transport_headers
from leakcheck.model.draft import Defect, Header, Origin, Recipient, Unread
from leakcheck.model.place import Span
from leakcheck.model.record import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable

    from leakcheck.mail.msg.ole import Ole
    from leakcheck.model.policy import Limits

NOWHERE = Origin("none")

_TABLE = "__recip_version1.0_#"
_FIELDS = {1: "To", 2: "Cc", 3: "Bcc"}
_SHOWN = {"To": 0x0E04, "Cc": 0x0E03, "Bcc": 0x0E02}
_TEXT_FIELDS = {"Subject": 0x0037, "Message-ID": 0x1035, "In-Reply-To": 0x1042, "References": 0x1039,
                "List-Unsubscribe": 0x1045}  # fmt: skip
_DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_FIRST_OF_THREAD = 22  # bytes of a conversation index; every reply adds five
_BLOCK_FIELDS = ("From", "Sender", "Reply-To", "To", "Cc", "Bcc")


class Envelope(NamedTuple):
    """The header of a message; `reply` tells that it answers an earlier one."""

    subject: str
    headers: tuple[Header, ...]
    senders: tuple[Recipient, ...]
    recipients: tuple[Recipient, ...]
    date: dt.datetime | None
    reply: bool
    defects: tuple[Defect, ...] = ()
    unread: tuple[Unread, ...] = ()


def read_envelope(ole: Ole, props: Properties, limits: Limits) -> Envelope:
    """Return the header of the message that `props` belong to."""
    sent_headers = read_transport_headers(props.text(0x007D), limits)
    sent_from = next((header.text for header in sent_headers if header.name.lower() == "from"), "")
    senders = _Written()
    for field, people in _senders(props, sent_from).items():
        senders.add(field, people)
    table, missing = _read_table(ole, props, limits.recipients)
    recipients = _Written()
    for field in _FIELDS.values():
        recipients.add(field, table.get(field, ()))
    texts = {name: props.text(number) for name, number in _TEXT_FIELDS.items()}
    date = props.time(0x0039)
    texts["Date"] = _rfc5322(date) if date else ""
    own = [*senders.headers, *recipients.headers, *(Header(k, v, NOWHERE) for k, v in texts.items() if v)]
    known = {header.name.lower() for header in own}
    headers = (*own, *(header for header in sent_headers if header.name.lower() not in known))
    reply = bool(texts["In-Reply-To"] or texts["References"] or len(props.binary(0x0071)) > _FIRST_OF_THREAD)
    return Envelope(
        texts["Subject"], headers, tuple(senders.mailboxes), tuple(recipients.mailboxes), date, reply, *missing
    )


class _Written:
    """Address fields as text, with their mailboxes."""

    def __init__(self) -> None:
        self.headers: list[Header] = []
        self.mailboxes: list[Recipient] = []

    def add(self, field: str, people: Iterable[Person]) -> None:
        text, mailboxes = write_mailboxes(field, people, 0)
        if mailboxes:
            self.headers.append(Header(field, text, NOWHERE))
            self.mailboxes += mailboxes


def write_block(envelope: Envelope) -> tuple[str, list[Recipient]]:
    """Return the header as the lines that stand above a forwarded message, and the people whom they name."""
    text = ""
    people: list[Recipient] = []
    for header in envelope.headers:
        if header.name not in _BLOCK_FIELDS:
            continue
        offset = len(text) + len(header.name) + 2
        for person in (*envelope.senders, *envelope.recipients):
            if person.field == header.name:
                span = Span(person.span.start + offset, person.span.end + offset)
                people.append(person._replace(span=span))
        text += f"{header.name}: {header.text}\n"
    return text, people


def write_mailboxes(field: str, people: Iterable[Person], start: int) -> tuple[str, list[Recipient]]:
    """Return the people as the text of an address field, and as mailboxes whose spans count from `start`."""
    pieces: list[str] = []
    mailboxes: list[Recipient] = []
    for person in people:
        if pieces:
            pieces.append(", ")
            start += 2
        pieces.append(_written(person))
        end = start + len(pieces[-1])
        mailboxes += _mailboxes(field, person, pieces[-1], Span(start, end))
        start = end
    return "".join(pieces), mailboxes


def _written(person: Person) -> str:
    if not person.address or not person.name:
        return person.address or person.name
    plain = not any(character in ',;:<>@"()[]\\' for character in person.name)
    name = person.name if plain else '"' + person.name.replace("\\", "\\\\").replace('"', '\\"') + '"'
    return f"{name} <{person.address}>"


def _mailboxes(field: str, person: Person, text: str, span: Span) -> list[Recipient]:
    """Return the one mailbox of a person, or what the parser of address fields finds in an odd one."""
    key = canonical(person.address) if person.address else ""
    if not key and not any(mark in text for mark in "@{}[]<>$%"):
        return [Recipient(field, person.name, person.address, "", "", span, NOWHERE, person.problem or "invalid")]
    if key or person.problem == "x500":
        problem = person.problem or ("" if is_valid(person.address) else "invalid")
        return [Recipient(field, person.name, person.address, key, "", span, NOWHERE, problem)]
    from leakcheck.mail.mailboxes import parse_mailboxes

    found = [
        mailbox._replace(span=Span(span.start + mailbox.span.start, span.start + mailbox.span.end))
        for mailbox in parse_mailboxes(text, field, NOWHERE).recipients
    ]
    return found or [Recipient(field, person.name, person.address, "", "", span, NOWHERE, "no-address")]


def _senders(props: Properties, sent_from: str) -> dict[str, list[Person]]:
    """Return From (whom the mail speaks for), Sender (who sends it for somebody else) and Reply-To."""
    represented, sender = read_person(props, REPRESENTED), read_person(props, SENDER)
    author = represented or sender
    if author and not author.address:
        author = _named_in(sent_from) or author
    fields = {"From": [author] if author else []}
    if author and sender and (sender.address, sender.name) != (author.address, author.name):
        fields["Sender"] = [sender]
    fields["Reply-To"] = read_entries(props.binary(0x004F), props.codecs)
    return fields


def _named_in(sent_from: str) -> Person | None:
    """Return the author by the transport headers, which have an SMTP address where Exchange has its own name."""
    if not sent_from:
        return None
    from leakcheck.mail.mailboxes import parse_mailboxes

    found = parse_mailboxes(sent_from, "From", NOWHERE).recipients
    return Person(found[0].display_name, found[0].addr_spec) if found and found[0].key else None


def _read_table(
    ole: Ole, props: Properties, limit: int
) -> tuple[dict[str, list[Person]], tuple[tuple[Defect, ...], tuple[Unread, ...]]]:
    """Return the people of each field, and what could not be read of the recipient table."""
    rows = sorted(name for name in props.storage.storages if name.startswith(_TABLE))
    people: dict[str, list[Person]] = {}
    for name in rows[:limit]:
        row = Properties(ole, props.storage.storages[name], SUB_HEADER, props.codecs)
        kind = row.number(0x0C15) & 0xF
        person = read_person(row, RECIPIENT)
        if kind and person:
            people.setdefault(_FIELDS.get(kind, "To"), []).append(person)
    defects: tuple[Defect, ...] = ()
    unread: tuple[Unread, ...] = ()
    if props.announced()[0] > len(rows):
        defects = (Defect("recipients-missing", "the file announces more recipients than it holds"),)
    if len(rows) > limit:
        unread = (Unread("the rest of the recipients", f"there are more than {limit}"),)
    return people if rows else _shown_names(props), (defects, unread)


def _shown_names(props: Properties) -> dict[str, list[Person]]:
    """Return the recipients as Outlook displays them, for a file without a recipient table."""
    people = {}
    for field, number in _SHOWN.items():
        names = [name.strip(" '") for name in props.text(number).split(";")]
        people[field] = [Person("", n) if "@" in n else Person(n, "", "no-address") for n in names if n]
    return people


def _rfc5322(date: dt.datetime) -> str:
    return f"{_DAYS[date.weekday()]}, {date.day:02} {_MONTHS[date.month - 1]} {date.year} {date:%H:%M:%S} +0000"
