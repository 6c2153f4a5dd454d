"""Take out header fields that belong to a draft, or tell where and on what machine it was written."""

from __future__ import annotations

from leakcheck.fix import fields
from leakcheck.fix.values import Proposal
from leakcheck.mail.places import Places
from leakcheck.model.place import Span

TYPE_CHECKING = False
if TYPE_CHECKING:
    from leakcheck.fix.values import Case
    from leakcheck.model.draft import Header

FIX = "strip-headers"


def propose(case: Case) -> Proposal:
    """Take out every field that a finding points at."""
    findings = case.findings(FIX)
    wanted = {(place.where, place.line) for finding in findings for place in finding.locations}
    if not wanted:
        return Proposal(FIX)
    fields.top_part(case.draft)
    places = Places(case.draft)

    def is_wanted(header: Header) -> bool:
        first, last = (places.locate(header.origin, Span(at, at))[0] or 0 for at in (0, len(header.text)))
        return any((header.name, line) in wanted for line in range(first, last + 1))

    edits, changes = fields.taken_out(case.draft, places, filter(is_wanted, case.draft.headers))
    notes = fields.dkim_note(case.draft, (change.where for change in changes))
    return Proposal(FIX, edits, changes, findings, notes=notes)
