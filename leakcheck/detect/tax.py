"""Tax numbers of people, named by a word; VAT numbers of firms are only a hint: the law prints them in footers."""

from __future__ import annotations

import re

from leakcheck.detect import cues
from leakcheck.detect.edges import is_free
from leakcheck.model.severity import Confidence
from leakcheck.model.sighting import Sighting

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from leakcheck.detect.prepared import Prepared

# Detail, form of the value, words that name it.
_FORMS = (
    ("us-ein", r"[0-9]{2}-[0-9]{7}", cues.index("ein, fein, tin, tax id, employer identification")),
    ("gb-utr", r"[0-9]{10}|[0-9]{5} [0-9]{5}", cues.index("utr, unique taxpayer reference, tax reference")),
    (
        "de-stnr",
        r"[0-9]{2,3}/[0-9]{3,4}/[0-9]{4,5}|[0-9]{10,13}",
        cues.index("steuernummer, st.-nr, st-nr, stnr, steuer-nr, steuernr"),
    ),
    (
        "fr-spi",
        r"[0-3][0-9](?: ?[0-9]{2} ?[0-9]{3} ?[0-9]{3} ?[0-9]{3})",
        cues.index("numéro fiscal, spi, n° fiscal"),
    ),
    ("mx-rfc", r"[A-Za-z]{4}[0-9]{6}[A-Za-z0-9]{3}", cues.index("rfc")),
    ("", r"[A-Za-z]{0,4}[0-9]{2,13}(?:-[0-9A-Za-z]{2,9}){0,3}", cues.index("tax id, taxpayer id, tin, atin")),
)
# Behind these the number is that of an association, printed on every receipt.
_EXEMPT = ("freistellungsbescheid", "körperschaftsteuer", "körperschaftssteuer", "gemeinnützig")
_EXEMPT_REACH = 120
_FEWEST = 9
_VAT = r"(?:DE|AT ?U|GB|NL|BE|FR|IT|ES|PT|PL|DK|SE|IE|LU)[ .-]?[0-9]"
# Those that a field or a column of such values is named by.
LABELS = tuple(words for *_, words in _FORMS)


def find(prepared: Prepared, _region: str) -> Iterator[Sighting]:
    """Yield tax numbers."""
    plain = prepared.plain
    if not any(prepared.live(words) for *_, words in _FORMS):
        return
    spans = {(run.start, run.end) for run in prepared.runs(_fits)}
    spans.update(prepared.serials)
    for start, end in sorted(spans):
        detail = _named(prepared, start, end)
        if detail is not None and is_free(plain, start, end, "=#"):
            confidence = Confidence.LOW if _is_vat(plain, start) else Confidence.MEDIUM
            yield Sighting("tax-id", start, end, confidence, detail)


def _fits(layout: str) -> bool:
    return layout.count("9") >= _FEWEST


def _named(prepared: Prepared, start: int, end: int) -> str | None:
    raw = prepared.plain[start:end]
    if len(raw) < _FEWEST:
        return None
    for detail, form, words in _FORMS:
        if cues.names(prepared, start, start, words, 24) and re.fullmatch(form, raw):
            return None if detail == "de-stnr" and _is_of_association(prepared.lower, start, end) else detail
    return None


def _is_of_association(lower: str, start: int, end: int) -> bool:
    around = lower[max(start - _EXEMPT_REACH, 0) : end + _EXEMPT_REACH]
    return any(word in around for word in _EXEMPT)


def _is_vat(plain: str, start: int) -> bool:
    return bool(
        re.match(_VAT, plain[start : start + 4])
        or re.search(r"(?:VAT|USt|MwSt|TVA|IVA|BTW)", plain[start - 24 : start])
    )
