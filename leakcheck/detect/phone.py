"""Phone numbers: a country code or a known layout proves them, or a word near them says so."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from leakcheck.detect import cues, numbering, terms
from leakcheck.detect.edges import is_free, is_free_before
from leakcheck.detect.phone_shape import (
    MOST_DIGITS,
    candidates,
    extension_end,
    fits,
    is_draw,
    is_grouped,
    is_something_else,
    with_extension,
)
from leakcheck.model.severity import Confidence
from leakcheck.model.sighting import Sighting

if TYPE_CHECKING:
    from collections.abc import Iterator

    from phonenumbers import PhoneNumber

    from leakcheck.detect.numbers import Run
    from leakcheck.detect.phone_shape import Candidate
    from leakcheck.detect.prepared import Prepared

_CUES = cues.index(
    """
    phone, phones, phone number, telephone, tel, mobile, cellphone, fax, contact number, reach me, reach us,
    text me, sms, whatsapp, pager, hotline, helpline, messages to, message on, voicemail, landline, main line,
    switchboard, ph, toll free, answering at, telefon, telefonnummer, handy, handynummer, mobil, mobilnummer,
    rufnummer, durchwahl, tél, téléphone, teléfono, telefono, tfno, móvil, movil, cellulare, telefoon,
    telefoonnummer, mobiel, gsm, telefone, telemóvel, celular, telefax, telegram, desk
    """
)
# Verbs and short words that must stand close, without another number in between.
_CLOSE_CUES = cues.index(
    """
    call, call me, call us, calling, dial, ring, cell, signal:, on signal, via signal, my number, work number,
    office number, home number, private number, direct number, cell number, emergency number, local number, us
    number, uk number, german number, french number, indian number, chinese number, cn number, japanese number,
    canadian number, swiss number, international number, private nummer, büronummer, notfallnummer, neue nummer,
    nouveau numéro, numéro perso, numéro pro, nuevo número, número personal, nuovo numero, nieuwe nummer, novo
    número, her number, his number, anrufen, ruf mich an, ruf an, rufen sie an, rufnummer, meine nummer, ihre
    nummer, seine nummer, deine nummer, nummer:, erreichbar unter, erreichst du mich, erreichen sie mich, appeler,
    appelez, appelle, joindre au, mon numéro, son numéro, numéro de téléphone, portable, llamar, llame, llámame,
    llámanos, llamadme, mi número, su número, chiamare, chiama, chiamami, chiamaci, chiamatemi, mio numero, suo
    numero, bellen, bel, bereikbaar op, mijn nummer, haar nummer, zijn nummer, ligar, ligue, liga, meu número, seu
    número
    """
)
_CLOSE, _NEAR = 16, 28
_NO = r"[ .:#=(-]{0,3}(?:n[ro°º]|no|num|nummer|number)?[ .:#=(-]{0,3}(?:(?:be|nl) ?)?"  # "BTW BE 0403..."
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
# These only right before a number: "Art. 0612-345678", but "call us about your booking on 020 ...".
_THINGS = cues.index(
    """
    art., art.-nr, art. nr, artikelnummer, artikel, kundennummer, kunden-nr, personalnummer, aktenzeichen,
    versicherungsnummer, sozialversicherungsnummer, sv-nummer, auftrag, auftragsnummer, vorgang, seriennummer,
    rechnungsnummer, bestellnummer, mwst, réf, référence, dossier, matricule, tva, referencia, cliente, cod., codice,
    matricola, fatura, encomenda, referência, artikelnr, klantnummer, klantnr, ordernummer, factuur, bestelling, btw,
    kvk, best.nr, best.-nr, batch, lot, code, booking, buchung, ean, gtin, meter, zählernummer
    """
)
_UNITS = (" bytes", " byte", " bits", " octets", " euro", " eur", " usd", " people", " km", " ms", " rows", " lines")
# What mobile numbers begin with, and where these begin in a language; elsewhere they have no 0 to tell them by.
_MOBILE = r"0(?:1[567]|6|7)"
_SPOKEN_IN = {"en": ("GB",), "de": ("DE", "AT", "CH"), "fr": ("FR", "CH"), "nl": ("NL",)}
_FEW_LANGUAGES = 3
_PAUSE = ",,[0-9]{4,}"  # "+44 20 7946 0999,,118822417#": the number of a conference and its code
_LABELS = r"office|home|work|main|direct|fax|mobile|cell"
_LABEL_WORDS = tuple(_LABELS.split("|"))
_LABEL_BEFORE = rf"(?<![\w.])(?:(?:{_LABELS})[ .:)(]{{0,3}}|[mtpfohcw][.:] ?|\([mtpfohw]\)[ :]{{0,2}})$"
_LABEL_AFTER = rf" ?[(/-]? ?(?:{_LABELS}|phone|telephone|tel)\b"
_LABEL_STARTS = frozenset("ohwmdfcpt")
_LABELLED = rf"-(?:{_LABELS})\b"


def find(prepared: Prepared, region: str) -> Iterator[Sighting]:
    """Yield phone numbers: high when proved, medium when the layout or a word near it says so."""
    named = prepared.live(_CUES) or prepared.live(_CLOSE_CUES)
    for run in prepared.runs(fits):
        if not named and not _speaks_for_itself(prepared, run):
            continue
        for candidate in candidates(prepared.plain, run):
            confidence = _judge(prepared, candidate, region)
            if confidence:
                end = with_extension(prepared.plain, candidate.end)
                yield Sighting(
                    "phone-number", candidate.start, end, confidence, "", numbering.is_fiction(candidate.digits)
                )


def _speaks_for_itself(prepared: Prepared, run: Run) -> bool:
    """Tell whether a run could be a number though no word of the text names one: most runs could not."""
    start = run.start
    opening = prepared.plain[start - 1 : start + 1] if start else prepared.plain[0]
    if opening[0] in "+(" or opening[-1] == "0" or is_grouped(run.layout):
        return True
    return run.layout.count("9") > MOST_DIGITS or _is_labelled(prepared.lower, start, run.end)


def _judge(prepared: Prepared, candidate: Candidate, region: str) -> Confidence | None:
    raw = prepared.plain[candidate.start : candidate.end]
    if prepared.lower.startswith(_UNITS, candidate.end) or re.compile(_PAUSE).match(prepared.plain, candidate.end):
        return None
    if not _is_apart(prepared.plain, candidate) or is_something_else(raw, candidate.digits):
        return None
    if candidate.plus:
        known = _validity(raw)
        return known if known != Confidence.LOW else Confidence.MEDIUM if _is_cued(prepared, candidate) else None
    cued = _is_cued(prepared, candidate)
    if numbering.is_north_american(raw, candidate.digits, region):
        if cued:
            return Confidence.HIGH
        return Confidence.MEDIUM if numbering.is_laid_out_north_american(raw) else None
    return Confidence.MEDIUM if cued or _is_dialled(prepared, candidate, raw, region) else None


def _is_apart(plain: str, candidate: Candidate) -> bool:
    """Tell whether no longer number or code goes on at the edges; an extension or "-Office" may."""
    start, end = candidate.start, candidate.end
    if plain[start - 1 : start] == "-" and plain[start - 2 : start - 1].isalnum():
        return False
    if plain.startswith("-", end) and re.compile(_LABELLED, re.IGNORECASE).match(plain, end):
        return is_free_before(plain, start, "=/|,")
    if extension_end(plain, end):
        return not plain[start - 1 : start].isalnum()
    return is_free(plain, start, end, "=/|")


def _is_cued(prepared: Prepared, candidate: Candidate) -> bool:
    words, close_words = prepared.live(_CUES), prepared.live(_CLOSE_CUES)
    if words or close_words:
        before = prepared.before(candidate.start)
        other = cues.last(before, prepared.live(_OTHERS))
        if _is_number_of(prepared, candidate.start, _THINGS):
            other = len(before)
        cue = cues.last(before, words)
        if cue > other and (not _is_plain_count(prepared, candidate) or _is_next(before[cue:])):
            return True
        close = cues.last(before, close_words)
        reach = _CLOSE if _is_plain_count(prepared, candidate) else _NEAR
        if close > other and len(before) - close <= reach and not before.endswith("-nummer:", 0, close):
            return True
    return _is_labelled(prepared.lower, candidate.start, candidate.end)


def _is_labelled(lower: str, start: int, end: int) -> bool:
    """Tell whether a label such as "office", "m:" or "(h)" stands before a number, or one such as "-fax" after it."""
    head = lower[max(start - 16, 0) : start]
    ahead = head.rstrip(" \n").endswith((".", ":", ")")) or head.rstrip(" .:)(\n").endswith(_LABEL_WORDS)
    if ahead and re.search(_LABEL_BEFORE, head):
        return True
    follows = lower[end : end + 4].lstrip(" (/-")[:1]
    return follows in _LABEL_STARTS and re.compile(_LABEL_AFTER).match(lower, end) is not None


def _is_plain_count(prepared: Prepared, candidate: Candidate) -> bool:
    """Tell whether it could as well count things: up to eight bare digits, or thousands set apart."""
    raw = prepared.plain[candidate.start : candidate.end]
    return bool(re.fullmatch(r"[0-9]{7,8}|[0-9]{1,3}([ .])[0-9]{3}(?:\1[0-9]{3}){0,3}", raw))


def _is_number_of(prepared: Prepared, start: int, things: cues.Cues) -> bool:
    """Tell whether a thing and at most "no." stand right before a number."""
    before = prepared.before(start)
    at = cues.last(before, prepared.live(things))
    return at >= 0 and re.fullmatch(_NO, before[at:]) is not None


def _is_next(between: str) -> bool:
    return len(between) <= _CLOSE and not any(map(str.isdigit, between))


def _is_dialled(prepared: Prepared, candidate: Candidate, raw: str, region: str) -> bool:
    """Tell whether a number is one by its layout alone; "Art." or "order no." right before it says that it is not."""
    if is_draw(raw) or any(_is_number_of(prepared, candidate.start, things) for things in (_OTHERS, _THINGS)):
        return False
    return _is_national(raw, candidate.digits, region) or (not region and _is_mobile(prepared, raw))


def _is_national(raw: str, digits: str, region: str) -> bool:
    """Tell whether a number without a + is valid as dialled from the given region, and laid out as a phone number."""
    abroad = digits[:2] == "00" and len(digits) >= 13
    if digits[0] != "0" or len(digits) < 9 or raw.isdigit() or not (region or abroad):
        return False
    if numbering.is_fiction(digits):
        return True
    import phonenumbers

    number = _parsed(f"+{digits[2:]}" if abroad else raw, region)
    return number is not None and bool(phonenumbers.is_valid_number(number))


def _is_mobile(prepared: Prepared, raw: str) -> bool:
    """Tell whether a number, with a gap behind its prefix, is a mobile one where the language of its text is spoken."""
    if raw.isdigit() or not re.match(_MOBILE, raw):
        return False
    spoken = terms.languages(prepared.vocabulary)
    if len(spoken) > _FEW_LANGUAGES:  # nothing tells
        return False
    import phonenumbers

    numbers = (_parsed(raw, region) for language in spoken for region in _SPOKEN_IN.get(language, ()))
    return any(number and phonenumbers.number_type(number) == phonenumbers.PhoneNumberType.MOBILE for number in numbers)


def _parsed(raw: str, region: str) -> PhoneNumber | None:
    import phonenumbers

    try:
        return phonenumbers.parse(raw, region or None)
    except phonenumbers.NumberParseException:
        return None


@lru_cache(maxsize=1_000)  # of a signature, or a list of one number: the library takes longer than all else
def _validity(raw: str) -> Confidence | None:
    """Return HIGH for a valid number with a country code, MEDIUM for one of a possible length, None for no number."""
    import phonenumbers

    number = _parsed(raw, "")
    if number is None:
        return None
    if phonenumbers.is_valid_number(number):
        return Confidence.HIGH
    return Confidence.MEDIUM if phonenumbers.is_possible_number(number) else Confidence.LOW
