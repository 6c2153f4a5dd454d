"""Which national number a candidate is, if any: named by a word near it, or proved by its check digits."""

from __future__ import annotations

import re

from leakcheck.detect import cues
from leakcheck.detect.edges import is_free
from leakcheck.detect.national.layouts import ALONE, CUED
from leakcheck.detect.national.proofs import SAMPLES, is_proved
from leakcheck.detect.words import speak_of
from leakcheck.model.severity import Confidence
from leakcheck.model.sighting import Sighting

TYPE_CHECKING = False
if TYPE_CHECKING:
    from leakcheck.detect.prepared import Prepared

_NOT_COMPACT = str.maketrans("", "", " .-/+")
# The one number that everybody types for a social security number, with or without hyphens.
_BARE_SAMPLES = frozenset({"123456789"})
# Layouts that a number of no person takes as easily: the text must not speak of orders, parts or phones.
_SHAPE_ONLY = frozenset({"us-ssn", "us-itin", "gb-nino", "sg-nric"})
_OTHER_NUMBERS = cues.index(
    """
    part, part number, order, order number, invoice, ticket, tracking, serial, model, sku, item, product, case,
    isbn, issn, catalog, phone, fax, tel, ref, reference, bug, zip, rfc
    """
)
# Right before a number that proves nothing these say what else it is.
_OTHER_NAMES = cues.index(
    """
    account, acct, routing, aba, customer, client, member, membership, policy, licence, license, registration, user,
    contract, tax, konto, kontonummer, kundennummer, mitgliedsnummer, vertragsnummer, steuernummer, compte, cuenta,
    conto, rekening, conta, klantnummer, cliente, abonné, dossier
    """
)
# Names that say so much that the right layout is enough, though a check digit is wrong or was never given.
_PLAIN_SPOKEN = frozenset({"in-aadhaar", "nl-bsn", "pl-pesel", "kr-rrn", "in-pan"})
# "Capital social" is no social security number.
_OF_FIRMS = cues.index(
    "capital social, razón social, razon social, razão social, denominación social, denominação social, sede social, "
    "domicilio social, siège social, raison sociale"
)


def may_name(prepared: Prepared) -> bool:
    """Tell whether a text may name a kind of number: most hold none of the words, nor a script without blanks."""
    return speak_of(prepared.vocabulary, "national") or not prepared.lower.isascii()


def judge(prepared: Prepared, start: int, end: int, *, named: bool) -> Sighting | None:
    """Return the sighting of a span that has the layout of a number, None when it is no number.

    `named` tells whether the text may name any kind.
    """
    raw = prepared.plain[start:end]
    layout = prepared.shape[start:end]
    alone, cued = ALONE.get(layout, ()), CUED.get(layout, ())
    kinds = (*alone, *cued) if named else ()
    if not (kinds or alone or raw in _BARE_SAMPLES) or not is_free(prepared.plain, start, end, "=#"):
        return None
    spoken = _spoken(prepared, start, end, kinds) if kinds else []
    if "us-ssn" in spoken and cues.near(prepared, start, end, _OF_FIRMS):
        spoken.remove("us-ssn")
    if not spoken and not alone and raw not in _BARE_SAMPLES:
        return None
    return _proved(prepared, (start, end), spoken, alone)


def _spoken(prepared: Prepared, start: int, end: int, kinds: tuple[str, ...]) -> list[str]:
    """Return the kinds that a word near a number names."""
    from leakcheck.detect.national.words import CUES

    return [detail for detail in kinds if cues.names(prepared, start, end, CUES[detail])]


def _proved(prepared: Prepared, span: tuple[int, int], named: list[str], alone: tuple[str, ...]) -> Sighting | None:
    """Return what check digits prove, or a word alone: `named` are the kinds that a word near the number names."""
    start, end = span
    raw = prepared.plain[start:end]
    keeps = prepared.shape[start:end] == "999999-999A"
    compact = raw.upper() if keeps else raw.upper().translate(_NOT_COMPACT)
    sample = compact in SAMPLES
    for detail in named:
        if is_proved(detail, compact):
            return Sighting("national-id", start, end, Confidence.HIGH, detail, sample)
    for detail in named:
        if detail in _PLAIN_SPOKEN and len(set(compact)) > 2:
            return Sighting("national-id", start, end, Confidence.MEDIUM, detail, sample)
    for detail in alone:
        if is_proved(detail, compact) and not _is_other(prepared, start):
            confidence = Confidence.MEDIUM if detail in _SHAPE_ONLY else Confidence.HIGH
            return Sighting("national-id", start, end, confidence, detail, sample)
    if raw in _BARE_SAMPLES and _stands_by_itself(prepared.plain, start, end) and not _is_named_else(prepared, start):
        return Sighting("national-id", start, end, Confidence.MEDIUM, "us-ssn", sample=True)
    return None


def _stands_by_itself(plain: str, start: int, end: int) -> bool:
    """Tell whether a number is no part of a file name, of a column of figures, or of a code with letters before it."""
    before, after = plain[max(start - 3, 0) : start], plain[end : end + 2]
    if before.rstrip().isupper() or re.match(r"[.][^\W_]|[ \t]{1,2}[0-9]", after):
        return False
    return not (before[-1:] == " " and before[-2:-1].isdigit())


def _is_other(prepared: Prepared, start: int) -> bool:
    return cues.leads(prepared, start, _OTHER_NUMBERS, 30)


def _is_named_else(prepared: Prepared, start: int) -> bool:
    return _is_other(prepared, start) or cues.leads(prepared, start, _OTHER_NAMES, 16)
