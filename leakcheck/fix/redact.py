"""Replace personal data by words such as [phone 1]: in the subject, in every text, in display names."""

from __future__ import annotations

import re
from bisect import bisect_left
from itertools import accumulate

from leakcheck.fix import encode, fields, spellings
from leakcheck.fix.bodies import Swap, edits_of, source_of, stretches, swapped
from leakcheck.fix.tokens import Tokens
from leakcheck.fix.values import Change, Proposal
from leakcheck.mail.places import Places
from leakcheck.model.evidence import Evidence
from leakcheck.model.place import Excerpt, Span
from leakcheck.model.record import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from leakcheck.fix.bodies import Source
    from leakcheck.fix.edits import Edit
    from leakcheck.fix.values import Case
    from leakcheck.model.draft import Recipient, Text
    from leakcheck.model.finding import Finding
    from leakcheck.model.place import Location

FIX = "redact"
_WINDOW = 100
# A word in brackets may look like a name or a placeholder to somebody who does not know where it came from.
_ANNOUNCED = frozenset({"LC312", "LC701"})
# A value of these kinds is a word of its own in other sentences too, so it goes only where a finding saw it.
_WORDLIKE = frozenset({"health", "special-category", "postal-address"})
# Outlook repeats the subject in Thread-Topic.
_NOTES = re.compile(r"Thread-Topic|Comments|Keywords|Content-Description|Summary|X-.*", re.IGNORECASE)


class Mark(NamedTuple):
    """A stretch of a text that a finding points at."""

    text: int
    span: Span
    kind: str
    finding: Finding


def propose(case: Case) -> Proposal:
    """Replace what the findings point at, and the same values wherever else they stand."""
    marks = list(_marks(case))
    if not marks:
        return Proposal(FIX)
    work = _Work(case, marks)
    work.read_texts()
    work.read_names()
    work.read_notes()
    findings = {id(mark.finding): mark.finding for mark in marks if mark.text in work.done}
    cleared = tuple(f for f in findings.values() if work.is_done(f))
    notes = fields.dkim_note(case.draft, ("Subject", "body")) + work.notes()
    return Proposal(FIX, tuple(work.edits), tuple(work.changes), cleared, _ANNOUNCED, notes=notes)


def _marks(case: Case) -> Iterator[Mark]:
    """Yield what findings point at in texts; what stands in attachments is not for this fix."""
    texts = case.draft.texts
    for finding in case.findings(FIX):
        for place in finding.locations:
            for number, text in enumerate(texts):
                if _stands_in(place, text):
                    yield Mark(number, Span(place.start, place.end), finding.kind or place.evidence.kind, finding)
                    break


def _stands_in(place: Location, text: Text) -> bool:
    if text.part != place.part or (text.where == "Subject") != (place.where == "Subject") or place.inside:
        return False
    return text.where in {"Subject", "body"} and text.text[place.start : place.end] == place.evidence.reveal()


