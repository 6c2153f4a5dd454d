"""Fix and send: the ways out of a leak that need nothing but a yes."""

from __future__ import annotations

import datetime as dt

from leakcheck import mail
from leakcheck.engine.check import check_draft
from leakcheck.fix import fields
from leakcheck.fix.edits import apply_edits
from leakcheck.fix.session import apply_fixes
from leakcheck.fix.split import plan_split
from leakcheck.fix.table import chosen
from leakcheck.fix.values import Case, RefusedError
from leakcheck.hooks.arguments import without_recipients
from leakcheck.model.record import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from leakcheck.engine.plan import Plan
    from leakcheck.hooks.arguments import Envelope
    from leakcheck.model.draft import Draft


class Message(NamedTuple):
    """A message to hand to the transport; `recipient` is the one it is for, "" where the envelope stays as it is."""

    data: bytes
    recipient: str = ""


def fixed(name: str, data: bytes, whole: Draft, plan: Plan, envelope: Envelope) -> tuple[Message, ...]:
    """Return what to send after a fix ("bcc" or "split"); `whole` is the mail with the people of its envelope.

    Raises RefusedError, one line, where the fix cannot be done or would hide nothing.
    """
    if name == "bcc":
        return (_in_bcc(mail.parse(data, "-", plan.policy.limits), plan, envelope),)
    return _one_each(whole, plan)


def _in_bcc(draft: Draft, plan: Plan, envelope: Envelope) -> Message:
    """Move everybody who would be seen to Bcc.

    A transport that has its recipients from the command line may leave a Bcc line in: then it is taken out here.
    """
    after = apply_fixes(_case(draft, plan), chosen(["bcc"])).after
    if envelope.from_headers:
        return Message(after.data)
    hidden = fields.named(after.draft, "Bcc", "Resent-Bcc")
    return Message(apply_edits(after.data, [fields.remove(field) for field in hidden]))


def _one_each(whole: Draft, plan: Plan) -> tuple[Message, ...]:
    split = plan_split(_case(whole, plan))
    if split is None or split.left_out:
        raise RefusedError("not everybody can get a message of their own")
    return tuple(Message(b"".join(split.template.message(person)), person.addr_spec) for person in split.people)


def _case(draft: Draft, plan: Plan) -> Case:
    today = dt.datetime.now(tz=dt.UTC).date()
    return Case(draft, check_draft(draft, plan, today)[0], plan, today)


def arguments_for(message: Message, words: Sequence[str], envelope: Envelope) -> tuple[str, ...]:
    """Return the arguments of the transport for a message: its one recipient in the place of all others."""
    if not message.recipient:
        return tuple(words)
    options = without_recipients(words)
    if envelope.from_headers:
        return options
    return (*options, *(("--",) if message.recipient.startswith("-") else ()), message.recipient)
