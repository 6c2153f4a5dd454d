"""What a rule looked at in a draft and what it left out, for `--explain`: counts and conditions, never values."""
# ruff: noqa: ARG001, ARG005 - all have one signature, that of a check

from __future__ import annotations

from leakcheck.checks import words

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from typing import Any

    from leakcheck.checks.world import World
    from leakcheck.model.draft import Draft

    Reasons = Callable[[Draft, Any, World], Iterator[str]]

NEEDS_LEDGER = frozenset({"unconsented", "withdrawn", "expired-consent", "undisclosed", "other-purpose"})


def reasons(check: str, draft: Draft, options: Any, world: World) -> tuple[str, ...]:
    """Return what a check had to go by in this draft, one plain line each; empty for a check that needs nothing."""
    say = _REASONS.get(check)
    return tuple(say(draft, options, world)) if say else ()


def _data(draft: Draft, options: Any, world: World) -> Iterator[str]:
    from leakcheck.checks.known import is_known

    places = "quoted history" if "quoted" in options.regions else "subject, body and signature"
    for kind in options.kinds:
        seen = world.seen.get(kind, ())
        inside = [item for item in seen if item.region in options.regions]
        known = sum(is_known(item, options.roles, world) for item in inside)
        line = f"{kind}: {len(inside)} seen in {places}"
        line += f", {known} of them the sender's own, an office's or known to every reader" if known else ""
        yield line + (f"; {len(seen) - len(inside)} elsewhere" if len(seen) > len(inside) else "")
    if draft.template and not options.in_templates:
        yield "the draft is a template, where LC703 looks for data of real people"


def _recipients(draft: Draft, options: Any, world: World) -> Iterator[str]:
    yield f"{words.count(len(draft.recipients), 'recipient')} looked at"


def _hidden_recipients(draft: Draft, options: Any, world: World) -> Iterator[str]:
    number = sum(recipient.field in {"Bcc", "Resent-Bcc"} for recipient in draft.recipients)
    yield f"{words.people(number)} in Bcc"


def _bcc_travels(draft: Draft, options: Any, world: World) -> Iterator[str]:
    yield from _hidden_recipients(draft, options, world)
    if world.policy.transport == "sendmail":
        yield "the transport is sendmail, which takes the Bcc line out (--transport names another one)"
    else:
        yield f"the transport is {world.policy.transport}"


def _bcc_encrypted(draft: Draft, options: Any, world: World) -> Iterator[str]:
    yield from _hidden_recipients(draft, options, world)
    encrypted = draft.encryption is not None and draft.encryption.encrypted
    yield "the message is encrypted" if encrypted else "the message is not encrypted"


def _bcc_only(draft: Draft, options: Any, world: World) -> Iterator[str]:
    lists = [circle for circle in world.policy.circles if circle.bcc_only]
    members = sum(any(circle.holds(key) for circle in lists) for key in world.people.visible)
    yield f"{words.count(len(lists), 'circle')} marked bcc-only, {words.people(members)} of them in To or Cc"


def _quoted(draft: Draft, options: Any, world: World) -> Iterator[str]:
    people = {box.key for block in draft.quoted_headers for box in block.mailboxes if box.key}
    blocks = words.count(len(draft.quoted_headers), "block")
    yield f"{blocks} of quoted header lines, with addresses of {words.people(len(people))}"
    if people:
        yield f"{len(people & (world.people.everybody.keys() | world.people.own))} of them write or get this mail"


def _reply(draft: Draft, options: Any, world: World) -> Iterator[str]:
    from leakcheck.checks.quotes import is_reply

    yield "the draft answers a mail" if is_reply(draft) else "the draft is no reply, so nobody can be added to one"
    yield from _quoted(draft, options, world)


def _consent(draft: Draft, options: Any, world: World) -> Iterator[str]:
    yield f"the purpose is {world.purpose}" if world.purpose else "no purpose is known (--purpose NAME tells)"
    yield f"{words.people(len(world.people.everybody))} looked up" if world.consents else "no ledger could be asked"


def _mailing(draft: Draft, options: Any, world: World) -> Iterator[str]:
    yield f"the purpose is {world.purpose}" if world.purpose else "no purpose is known (--purpose NAME tells)"
    yield f"{words.count(len(world.people.everybody), 'recipient')}, Bcc included"


def _attachments(draft: Draft, options: Any, world: World) -> Iterator[str]:
    yield f"{words.count(len(draft.attachments), 'attachment')} looked at"


def _hidden(draft: Draft, options: Any, world: World) -> Iterator[str]:
    yield f"{words.count(len(draft.hidden), 'hidden text')} found in the HTML and between the parts"


def _fields(draft: Draft, options: Any, world: World) -> Iterator[str]:
    yield f"{words.count(len(draft.headers), 'header field')} looked at"


def _template(draft: Draft, options: Any, world: World) -> Iterator[str]:
    yield "the draft is a template" if draft.template else "the draft is no template"


def _gaps(draft: Draft, options: Any, world: World) -> Iterator[str]:
    yield f"{words.count(len(draft.unread), 'thing')} not read"


_REASONS: dict[str, Reasons] = {
    "personal-data": _data,
    **dict.fromkeys(("unexpandable-recipient", "revealing-names", "lookalike", "invalid-recipient"), _recipients),
    "group-name": lambda draft, options, world: iter((words.count(len(draft.groups), "group"),)),
    "visible-attendees": lambda draft, options, world: iter((words.count(len(draft.attendees), "attendee"),)),
    "unexpected-recipient": _reply,
    "quoted-recipients": _quoted,
    "bcc-travels": _bcc_travels,
    "bcc-encrypted": _bcc_encrypted,
    "bcc-only": _bcc_only,
    **dict.fromkeys(NEEDS_LEDGER, _consent),
    "unsubscribe": _mailing,
    **dict.fromkeys(("attached-data", "metadata", "concealed", "address-list", "risky-attachment"), _attachments),
    "hidden-text": _hidden,
    **dict.fromkeys(("header-names", "other-fields", "revealing-headers"), _fields),
    **dict.fromkeys(("recipient-loop", "real-person", "unresolved-field"), _template),
    "not-read": _gaps,
}