class _Work:
    """Gathers edits and changes over all texts of a draft."""

    def __init__(self, case: Case, marks: list[Mark]) -> None:
        self.case = case
        self.places = Places(case.draft)
        self.tokens = Tokens()
        self.marks = marks
        self.edits: list[Edit] = []
        self.changes: list[Change] = []
        self.done: set[int] = set()
        self.values: dict[str, str] = {}
        self._marked: dict[int, dict[Span, Mark]] = {}
        texts = case.draft.texts
        for mark in marks:
            self._marked.setdefault(mark.text, {})[mark.span] = mark
        for mark in sorted(marks, key=lambda m: (m.text, m.span)):
            value = texts[mark.text].text[slice(*mark.span)]
            token = self.tokens.token(mark.kind, value)
            if mark.kind not in _WORDLIKE and len(value) > 2:
                self.values[value] = token
        self._everywhere = spellings.anywhere(v for v in self.values if not self._is_name_of_reader(v))
        self._spelled = {spellings.same(value): token for value, token in reversed(self.values.items())}

    def _is_name_of_reader(self, value: str) -> bool:
        """Tell whether a value is also the name of somebody who writes or reads this mail."""
        people = (*self.case.draft.senders, *self.case.draft.recipients)
        return any(value.lower() in person.display_name.lower().split() for person in people)

    def read_texts(self) -> None:
        """Replace in the subject and in every text part, each part at once: one part may hold several texts."""
        sources: dict[Span, tuple[Source, list[Swap]]] = {}
        for number, text in enumerate(self.case.draft.texts):
            wanted = self._wanted(number, text)
            if not wanted or text.where.startswith("attachment"):
                continue
            if text.where == "Subject" and text.part is None:
                self._replace_subject(number, text, wanted)
                continue
            source = source_of(self.case.draft, text.origin)
            if source is None:
                continue
            swaps = sources.setdefault(source.origin.span, (source, []))[1]
            swaps += (swap for span, token in wanted for swap in _in_source(text, source, span, token))
            self.done.add(number)
            self._tell(number, text, wanted)
        for source, swaps in sources.values():
            swaps += self._in_markup(source, swaps)
            self.edits += edits_of(self.case.draft, self.places, source, _apart(swaps))

    def _wanted(self, number: int, text: Text) -> list[tuple[Span, str]]:
        """Return what to replace in a text: what findings point at, and the same values elsewhere in it."""
        found = {
            span: self.tokens.token(mark.kind, text.text[slice(*span)])
            for span, mark in self._marked.get(number, {}).items()
        }
        for match in self._everywhere.finditer(text.text) if self._everywhere else ():
            found.setdefault(Span(*match.span()), self._token_of(match))
        return [(swap.span, swap.text) for swap in _apart(Swap(span, token) for span, token in found.items())]

    def _token_of(self, match: re.Match[str]) -> str:
        return self.values.get(match[0]) or self._spelled.get(spellings.same(match[0]), "[removed]")

    def _in_markup(self, source: Source, taken: list[Swap]) -> Iterator[Swap]:
        """Yield what to replace in tags and comments of HTML, where links repeat a value."""
        pattern = spellings.in_markup(self.values) if source.html else None
        if pattern is None:
            return
        forms = {
            spellings.same_link(form): token
            for value, token in self.values.items()
            for form in spellings.link_forms(value)
        }
        busy = sorted(swap.span for swap in taken)
        reach = list(accumulate((span.end for span in busy), max))
        for match in pattern.finditer(source.text):
            before = bisect_left(busy, Span(match.end(), 0))
            if not before or reach[before - 1] <= match.start():
                yield Swap(Span(*match.span()), forms.get(spellings.same_link(match[0]), "[removed]"))

    def _replace_subject(self, number: int, text: Text, wanted: list[tuple[Span, str]]) -> None:
        draft = self.case.draft
        header = next((h for h in draft.headers if h.origin == text.origin), None)
        field = fields.field_of(draft, header) if header else None
        if field is None:
            return
        new = swapped(text.text, [Swap(span, token) for span, token in wanted])
        words = encode.unstructured(new)
        self.edits.append(fields.replace(draft, field, encode.field(field.name, words, fields.line_end(draft))))
        self.done.add(number)
        self._tell(number, text, wanted)

    def read_names(self) -> None:
        """Replace values in the display names of all mailboxes."""
        if self._everywhere is None:
            return
        for person in (*self.case.draft.senders, *self.case.draft.recipients):
            name = person.display_name
            new = self._everywhere.sub(self._token_of, name)
            span = self.places.byte_span(person.origin, person.span)
            if new != name and span and "@" not in name:
                self.edits.append(_renamed(person, new, span))
                line = self.places.locate(person.origin, person.span)[0]
                self.changes.append(Change(person.field, line, Evidence(name, "person-name"), new))

    def read_notes(self) -> None:
        """Replace values in the fields where mail programs repeat the subject or the writer notes something."""
        draft = self.case.draft
        for header in draft.headers if self._everywhere else ():
            field = fields.field_of(draft, header) if _NOTES.fullmatch(header.name) else None
            new = self._everywhere.sub(self._token_of, header.text) if self._everywhere and field else header.text
            if field and new != header.text:
                words = encode.unstructured(new)
                eol = fields.line_end(draft)
                self.edits.append(fields.replace(draft, field, encode.field(field.name, words, eol)))
                line = self.places.locate(header.origin, Span(0, len(header.text)))[0]
                self.changes.append(Change(header.name, line, Evidence(header.text, "header"), "values replaced"))

    def _tell(self, number: int, text: Text, wanted: list[tuple[Span, str]]) -> None:
        places = [span for span, _ in wanted]
        for span, token in wanted:
            line = self.places.locate(text.origin, span)[0]
            mark = self._marked.get(number, {}).get(span)
            evidence = Evidence(text.text[slice(*span)], mark.kind if mark else "")
            where = text.where if text.part is None else f"{text.where} (part {text.part})"
            self.changes.append(Change(where, line, evidence, token, _excerpt(text.text, span, places)))

    def is_done(self, finding: Finding) -> bool:
        """Tell whether every place of a finding could be edited."""
        mine = [mark for mark in self.marks if mark.finding is finding]
        return len(mine) == len(finding.locations) and all(mark.text in self.done for mark in mine)

    def notes(self) -> tuple[str, ...]:
        """Say what could not be edited."""
        left = [mark for mark in self.marks if mark.text not in self.done]
        count = "1 place stands" if len(left) == 1 else f"{len(left)} places stand"
        notes = (f"{count} in an encoded message and cannot be edited there",) if left else ()
        named = [a for a in self.case.draft.attachments if self._everywhere and self._everywhere.search(a.name)]
        return notes + tuple(f"the name of attachment {a.part} tells a value too: rename the file" for a in named)


