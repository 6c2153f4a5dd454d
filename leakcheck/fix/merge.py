"""Fields such as {{name}} in a draft, filled for one recipient."""

from __future__ import annotations

import re
from html import escape

from leakcheck.fix import encode
from leakcheck.fix.bodies import Swap, edits_of, source_of
from leakcheck.fix.fields import field_of, line_end, replace
from leakcheck.model.place import Span
from leakcheck.model.record import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from leakcheck.fix.bodies import Source
    from leakcheck.fix.edits import Edit
    from leakcheck.mail.places import Places
    from leakcheck.model.draft import Draft, Header, Recipient

_FIELD = re.compile(r"\{\{\s{0,9}([A-Za-z][\w .-]{0,30}?)\s{0,9}\}\}")
_NAMES = {
    "name": "name", "fullname": "name", "displayname": "name", "recipient": "name", "recipientname": "name",
    "firstname": "first", "givenname": "first", "vorname": "first",
    "lastname": "last", "surname": "last", "familyname": "last", "nachname": "last",
    "email": "address", "emailaddress": "address", "address": "address", "mail": "address",
}  # fmt: skip


class Gap(NamedTuple):
    """A field in a text: its span there, and which datum belongs into it."""

    span: Span
    datum: str


class Merge(NamedTuple):
    """The fields of a draft: those of the subject, and those of each text part."""

    subject: Header | None
    subject_gaps: tuple[Gap, ...]
    sources: tuple[tuple[Source, tuple[Gap, ...]], ...]

    @property
    def empty(self) -> bool:
        """Tell whether the draft has no such field."""
        return not (self.subject_gaps or self.sources)


def find_fields(draft: Draft) -> Merge:
    """Return the fields whose names are known; others stay as they are."""
    subject = next((h for h in draft.headers if h.name.lower() == "subject"), None)
    sources = []
    for text in draft.texts:
        source = source_of(draft, text.origin) if text.where == "body" and "{{" in text.text else None
        gaps = _gaps(source.text) if source else ()
        if source and gaps:
            sources.append((source, gaps))
    return Merge(subject, _gaps(subject.text) if subject else (), tuple(sources))


def _gaps(text: str) -> tuple[Gap, ...]:
    found = ((match, _NAMES.get(re.sub(r"[\W_]", "", match[1]).lower())) for match in _FIELD.finditer(text))
    return tuple(Gap(Span(*match.span()), datum) for match, datum in found if datum)


def values_of(person: Recipient) -> dict[str, str]:
    """Return what a mailbox says of its owner; a datum that is not known is missing."""
    name = " ".join(person.display_name.split())
    if "@" in name:
        name = ""
    family, comma, given = (part.strip() for part in name.partition(","))
    words = [
        word for word in (f"{given} {family}" if comma else name).split() if not word.endswith(".")
    ] or name.split()
    known = {
        "name": " ".join(words) if comma else name,
        "first": words[0] if words else "",
        "last": family if comma else " ".join(words[1:]),
        "address": person.addr_spec,
    }
    return {key: value for key, value in known.items() if value}


def missing(merge: Merge, person: Recipient) -> bool:
    """Tell whether a field would stay open for a person."""
    known = values_of(person)
    gaps = [*merge.subject_gaps, *(gap for _, gaps in merge.sources for gap in gaps)]
    return any(gap.datum not in known for gap in gaps)


def fill(draft: Draft, places: Places, merge: Merge, person: Recipient) -> list[Edit]:
    """Return the edits that fill the fields for one person; a datum that is not known leaves its field open."""
    known = values_of(person)
    edits: list[Edit] = []
    if merge.subject and merge.subject_gaps:
        edits += _filled_subject(draft, merge.subject, merge.subject_gaps, known)
    for source, gaps in merge.sources:
        swaps = [
            Swap(gap.span, escape(known[gap.datum], quote=False) if source.html else known[gap.datum])
            for gap in gaps
            if gap.datum in known
        ]
        edits += edits_of(draft, places, source, swaps)
    return edits


def _filled_subject(draft: Draft, subject: Header, gaps: tuple[Gap, ...], known: dict[str, str]) -> list[Edit]:
    field = field_of(draft, subject)
    text = subject.text
    for gap in reversed(gaps):
        text = text[: gap.span.start] + known.get(gap.datum, text[slice(*gap.span)]) + text[gap.span.end :]
    if field is None or text == subject.text:
        return []
    eol = line_end(draft)
    return [replace(draft, field, encode.field(field.name, encode.unstructured(text), eol))]
