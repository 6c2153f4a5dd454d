"""Take out header fields that belong to a draft, or tell where and on what machine it was written."""

from __future__ import annotations

from typing import TYPE_CHECKING

from leakcheck.fix import fields
from leakcheck.fix.values import Change, Proposal
from leakcheck.mail.places import Places
from leakcheck.model.evidence import Evidence
from leakcheck.model.place import Span

if TYPE_CHECKING:
    from leakcheck.fix.values import Case

FIX = "strip-headers"


def propose(case: Case) -> Proposal:
    """Take out every field that a finding points at."""
    findings = case.findings(FIX)
    wanted = {(place.where, place.line) for finding in findings for place in finding.locations}
    if not wanted:
        return Proposal(FIX)
    fields.top_part(case.draft)
    places = Places(case.draft)
    edits, changes = [], []
    for header in case.draft.headers:
        line, last = (places.locate(header.origin, Span(at, at))[0] or 0 for at in (0, len(header.text)))
        field = fields.field_of(case.draft, header)
        if field and any((header.name, number) in wanted for number in range(line, last + 1)):
            edits.append(fields.remove(field))
            changes.append(Change(header.name, line, Evidence(header.text), "taken out"))
    notes = fields.dkim_note(case.draft, (change.where for change in changes))
    return Proposal(FIX, tuple(edits), tuple(changes), findings, notes=notes)
