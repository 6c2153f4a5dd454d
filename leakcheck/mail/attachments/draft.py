"""The seam to the rest of the room: a draft goes in, the same draft with what its attachments hold comes out."""

from __future__ import annotations

from leakcheck.mail.attachments.budget import Budget
from leakcheck.mail.attachments.finds import File, Finds, NeedsWorker
from leakcheck.mail.transfer import decode_transfer
from leakcheck.model.draft import Attendee, Concealed, Content, Grid, Listed, Metadata, Origin, Region, Text, Unread
from leakcheck.model.phrase import Phrase
from leakcheck.model.place import Span
from leakcheck.model.policy import EVERY_FILE, Limits

TYPE_CHECKING = False
if TYPE_CHECKING:
    from leakcheck.model.draft import Attachment, Draft, Part

_LIMITS = Limits()
_LARGE = 1 << 20
# Formats that only code of ours reads, which ends on every input; text in pictures goes to a worker by itself.
_OWN = frozenset({"text", "csv", "html", "vcard", "calendar"})
# Nothing to read, or already said by the reader of the mail itself.
_SIGNATURES = frozenset({"application/pkcs7-signature", "application/x-pkcs7-signature", "application/pgp-signature"})
_DER = (b"\x30\x80", b"\x30\x81", b"\x30\x82", b"\x30\x83")  # how CMS begins (ITU-T X.690, 8.1)
_SAID = frozenset({"application/pkcs7-mime", "application/x-pkcs7-mime", "message/partial", "message/external-body"})


def read_attachments(draft: Draft, limits: Limits = _LIMITS) -> Draft:
    """Return the draft with the texts, metadata and hidden content of its attachments; never raises.

    What could not be read is in `unread`, with the reason and a way to check it anyway.
    """
    reader = _Reader(draft, limits)
    for attachment in draft.attachments:
        reader.read(attachment)
    for attachment, data in _inline_pictures(draft):
        reader.take(attachment, data)
    return reader.draft


def _inline_pictures(draft: Draft) -> list[tuple[Attachment, bytes]]:
    from leakcheck.mail.attachments.inline import inline_pictures

    return inline_pictures(draft)


class _Reader:
    """Adds to a draft, one attachment after the other, within one budget."""

    def __init__(self, draft: Draft, limits: Limits) -> None:
        self.draft = draft
        self.budget = Budget(limits)
        self.parts = {part.number: part for part in draft.parts}

    def read(self, attachment: Attachment) -> None:
        """Read an attachment, unless it has no bytes of its own or was said to be closed already."""
        part = self.parts.get(attachment.part)
        if part is None or not part.leaf or attachment.origin.form == "none" or self._is_said(part):
            return
        if attachment.size > _LARGE and _is_closed(attachment):
            self.take(attachment, attachment.head)
            return
        start, end = attachment.origin.span
        raw = self.draft.buffers[attachment.origin.buffer].data[start:end]
        decoded, tail = decode_transfer(raw, part.encoding)
        if part.media_type not in _SIGNATURES or not _is_signature(decoded):
            self.take(attachment, decoded)
        if tail is not None:
            self.take(attachment._replace(name=attachment.name and f"{attachment.name} (text behind it)"), raw[tail:])

    def _is_said(self, part: Part) -> bool:
        if part.media_type in _SAID:
            return True
        above = self.parts.get(part.parent) if part.parent is not None else None
        return above is not None and above.media_type == "multipart/encrypted"

    def take(self, attachment: Attachment, data: bytes) -> None:
        """Read the bytes of an attachment, in a process of their own when there are many."""
        file = File(attachment.name, data, media_type=attachment.media_type)
        isolated = _needs_worker(file, self.budget.limits.worker_bytes)
        self.add(attachment, _read_apart(file, self.budget) if isolated else _read_here(file, self.budget))

    def add(self, attachment: Attachment, finds: Finds) -> None:
        """Add what was found in an attachment."""
        draft, part, name = self.draft, attachment.part, attachment.name
        where = f"attachment {name}" if name else "attachment"
        origin = attachment.origin._replace(form=self._form(attachment.origin), pieces=())
        attendees = draft.attendees
        if attachment.media_type != "text/calendar":
            attendees += _attendees(finds, part, origin)
        self.draft = draft._replace(
            texts=(*draft.texts, *_texts(finds, where, part, origin)),
            contents=(*draft.contents, *(Content(part, *row) for row in finds.contents)),
            metadata=(*draft.metadata, *(Metadata(part, name, *row) for row in finds.metadata)),
            concealed=(*draft.concealed, *(Concealed(part, name, *row) for row in finds.concealed)),
            listed=(*draft.listed, *(Listed(part, name, *row) for row in finds.listed)),
            unread=(*draft.unread, *(_unread(where, part, *row) for row in finds.unread)),
            attendees=attendees,
        )

    def _form(self, origin: Origin) -> str:
        """Return "file" where the bytes stand in a file with lines, else "none"."""
        if self.draft.format in {"msg", "compose"} or origin.buffer >= len(self.draft.buffers):
            return "none"
        return "file"


def _is_signature(data: bytes) -> bool:
    """Tell whether the bytes are what a part of such a type holds: its name alone is worth nothing."""
    text = data.strip()
    armoured = text.startswith(b"-----BEGIN PGP SIGNATURE-----") and text.endswith(b"-----END PGP SIGNATURE-----")
    return data.startswith(_DER) or (armoured and text.count(b"-----") == 4)


def _is_closed(attachment: Attachment) -> bool:
    """Tell from its first bytes that a large file is of a kind that nothing here reads, so that it is not decoded."""
    from leakcheck.mail.attachments.kinds import kind_of
    from leakcheck.mail.attachments.reader import READERS

    return kind_of(attachment.head, attachment.name, attachment.media_type) not in {*READERS, "zip", "ole"}


def _needs_worker(file: File, most: int) -> bool:
    """Tell whether a file is read in a process of its own: over a size, or where every file is that others parse."""
    from leakcheck.mail.attachments.kinds import PICTURES, kind_of

    if len(file.data) > max(most, _LARGE if most == EVERY_FILE else 0):
        return True
    return most == EVERY_FILE and kind_of(file.data, file.name, file.media_type) not in _OWN | PICTURES


def _read_here(file: File, budget: Budget) -> Finds:
    """Read a file in this process, unless something in it may take the process down."""
    from leakcheck.mail.attachments.reader import read_file

    left = dict(budget.left)
    try:
        return read_file(file, budget)
    except NeedsWorker:
        budget.left = left
        return _read_apart(file, budget)


def _read_apart(file: File, budget: Budget) -> Finds:
    from leakcheck.mail.attachments.isolation import read_isolated

    return read_isolated(file, budget)


def _texts(finds: Finds, where: str, part: str, origin: Origin) -> list[Text]:
    return [
        Text(
            where,
            part,
            found.text,
            (Region("attachment", Span(0, len(found.text))),),
            origin,
            inside=found.inside,
            grids=tuple(Grid(*grid) for grid in found.grids),
        )
        for found in finds.texts
    ]


def _unread(where: str, part: str, inside: str, why: str, how: str) -> Unread:
    what = Phrase("{where}, {inside}", where=where, inside=inside) if inside else where
    return Unread(what, why, part, how)


def _attendees(finds: Finds, part: str, origin: Origin) -> tuple[Attendee, ...]:
    if not finds.calendars:
        return ()
    from leakcheck.mail.calendar import read_attendees

    return tuple(attendee for source in finds.calendars for attendee in read_attendees(source, part, origin))
