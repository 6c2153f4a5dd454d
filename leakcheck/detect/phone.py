"""Phone numbers: a country code or a known layout proves them, or a word near them says so."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from leakcheck.detect import cues, numbering
from leakcheck.detect.edges import is_date, is_free, is_free_after, is_free_before
from leakcheck.model.severity import Confidence
from leakcheck.model.sighting import Sighting

if TYPE_CHECKING:
    from collections.abc import Iterator

    from leakcheck.detect.numbers import Run
    from leakcheck.detect.prepared import Prepared

_CUES = cues.index(
    """
    phone, phones, phone number, telephone, tel, mobile, cellphone, fax, contact number, reach me, reach us,
    text me, sms, whatsapp, pager, hotline, helpline, messages to, message on, voicemail, landline, main line,
    switchboard, ph, toll free, answering at, telefon, telefonnummer, handy, handynummer, mobil, mobilnummer,
    rufnummer, durchwahl, tél, téléphone, portable, teléfono, telefono, tfno, móvil, movil, cellulare, telefoon,
    telefoonnummer, mobiel, gsm, telefone, telemóvel, celular, telefax, telegram, desk
    """
)
# Verbs and short words that must stand close, without another number in between.
_CLOSE_CUES = cues.index(
    """
    call, call me, call us, calling, dial, ring, cell, signal, anrufen, appeler, appelez, llamar, llame,
    chiamare, chiama, bellen, bel, ligar, ligue, my number
    """
)
_CLOSE, _NEAR = 16, 28
# What else a number may be: the nearer word wins.
_OTHERS = cues.index(
    """
    order, invoice, ref, reference, account, acct, card, ssn, ticket, case, part, serial, id, version, isbn,
    issn, vat, iva, p. iva, c.f, zip, policy, tracking, sku, item, date, passport, license, licence, nhs, iban,
    ust-idnr, steuernummer, konto, kontonummer, siret, siren, bestellung, rechnung, commande, facture, pedido,
    factura, ordine, fattura, amount, total, price, customer, member, security, routing, rfc, bug, patent, doi,
    port, dni
    """
)
_LABELS = r"office|home|work|main|direct|fax|mobile|cell"
_LABEL_BEFORE = rf"(?<![\w.])(?:(?:{_LABELS})[ .:)(]{{0,3}}|[mtpfohcw][.:] ?|\([mtpfohw]\)[ :]{{0,2}})$"
_LABEL_AFTER = rf" ?[(/-]? ?(?:{_LABELS}|phone|telephone|tel)\b"
_EXTENSION = r"[ ,;]{0,3}(?:x|ext\.?|extn\.?|extension|durchwahl|poste|#)[ .:]{0,2}[0-9]{1,6}(?![0-9A-Za-z])"


class _Candidate(NamedTuple):
    """A possible number: `plus` tells of a + in front, `digits` leave it out."""

    start: int
    end: int
    digits: str
    plus: bool


def find(prepared: Prepared, region: str) -> Iterator[Sighting]:
    """Yield phone numbers: high when proved, medium when the layout or a word near it says so."""
    for run in prepared.digit_runs:
        for candidate in _candidates(prepared.plain, run):
            confidence = _judge(prepared, candidate, region)
            if confidence:
                end = _with_extension(prepared, candidate.end)
                yield Sighting(
                    "phone-number", candidate.start, end, confidence, "", numbering.is_fiction(candidate.digits)
                )


def _candidates(plain: str, run: Run) -> Iterator[_Candidate]:
    """Yield the run when it has a phone's length, else its pieces between wide separators."""
    if 7 <= len(run.digits) <= 15:
        yield _opened(plain, run.start, run.end)
    elif len(run.digits) > 15:
        for piece in re.finditer(r"[0-9](?:[0-9.()/]| (?![ /-])|-(?! )){5,24}", plain[run.start : run.end]):
            raw = piece[0].rstrip(" ().-/")
            candidate = _opened(plain, run.start + piece.start(), run.start + piece.start() + len(raw))
            if 7 <= len(candidate.digits) <= 15:
                yield candidate


def _opened(plain: str, start: int, end: int) -> _Candidate:
    """Return a candidate with the + and the bracket that open it; a bracket only where its twin follows."""
    head = plain[max(start - 2, 0) : start]
    opening = head[len(head.rstrip("+(")) :]
    if "(" in opening and ")" not in plain[start:end]:
        opening = opening.rpartition("(")[2]
    digits = "".join(filter(str.isdigit, plain[start:end]))
    return _Candidate(start - len(opening), end, digits, "+" in opening)


