"""An Outlook file as an Internet message, which Outlook opens as a draft when X-Unsent says so.

Source of X-Unsent: Microsoft, CCSF and IConverterSession, read 2026-11-22. Classic Outlook honours it; the new Outlook
was not tried.
"""

from __future__ import annotations

from leakcheck.checks.world import distinct
from leakcheck.fix import encode
from leakcheck.fix.compose import EOL, File, body_entity
from leakcheck.fix.edits import Edit
from leakcheck.fix.values import Change, Proposal, RefusedError
from leakcheck.model.draft import DESTINATION_FIELDS
from leakcheck.model.evidence import Evidence

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable

    from leakcheck.fix.values import Case
    from leakcheck.mail.msg.envelope import Envelope
    from leakcheck.mail.msg.ole import Ole
    from leakcheck.mail.msg.properties import Properties
    from leakcheck.model.draft import Draft, Recipient
    from leakcheck.model.policy import Limits

FIX = "outlook"
_PEOPLE = ("From", "Sender", "Reply-To", *DESTINATION_FIELDS)
_KEPT = ("Subject", "Date", "Message-ID", "In-Reply-To", "References", "List-Unsubscribe")
_DEEPEST = 20


def as_eml(draft: Draft, limits: Limits) -> bytes:
    """Return an Outlook file as an Internet message; raise RefusedError when something could not be carried over."""
    from leakcheck.mail.msg.ole import open_ole
    from leakcheck.mail.msg.properties import TOP_HEADER, Properties

    if draft.encryption is not None:
        raise RefusedError("the Outlook file is signed or encrypted: fix the draft before it is protected")
    ole = open_ole(draft.buffers[0].data)
    lost = [unread.what for unread in draft.unread if unread.what.startswith(("attachment", "an attachment"))]
    if lost:
        raise RefusedError(
            f"{len(lost)} attachments of the Outlook file cannot be carried over; save them by themselves"
        )
    return _message(ole, Properties(ole, ole.root, TOP_HEADER), limits, 0)


def same_mail(before: Draft, after: Draft) -> bool:
    """Tell whether an .eml holds what the Outlook file held: people, words, files."""
    people = set(distinct(before.recipients)) == set(distinct(after.recipients))
    files = _sizes(before), _sizes(after)
    words = "".join("".join(t.text.split()) for t in before.texts if t.where == "body" and t.part in {"1", "1.1"})
    return people and files[0] == files[1] and words in "".join("".join(t.text.split()) for t in after.texts)


def _sizes(draft: Draft) -> list[int]:
    """Return the sizes of the files; an enclosed mail is written anew, so that its size tells nothing."""
    return sorted(a.size for a in draft.attachments if a.media_type != "message/rfc822" and a.head)


def propose(case: Case) -> Proposal:
    """Mark a message that was an Outlook file as a draft."""
    if case.draft.header("X-Unsent") is not None:
        return Proposal(FIX)
    line = Edit(0, 0, b"X-Unsent: 1" + EOL)
    change = Change("X-Unsent", 1, Evidence(""), "added, so that Outlook opens the file as a draft")
    notes = ("an Outlook file is written as .eml with X-Unsent: 1: classic Outlook opens it as a draft",)
    return Proposal(FIX, (line,), (change,), (), frozenset({"LC603"}), notes=notes)


def _message(ole: Ole, props: Properties, limits: Limits, depth: int) -> bytes:
    from leakcheck.mail.msg.body import HTML, read_body
    from leakcheck.mail.msg.envelope import read_envelope

    envelope = read_envelope(ole, props, limits)
    body = read_body(props, limits.text_bytes)
    forms = sorted(
        (("html" if form.media_type == HTML else "plain", form.content) for form in body.forms),
        key=lambda form: form[0] == "html",
    )
    entity = body_entity(forms, list(_files(ole, props, limits, depth)))
    return b"".join(_fields(envelope)) + b"MIME-Version: 1.0" + EOL + entity.bytes()


def _fields(envelope: Envelope) -> Iterable[bytes]:
    people: dict[str, list[Recipient]] = {}
    for person in (*envelope.senders, *envelope.recipients):
        people.setdefault(person.field, []).append(person)
    for name in _PEOPLE:
        if name in people:
            boxes = (
                encode.mailbox(p.display_name, p.addr_spec) if p.addr_spec else encode.phrase(p.display_name)
                for p in people[name]
            )
            yield encode.field(name, boxes, EOL, b",")
    for name in _KEPT:
        text = next((h.text for h in envelope.headers if h.name == name), "")
        if text:
            yield encode.field(name, encode.unstructured(" ".join(text.split())), EOL)
        elif name == "Subject":
            yield b"Subject: " + EOL  # without From, To and Subject a file is no mail


def _files(ole: Ole, props: Properties, limits: Limits, depth: int) -> Iterable[File]:
    from leakcheck.mail.msg.attachments import attachment_names, read_attached
    from leakcheck.mail.msg.properties import EMBEDDED_HEADER, Properties

    for name in attachment_names(props.storage):
        attached = read_attached(ole, props.storage.storages[name], props.codecs)
        if attached.message is not None:
            if depth >= _DEEPEST:
                raise RefusedError("the Outlook file nests mails too deeply to be written anew")
            inner = _message(ole, Properties(ole, attached.message, EMBEDDED_HEADER), limits, depth + 1)
            yield File(attached.name, "message/rfc822", inner, message=True)
        elif attached.data is not None:
            yield File(attached.name, attached.media_type, attached.data, attached.content_id)
