"""Whom a fix leaves out, and how it names people."""

from __future__ import annotations

from leakcheck.checks.world import identity
from leakcheck.model.draft import DESTINATION_FIELDS

TYPE_CHECKING = False
if TYPE_CHECKING:
    from leakcheck.fix.values import Case
    from leakcheck.model.draft import Recipient

_REASONS = {
    "LC201": "never agreed to be written to",
    "LC202": "does not want to be written to",
    "LC203": "the consent has run out",
    "LC206": "agreed to something else",
}


def shown(recipient: Recipient) -> str:
    """Return a mailbox as people read it."""
    if not recipient.display_name:
        return recipient.addr_spec
    return f"{recipient.display_name} <{recipient.addr_spec}>" if recipient.addr_spec else recipient.display_name


def unconsented(case: Case) -> dict[str, str]:
    """Map everybody whom the consent rules report to the reason, by `identity`."""
    addresses: dict[str, str] = {}
    for finding in case.report.findings:
        reason = _REASONS.get(finding.rule.id)
        if reason and finding.suppressed is None:
            for location in finding.locations:
                if location.where in DESTINATION_FIELDS:
                    addresses.setdefault(location.evidence.reveal().lower(), reason)
    return {
        identity(r): addresses[r.addr_spec.lower()] for r in case.draft.recipients if r.addr_spec.lower() in addresses
    }