def _judge(prepared: Prepared, candidate: _Candidate, region: str) -> Confidence | None:
    raw = prepared.plain[candidate.start : candidate.end]
    if not _is_apart(prepared.plain, candidate) or _is_something_else(raw):
        return None
    if candidate.plus:
        return _judge_international(prepared, candidate)
    cued = _is_cued(prepared, candidate)
    if numbering.is_north_american(raw, candidate.digits, region):
        if cued:
            return Confidence.HIGH
        return Confidence.MEDIUM if numbering.is_laid_out_north_american(raw) else None
    return Confidence.MEDIUM if cued or _is_national(raw, candidate.digits, region) else None


def _is_apart(plain: str, candidate: _Candidate) -> bool:
    """Tell whether no longer number or code goes on at the edges; an extension or "-Office" may."""
    start, end = candidate.start, candidate.end
    if plain[start - 1 : start] == "-" and plain[start - 2 : start - 1].isalnum():
        return False
    if re.compile(rf"-(?:{_LABELS})\b", re.IGNORECASE).match(plain, end):
        return is_free_before(plain, start, "=/|,")
    if re.compile(_EXTENSION, re.IGNORECASE).match(plain, end):
        return not plain[start - 1 : start].isalnum()
    return is_free(plain, start, end, "=/|")


def _is_something_else(raw: str) -> bool:
    """Tell whether a run is a date, an IP address, a decimal, a column of numbers or one digit repeated."""
    groups = re.findall(r"[0-9]+", raw)
    if is_date(raw.lstrip("(")) or len({*"".join(groups)}) < 2 or len(groups) > 8:
        return True
    if len(groups) == 2 and re.fullmatch(r"\+?[0-9]+\.[0-9]+|(?:1[89]|20)[0-9]{2} ?[-/] ?(?:1[89]|20)[0-9]{2}", raw):
        return True
    if raw.count(".") == 3 and len(groups) == 4 and all(int(g) < 256 for g in groups):
        return True
    return bool(re.search(r" {3}|\.\.|--|///|\( | \)|\(\)", raw))


def _is_cued(prepared: Prepared, candidate: _Candidate) -> bool:
    before = prepared.window_before(candidate.start)
    other = cues.last(before, _OTHERS)
    cue = cues.last(before, _CUES)
    if cue > other and (not _is_plain_count(prepared, candidate) or _is_next(before.text[cue:])):
        return True
    close = cues.last(before, _CLOSE_CUES)
    if close > other and len(before.text) - close <= (_CLOSE if _is_plain_count(prepared, candidate) else _NEAR):
        return True
    if re.search(_LABEL_BEFORE, prepared.lower[max(candidate.start - 16, 0) : candidate.start]):
        return True
    return bool(re.compile(_LABEL_AFTER).match(prepared.lower, candidate.end))


def _is_plain_count(prepared: Prepared, candidate: _Candidate) -> bool:
    """Tell whether it could as well count things: up to eight bare digits, or thousands set apart."""
    raw = prepared.plain[candidate.start : candidate.end]
    return bool(re.fullmatch(r"[0-9]{7,8}|[0-9]{1,3}([ .])[0-9]{3}(?:\1[0-9]{3}){0,3}", raw))


def _is_next(between: str) -> bool:
    return len(between) <= _CLOSE and not any(map(str.isdigit, between))


def _is_national(raw: str, digits: str, region: str) -> bool:
    """Tell whether a number without a + is valid as dialled from the given region, and laid out as a phone number."""
    abroad = digits[:2] == "00" and len(digits) >= 13
    if digits[0] != "0" or len(digits) < 9 or raw.isdigit() or not (region or abroad):
        return False
    import phonenumbers

    dialled = f"+{digits[2:]}" if abroad else raw
    try:
        return bool(phonenumbers.is_valid_number(phonenumbers.parse(dialled, region or None)))
    except phonenumbers.NumberParseException:
        return False


def _judge_international(prepared: Prepared, candidate: _Candidate) -> Confidence | None:
    """Judge a number with a country code: valid is high, of a possible length medium."""
    import phonenumbers

    raw = prepared.plain[candidate.start : candidate.end]
    try:
        number = phonenumbers.parse(raw, None)
    except phonenumbers.NumberParseException:
        return None
    if phonenumbers.is_valid_number(number):
        return Confidence.HIGH
    possible = phonenumbers.is_possible_number(number)
    return Confidence.MEDIUM if possible or _is_cued(prepared, candidate) else None


def _with_extension(prepared: Prepared, end: int) -> int:
    match = re.compile(_EXTENSION, re.IGNORECASE).match(prepared.plain, end)
    return match.end() if match and is_free_after(prepared.plain, match.end()) else end
