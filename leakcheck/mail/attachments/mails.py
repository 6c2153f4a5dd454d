"""Mails attached as files: what they say, who was on them, and what they carry in turn."""

from __future__ import annotations

from leakcheck.mail.attachments.finds import Unreadable
from leakcheck.mail.transfer import decode_transfer
from leakcheck.model.errors import ReadError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from leakcheck.mail.attachments.budget import Budget
    from leakcheck.mail.attachments.finds import File, Finds
    from leakcheck.model.draft import Draft, Part

_PEOPLE = ("From", "Sender", "Reply-To", "To", "Cc", "Bcc")


def read_mail(file: File, finds: Finds, budget: Budget) -> None:
    """Read a mail, .eml or .msg."""
    from leakcheck.mail.sniff import parse_without_attachments

    try:
        draft = parse_without_attachments(file.data, "attachment.eml", budget.limits)
    except ReadError as error:
        raise Unreadable(str(error)) from error
    _add_header(file, finds, draft)
    for text in draft.texts:
        place = "subject" if text.where == "Subject" else "text"
        finds.add_lines(file, text.text, f"mail, {place}, line")
    for hidden in draft.hidden:
        finds.conceal(file, hidden.text, f"hidden in HTML ({hidden.how})", "mail")
        finds.add_text(file, hidden.text, "mail, hidden text")
    for unread in draft.unread:
        finds.miss(file, unread.why, unread.help, f"mail, {unread.what}")
    parts = {part.number: part for part in draft.parts}
    for attachment in draft.attachments:
        part = parts.get(attachment.part)
        if part is not None and part.leaf and attachment.origin.form != "none":
            budget.spend("entries")
            finds.files.append(file.entry(attachment.name or attachment.part, _bytes(draft, part), "attachment"))


def read_mbox(file: File, finds: Finds, budget: Budget) -> None:
    """Read every mail of a store."""
    from leakcheck.mail.mbox import mails

    number = 0
    for number, mail in enumerate(mails(file.data), 1):
        budget.spend("entries")
        finds.files.append(file.entry(str(number), file.data[mail.start : mail.end], "mail"))
    if not number:
        from leakcheck.mail.attachments.texts import read_plain

        read_plain(file, finds, budget)


def _add_header(file: File, finds: Finds, draft: Draft) -> None:
    people = (*draft.senders, *draft.recipients)
    lines = [f"{person.field}: {person.display_name} {person.addr_spec}" for person in people if person.addr_spec]
    finds.add_lines(file, "\n".join(lines), "mail, header, person")


def _bytes(draft: Draft, part: Part) -> bytes:
    raw = draft.buffers[part.buffer].data[part.body.start : part.body.end]
    return decode_transfer(raw, part.encoding).data
