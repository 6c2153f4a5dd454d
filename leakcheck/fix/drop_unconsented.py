"""Leave out recipients who, by the ledger, did not agree to this mail."""

from __future__ import annotations

from leakcheck.checks.world import identity
from leakcheck.fix import fields
from leakcheck.fix.people import shown, unconsented
from leakcheck.fix.values import Change, Proposal, RefusedError
from leakcheck.mail.places import Places
from leakcheck.model.draft import DESTINATION_FIELDS
from leakcheck.model.evidence import Evidence

TYPE_CHECKING = False
if TYPE_CHECKING:
    from leakcheck.fix.edits import Edit
    from leakcheck.fix.values import Case
    from leakcheck.model.draft import Field

FIX = "drop-unconsented"


def propose(case: Case) -> Proposal:
    """Take everybody out of the address fields whom the consent rules report."""
    out = unconsented(case)
    if not out:
        return Proposal(FIX)
    if all(identity(r) in out for r in case.draft.recipients):
        raise RefusedError("--drop-unconsented: nobody is left to write to; ask for consent first")
    places = Places(case.draft)
    touched = [f for f in fields.named(case.draft, *DESTINATION_FIELDS) if _names_one(case, f, out)]
    edits = tuple(_without(case, places, field, out) for field in touched)
    changes = tuple(
        Change(r.field, places.locate(r.origin, r.span)[0], Evidence(shown(r), "email-address"), out[identity(r)])
        for r in case.draft.recipients
        if identity(r) in out
    )
    cleared = tuple(f for f in case.report.findings if f.suppressed is None and f.rule.check in _CHECKS)
    notes = fields.dkim_note(case.draft, (field.name for field in touched))
    return Proposal(FIX, edits, changes, cleared, dropped=frozenset(out), notes=notes)


_CHECKS = frozenset({"unconsented", "withdrawn", "expired-consent", "other-purpose"})


def _names_one(case: Case, field: Field, out: dict[str, str]) -> bool:
    return any(r.origin.span == field.value and identity(r) in out for r in case.draft.recipients)


def _without(case: Case, places: Places, field: Field, out: dict[str, str]) -> Edit:
    kept = [
        fields.written(case.draft, places, r)
        for r in case.draft.recipients
        if r.origin.span == field.value and identity(r) not in out
    ]
    if not kept:
        return fields.remove(field)
    return fields.replace(case.draft, field, fields.addresses(field.name, kept, fields.line_end(case.draft)))
