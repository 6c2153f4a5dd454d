"""Cut text that the writer does not see: HTML comments, hidden elements, words before and behind the parts."""

from __future__ import annotations

from leakcheck.checks.unseen import is_for_programs, unseen
from leakcheck.fix import fields
from leakcheck.fix.bodies import Swap, edits_of, source_of
from leakcheck.fix.edits import Edit
from leakcheck.fix.markup import what_stays
from leakcheck.fix.values import Change, Proposal
from leakcheck.mail.places import Places
from leakcheck.model.evidence import Evidence
from leakcheck.model.place import Span
from leakcheck.model.severity import Severity

TYPE_CHECKING = False
if TYPE_CHECKING:
    from leakcheck.fix.bodies import Source
    from leakcheck.fix.values import Case
    from leakcheck.model.draft import Hidden
    from leakcheck.model.finding import Finding

FIX = "remove-hidden"
_OPEN, _CLOSE = "<!--", "-->"


def propose(case: Case) -> Proposal:
    """Cut every hidden text that a finding points at."""
    findings, wanted = _wanted(case)
    places = Places(case.draft)
    edits: list[Edit] = []
    changes: list[Change] = []
    sources: dict[Span, tuple[Source, list[Swap]]] = {}
    for hidden in unseen(case.draft):
        if hidden not in wanted or hidden.origin.buffer:
            continue
        if hidden.origin.form == "raw":
            edits.append(Edit(*hidden.origin.span, b""))
        elif source := source_of(case.draft, hidden.origin):
            sources.setdefault(source.origin.span, (source, []))[1].append(_swap(source.text, hidden))
        else:
            continue
        line = places.locate(hidden.origin, hidden.span)[0]
        where = f"hidden by {hidden.how} (part {hidden.part})"
        changes.append(Change(where, line, Evidence(hidden.text, "hidden"), "cut"))
    for source, swaps in sources.values():
        edits += edits_of(case.draft, places, source, swaps)
    done = bool(edits) and len(changes) >= len(wanted)
    notes = fields.dkim_note(case.draft, ("body",)) if edits else ()
    return Proposal(FIX, tuple(edits), tuple(changes), findings if done else (), notes=notes)


def _wanted(case: Case) -> tuple[tuple[Finding, ...], frozenset[Hidden]]:
    """Return the findings to clear and what to cut for them, with all comments of the parts that they name.

    A preheader without personal data stays: its writer put it there for the list of mails.
    """
    hidden = {(h.part, *h.span): h for h in unseen(case.draft)}
    findings = []
    wanted: set[Hidden] = set()
    for finding in case.findings(FIX):
        blocks = [hidden.get((place.part or "", place.start, place.end)) for place in finding.locations]
        minor = finding.severity == Severity.NOTE and any(block and block.leading for block in blocks)
        found = [block for block in blocks if block and not (minor and block.leading)]
        wanted.update(found)
        findings += [] if minor else [finding]
    parts = {block.part for block in wanted}
    wanted.update(h for h in case.draft.hidden if h.part in parts and h.how == "comment")
    return tuple(findings), frozenset(wanted)


def _swap(source: str, hidden: Hidden) -> Swap:
    """Return what to cut: a comment or a stray tag as a whole, of an element what it shows."""
    start, end = hidden.span
    if source[:start].endswith(_OPEN) and source.startswith(_CLOSE, end):
        return Swap(Span(start - len(_OPEN), end + len(_CLOSE)), "")
    if hidden.how == "tag":
        close = source.find(">", end)
        return Swap(Span(start - 1, close + 1 if close >= 0 else end), "")
    return Swap(Span(start, end), "" if is_for_programs(hidden) else what_stays(source[start:end]))
