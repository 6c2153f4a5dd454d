"""People who stand in the envelope and not in the header: nobody sees them, so they are judged as Bcc."""

from __future__ import annotations

from leakcheck.address.canonical import canonical
from leakcheck.mail.mailboxes import parse_mailboxes
from leakcheck.model.draft import Origin

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable

    from leakcheck.model.draft import Draft, Recipient

_NOWHERE = Origin("none")


def with_envelope(draft: Draft, words: Iterable[str]) -> Draft:
    """Return the draft with the recipients of the command line that its header does not name, as Bcc."""
    known = {name for recipient in draft.recipients for name in _names(recipient)}
    hidden = [person for word in words for person in _people(word) if known.isdisjoint(_names(person))]
    return draft._replace(recipients=(*draft.recipients, *hidden)) if hidden else draft


def _people(word: str) -> tuple[Recipient, ...]:
    return parse_mailboxes(word, "Bcc", _NOWHERE).recipients


def _names(recipient: Recipient) -> set[str]:
    """Return what a recipient is known by: its key, or what stands there where it has none."""
    key = recipient.key or canonical(recipient.addr_spec)
    return {key} if key else {(recipient.addr_spec or recipient.display_name).lower()}
