"""Cut quoted mails, and mails that are attached as a whole."""

from __future__ import annotations

from leakcheck.fix import fields
from leakcheck.fix.bodies import Swap, edits_of, source_of, stretches
from leakcheck.fix.edits import Edit
from leakcheck.fix.markup import what_stays
from leakcheck.fix.values import Change, Proposal
from leakcheck.mail.places import Places
from leakcheck.model.draft import DESTINATION_FIELDS
from leakcheck.model.evidence import Evidence
from leakcheck.model.place import Span

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from leakcheck.fix.values import Case
    from leakcheck.model.draft import Draft, Part, Text

FIX = "trim-history"
_QUOTED = frozenset({"quoted", "quoted-header"})


def propose(case: Case) -> Proposal:
    """Cut every quoted stretch of every text; what was answered in between stays."""
    draft = case.draft
    places = Places(draft)
    edits: list[Edit] = []
    changes: list[Change] = []
    cut: set[str | None] = set()
    enclosed = _enclosed(draft)
    for part in {part.number: part for part in enclosed.values()}.values():
        edit = _whole_part(draft, part)
        if edit:
            edits.append(edit)
            changes.append(Change(f"attached mail (part {part.number})", None, Evidence(""), "cut as a whole"))
            cut |= {p.number for p in draft.parts if enclosed.get(p.number) is part}
    for text in draft.texts:
        if text.where != "body" or text.part in enclosed:
            continue
        found = _cut_text(draft, places, text)
        if found:
            edits += found
            cut.add(text.part)
            changes += _told(places, text)
    clears = tuple(
        finding
        for finding in case.findings(FIX)
        if all(place.part in cut or place.where in DESTINATION_FIELDS for place in finding.locations)
    )
    notes = fields.dkim_note(draft, ("body",)) if edits else ()
    return Proposal(FIX, tuple(edits), tuple(changes), clears, notes=notes)


def _quoted_spans(text: Text) -> Iterator[Span]:
    """Yield the quoted stretches of a text, neighbours as one."""
    start = -1
    for region in text.regions:
        if region.kind in _QUOTED:
            start = region.span.start if start < 0 else start
        elif start >= 0:
            yield Span(start, region.span.start)
            start = -1
    if start >= 0:
        yield Span(start, len(text.text))


def _cut_text(draft: Draft, places: Places, text: Text) -> list[Edit]:
    source = source_of(draft, text.origin)
    if source is None:
        return []
    swaps = []
    for span in _quoted_spans(text):
        pieces = stretches(text, span, source.text)
        if pieces:
            whole = Span(pieces[0].start, pieces[-1].end)
            if source.html or any(source.text[slice(*whole)].strip()):
                swaps.append(Swap(whole, what_stays(source.text[slice(*whole)]) if source.html else ""))
    return edits_of(draft, places, source, swaps)


def _told(places: Places, text: Text) -> Iterator[Change]:
    where = f"quoted (part {text.part})" if text.part else "quoted"
    for span in _quoted_spans(text):
        number = text.text.count("\n", span.start, span.end) + 1
        line = places.locate(text.origin, span)[0]
        yield Change(where, line, Evidence(""), f"cut, {number} line{'s' if number > 1 else ''}")


def _enclosed(draft: Draft) -> dict[str, Part]:
    """Map every part inside an attached mail to the part that is the mail."""
    found: dict[str, Part] = {}
    for part in draft.parts:
        if part.parent in found:
            found[part.number] = found[part.parent]
        elif part.media_type.startswith("message/rfc822") and not part.buffer:
            found[part.number] = part
    return found


def _whole_part(draft: Draft, part: Part) -> Edit | None:
    """Return the edit that takes a part out of its multipart, delimiter included; None when it is the only one."""
    parent = next((p for p in draft.parts if p.number == part.parent), None)
    siblings = [p for p in draft.parts if p.parent == part.parent]
    boundary = parent.params.get("boundary", "") if parent else ""
    if not boundary or len(siblings) < 2:
        return None
    data = draft.buffers[0].data
    mark = b"--" + boundary.encode("utf-8", "replace")
    start = data.rfind(mark, 0, part.header.start)
    stop = data.find(mark, part.body.end)
    return Edit(start, stop, b"") if 0 <= start < stop else None