def _renamed(person: Recipient, name: str, span: Span) -> Edit:
    from leakcheck.fix.edits import Edit

    return Edit(span.start, span.end, encode.mailbox(name, person.addr_spec))


def _excerpt(text: str, span: Span, places: list[Span]) -> Excerpt:
    """Return the line around a value; the other values in it are to be masked."""
    begin = max(text.rfind("\n", 0, span.start) + 1, span.start - _WINDOW)
    stop = text.find("\n", span.end)
    stop = min(len(text) if stop < 0 else stop, span.end + _WINDOW)
    near = places[bisect_left(places, Span(begin, 0)) : bisect_left(places, Span(stop, 0))]
    hidden = tuple(Span(o.start - begin, min(o.end, stop) - begin) for o in near if o != span)
    return Excerpt(text[begin:stop], Span(span.start - begin, span.end - begin), hidden)


def _in_source(text: Text, source: Source, span: Span, token: str) -> Iterator[Swap]:
    """Yield the replacements in the source: the word where the value begins, nothing where it goes on.

    Between the pieces of plain text stand line ends of format=flowed alone: they go with the value.
    """
    found = stretches(text, span, source.text)
    if found and not source.html:
        found = [Span(found[0].start, found[-1].end)]
    for number, stretch in enumerate(found):
        yield Swap(stretch, "" if number else token)


def _apart(swaps: Iterable[Swap]) -> list[Swap]:
    """Return replacements in order; of one that overlaps an earlier, longer one its end is cut, nothing stays."""
    found: list[Swap] = []
    for swap in sorted(swaps, key=lambda s: (s.span.start, -s.span.end)):
        end = found[-1].span.end if found else 0
        if swap.span.start >= end:
            found.append(swap)
        elif swap.span.end > end:
            found.append(Swap(Span(end, swap.span.end), ""))
    return found
