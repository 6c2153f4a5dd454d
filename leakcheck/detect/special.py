"""Special categories of personal data (GDPR Art. 9), criminal records, minors and confidences, by term lists."""

from __future__ import annotations

from leakcheck.detect import terms
from leakcheck.model.severity import Confidence
from leakcheck.model.sighting import Sighting

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from leakcheck.detect.prepared import Prepared
    from leakcheck.detect.terms import Term

KINDS = ("health", "special-category")
_LINE = 200  # characters of a line beside a term
_JUDGED = 2_000  # terms of one text whose sentence is read; the rest keep the confidence of their list


def find(prepared: Prepared, _region: str) -> Iterator[Sighting]:
    """Yield terms that say something intimate: high tied to a person, else as sure as their list says."""
    languages: list[str] | None = None
    for number, term in enumerate(_longest(terms.find(prepared))):
        if _is_name(prepared, term) or _is_in_longer(prepared.plain, term):
            continue
        if languages is None:
            languages = terms.languages(prepared.vocabulary)
        confidence = _judge(prepared, term, languages) if number < _JUDGED else term.alone
        if confidence:
            yield Sighting(term.kind, term.start, term.end, Confidence(confidence), term.detail)


def _is_name(prepared: Prepared, term: Term) -> bool:
    """Tell whether a term is a name here: "Christian Persch", "Frau Krebs"; a capital alone says nothing."""
    plain = prepared.plain
    if prepared.lower[term.start : term.end] not in terms.all_cues("name-like") or not plain[term.start].isupper():
        return False
    former = plain[max(term.start - 30, 0) : term.start].rsplit("\n", 1)[-1].split()
    last = former[-1] if former else ""
    if not last[-1:].islower():  # "(Christian with Dave", the start of a sentence
        return True
    follows = last[:1].isupper() and (len(former) > 1 or last.lower() in terms.all_cues("given-name"))
    return follows or (plain[term.end : term.end + 1] == " " and plain[term.end + 1 : term.end + 2].isupper())


def _is_in_longer(plain: str, term: Term) -> bool:
    """Tell whether a term is part of a file name, a path or a handle: "Shrink.pas", "/etc/epilepsy"."""
    before, after = plain[max(term.start - 1, 0) : term.start], plain[term.end : term.end + 2]
    return before in {"/", "_", "@", "\\", "."} or (after[:1] in {".", "_", "@", "/", "\\"} and after[1:].isalnum())


def _is_of_book(prepared: Prepared, term: Term) -> bool:
    """Tell whether the line of a term has an ISBN: a title says nothing about its reader."""
    if "isbn" not in prepared.vocabulary:
        return False
    before = prepared.lower[max(term.start - _LINE, 0) : term.start].rpartition("\n")[2]
    after = prepared.lower[term.end : term.end + _LINE].partition("\n")[0]
    return "isbn" in before or "isbn" in after


def _judge(prepared: Prepared, term: Term, languages: list[str]) -> int:
    from leakcheck.detect import form_field, person

    if form_field.is_filled_by(prepared, term):
        return Confidence.HIGH if term.kind == "health" else Confidence.MEDIUM
    tied = Confidence.LOW if _is_of_book(prepared, term) else person.tie(prepared, term, languages)
    if tied == Confidence.HIGH:
        return Confidence.HIGH
    if tied == Confidence.MEDIUM:
        return min(term.alone + 1, Confidence.MEDIUM)
    return term.alone if tied is None else max(term.alone - 1, 0)


def _longest(found: Iterator[Term]) -> list[Term]:
    """Return terms in order; of two that overlap the longer stays."""
    kept: list[Term] = []
    for term in sorted(found, key=lambda t: (t.start, -t.end)):
        if not kept or term.start >= kept[-1].end:
            kept.append(term)
        elif term.end - term.start > kept[-1].end - kept[-1].start:
            kept[-1] = term
    return kept
