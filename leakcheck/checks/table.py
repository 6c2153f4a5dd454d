"""The one table of checks: a rule names a check, this finds the function."""

from __future__ import annotations

from leakcheck.checks import (
    address_list,
    attached_data,
    bcc_encrypted,
    bcc_only,
    bcc_travels,
    concealed,
    defects,
    expired_consent,
    group_name,
    header_names,
    hidden_text,
    invalid_recipient,
    lookalike,
    metadata,
    not_read,
    other_fields,
    other_purpose,
    personal_data,
    personal_links,
    quoted_recipients,
    real_person,
    recipient_loop,
    revealing_headers,
    revealing_names,
    risky_attachment,
    third_party_names,
    unconsented,
    undisclosed,
    unexpandable,
    unexpected_recipient,
    unresolved_field,
    unsubscribe,
    visible_attendees,
    visible_recipients,
    withdrawn,
)
from leakcheck.model.record import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from typing import Any

    from leakcheck.checks.world import World
    from leakcheck.model.draft import Draft
    from leakcheck.model.finding import Hit


class Check(NamedTuple):
    """A check as rules know it.

    `run(draft, options, world)` yields hits; `options` holds the defaults, whose types bind the values of a rule file;
    `choices` lists the words that an option may take; `explain` tells why, for `--explain`. `run` is None for what the
    engine itself reports.
    """

    run: Callable[[Draft, Any, World], Iterator[Hit]] | None
    options: Any = ()
    choices: Mapping[str, tuple[str, ...]] = {}
    explain: Callable[[Draft, Any, World], tuple[str, ...]] | None = None


CHECKS: dict[str, Check] = {
    "visible-recipients": Check(
        visible_recipients.check,
        visible_recipients.Options(),
        visible_recipients.CHOICES,
        visible_recipients.explain,
    ),
    "bcc-only": Check(bcc_only.check, bcc_only.Options()),
    "unexpandable-recipient": Check(unexpandable.check, unexpandable.Options()),
    "revealing-names": Check(revealing_names.check, revealing_names.Options()),
    "lookalike": Check(lookalike.check, lookalike.Options()),
    "invalid-recipient": Check(invalid_recipient.check, invalid_recipient.Options()),
    "unexpected-recipient": Check(unexpected_recipient.check, unexpected_recipient.Options()),
    "visible-attendees": Check(visible_attendees.check, visible_attendees.Options()),
    "group-name": Check(group_name.check, group_name.Options()),
    "unconsented": Check(unconsented.check, unconsented.Options()),
    "withdrawn": Check(withdrawn.check, withdrawn.Options()),
    "expired-consent": Check(expired_consent.check, expired_consent.Options()),
    "undisclosed": Check(undisclosed.check, undisclosed.Options()),
    "unsubscribe": Check(unsubscribe.check, unsubscribe.Options()),
    "other-purpose": Check(other_purpose.check, other_purpose.Options()),
    "personal-data": Check(personal_data.check, personal_data.Options()),
    "personal-links": Check(personal_links.check, personal_links.Options()),
    "attached-data": Check(attached_data.check, attached_data.Options()),
    "metadata": Check(metadata.check, metadata.Options()),
    "concealed": Check(concealed.check, concealed.Options()),
    "address-list": Check(address_list.check, address_list.Options()),
    "risky-attachment": Check(risky_attachment.check, risky_attachment.Options()),
    "third-party-names": Check(third_party_names.check, third_party_names.Options()),
    "quoted-recipients": Check(quoted_recipients.check, quoted_recipients.Options()),
    "hidden-text": Check(hidden_text.check, hidden_text.Options()),
    "bcc-travels": Check(bcc_travels.check, bcc_travels.Options()),
    "bcc-encrypted": Check(bcc_encrypted.check, bcc_encrypted.Options()),
    "header-names": Check(header_names.check, header_names.Options()),
    "other-fields": Check(other_fields.check, other_fields.Options()),
    "revealing-headers": Check(revealing_headers.check, revealing_headers.Options()),
    "unresolved-field": Check(unresolved_field.check, unresolved_field.Options()),
    "recipient-loop": Check(recipient_loop.check, recipient_loop.Options()),
    "real-person": Check(real_person.check, real_person.Options()),
    "not-read": Check(not_read.check, not_read.Options()),
    "defects": Check(defects.check, defects.Options()),
    "check-failed": Check(None),
    "expired-allow": Check(None),
    "unused-allow": Check(None),
}
