"""Words that say of a number that it is a phone's, or that it is something else."""

from __future__ import annotations

import re

from leakcheck.detect import cues, words

TYPE_CHECKING = False
if TYPE_CHECKING:
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
    nummer, seine nummer, deine nummer, nummer:, erreichbar unter, erreichst du mich, erreichen sie mich,
    appeler, appelez, appelle, joindre au, mon numéro, son numéro, numéro de téléphone, portable, llamar, llame,
    llámame, llámanos, llamadme, mi número, su número, chiamare, chiama, chiamami, chiamaci, chiamatemi, mio
    numero, suo numero, bellen, bel, bereikbaar op, mijn nummer, haar nummer, zijn nummer, ligar, ligue, liga,
    meu número, seu número, contact me at, contact me on, contact us at, contact us on, contacted at, contacted
    on, contacted under, reached at, reached on, reached under, reach her, reach him, reach them, reach our,
    hold of me, hold of us, get through on, new number, my digits, a message at, a message on, called me from,
    calls from, emergency contact, contact:, kontakt:, contacto:, contato:, contatto:, mich unter, mir unter,
    uns unter, sie unter, telefonisch unter, rückruf, rückruf an, zurückrufen, rufen sie, ruf mich, rufe mich,
    erreichen sie uns, rappeler, rappelez, joignable au, me contacter au, contactez-moi au, contactez-nous au,
    contactarme en, contactarme al, contáctame al, contáctenos al, comuníquese al, comunicarse al, localizar en,
    localizarme en, mi cel, su cel, cel:, cel., raggiungibile al, contattarmi al, contattarci al, contattare il,
    richiamare, richiami, richiamami, terugbellen, bereiken op, contactar-me pelo, contactar-nos pelo, meu
    whats, whats:, zap:, in touch:, s number, a text on, text me on, a bell on, text stop to, wählen sie,
    fragen:, rückfragen:, die nummer von, recapito, recapito telefonico, llamarme al, llamarnos al, chiamarmi
    al, chiamarci al, m'appeler au, trovi al, app me op, mobiele nummer, call back, keeps calling from
    """
)
# Those that a field or a column of such values is named by.
LABELS = (_CUES,)
# Anywhere in the line of a number that begins with the 0 of an area or a network.
_HINTS = cues.index(
    """
    text, a bell, in touch, phone, telephone, call, calls, called, calling, ring, rang, dial, voicemail, picked up,
    whatsapp, sms, mobile, ruf, ruft, rief, anrufen, angerufen, anruf, telefon, handy, erreichbar, erreichen, wählen,
    rückfragen, mailbox, whatsappen, téléphone, appeler, appelle, appelez, appelé, joindre, joignable, portable,
    teléfono, llamar, llamarme, llama, llamado, móvil, telefono, chiamare, chiamarmi, chiamami, cellulare, telefoon,
    bellen, gebeld, mobiel, bereikbaar, telefone, ligar, telemóvel, celular
    """
)
_LONG_DISTANCE = range(9, 13)  # digits, the 0 included
_LINE = 60
# Behind a number: "is 020 7946 0958 still your phone number?"
_NAMES = cues.index(
    """
    my number, your number, her number, his number, our number, my phone, my mobile, my cell, phone number,
    telephone number, mobile number, cell number, contact number, telefonnummer, handynummer, mobilnummer, rufnummer,
    meine nummer, deine nummer, ihre nummer, numéro de téléphone, mon numéro, votre numéro, ton numéro, número de
    teléfono, mi número, tu número, su número, numero di telefono, mio numero, suo numero, tuo numero, telefoonnummer,
    mijn nummer, uw nummer, jouw nummer, número de telefone, meu número, seu número
    """
)
# Behind a number that "unter", "op" or the like leads: "unter 030 23125 123 zu erreichen".
_VERBS = cues.index("erreichen, erreichbar, anrufen, zurückrufen, bereiken, bereikbaar, terugbellen")
# All that may say of a number that it is a phone's.
ANY = (_CUES, _CLOSE_CUES, _HINTS, _NAMES, _VERBS)
_LEADING = ("unter", "unter der nummer", "unter der telefonnummer", "op", "op nummer", "op het nummer")
_BETWEEN = frozenset(
    """
    is as was still not to be the a new old current correct right noch immer die das als ist war nicht est encore
    toujours le la comme sigue siendo es el como todavía è ancora il nog steeds het de é ainda o zu telefonisch
    jederzeit gut te goed altijd my your his her our meine deine ihre mon votre ton mi tu su mio tuo suo mijn uw jouw
    meu seu
    """.split()  # noqa: SIM905 - a list of words reads better than forty quoted strings
)
# What else a number may be: the nearer word wins.
OTHERS = cues.index(
    """
    order, invoice, ref, reference, account, acct, card, ssn, ticket, case, part, serial, id, version, isbn,
    issn, vat, iva, p. iva, c.f, zip, policy, tracking, sku, item, date, passport, license, licence, nhs, iban,
    ust-idnr, steuernummer, konto, kontonummer, siret, siren, bestellung, rechnung, commande, facture, pedido,
    factura, ordine, fattura, amount, total, price, customer, member, security, routing, rfc, bug, patent, doi,
    port, dni, compte, cuenta, conto, conta, rekening, reisepass, passeport, pasaporte, passaporto, paspoort, permis,
    führerschein, licencia, patente, rijbewijs
    """
)
# These only right before a number: "Art. 0612-345678", but "call us about your booking on 020 ...".
THINGS = cues.index(
    """
    art., art.-nr, art. nr, artikelnummer, artikel, kundennummer, kunden-nr, personalnummer, aktenzeichen,
    versicherungsnummer, sozialversicherungsnummer, sv-nummer, auftrag, auftragsnummer, vorgang, seriennummer,
    rechnungsnummer, bestellnummer, mwst, réf, référence, dossier, matricule, tva, referencia, cliente, cod., codice,
    matricola, fatura, encomenda, referência, artikelnr, klantnummer, klantnr, ordernummer, factuur, bestelling, btw,
    kvk, best.nr, best.-nr, batch, lot, code, booking, buchung, ean, gtin, meter, zählernummer
    """
)
_CLOSE, _NEAR = 16, 28
_NO = r"[ .:#=(-]{0,3}(?:n[ro°º]|no|num|nummer|number)?[ .:#=(-]{0,3}(?:(?:be|nl) ?)?"  # "BTW BE 0403..."
_LABELS = r"office|home|work|main|direct|fax|mobile|cell"
_LABEL_WORDS = tuple(_LABELS.split("|"))
_LABEL_BEFORE = rf"(?<![\w.])(?:(?:{_LABELS})[ .:)(]{{0,3}}|[mtpfohcw][.:] ?|\([mtpfohw]\)[ :]{{0,2}})$"
_LABEL_AFTER = rf" ?[(/-]? ?(?:{_LABELS}|phone|telephone|tel)\b"
_LABEL_STARTS = frozenset("ohwmdfcpt")
_LABELLED = rf"-(?:{_LABELS})\b"
# Words for a telephone only: no goods are called so, and a file has none.
_TELEPHONES = ("tel", "tél", "telefon", "telefoon", "téléphone", "teléfono", "telefono", "telefone", "hotline")
_ONE_WORD = r"[ .:]{1,3}[^\W\d_]{2,20}[ .:]{0,3}"
_PERSONS = ("customer:", "member:", "cliente:", "client:", "kunde:", "kundin:", "klant:")


def may_cue(prepared: Prepared) -> bool:
    """Tell whether a text holds any word that may say of a number that it is a phone's."""
    return words.speak_of(prepared.vocabulary, "phone") and any(map(prepared.live, ANY))


def is_cued(prepared: Prepared, candidate: Candidate) -> bool:
    """Tell whether a word before, a label or a word behind says that a number is a phone's."""
    far_words, close_words = prepared.live(_CUES), prepared.live(_CLOSE_CUES)
    if far_words or close_words:
        before = prepared.before(candidate.start)
        other = cues.last(before, prepared.live(OTHERS))
        if is_number_of(prepared, candidate.start, THINGS):
            other = len(before)
        cue = cues.last(before, far_words)
        if before.endswith(_TELEPHONES, 0, max(cue, 0)) and re.fullmatch(_ONE_WORD, before[cue:]):
            return True  # "Tel. Buchung: 030 23125 123"
        if cue > other and (not _is_plain_count(prepared, candidate) or _is_next(before[cue:])):
            return True
        close = cues.last(before, close_words)
        reach = _CLOSE if _is_plain_count(prepared, candidate) else _NEAR
        if close > other and len(before) - close <= reach and not before.endswith("-nummer:", 0, close):
            return True
    if is_labelled(prepared.lower, candidate.start, candidate.end) or _is_named_behind(prepared, candidate):
        return True
    return candidate.digits[0] == "0" and len(candidate.digits) in _LONG_DISTANCE and _is_hinted(prepared, candidate)


def _is_hinted(prepared: Prepared, candidate: Candidate) -> bool:
    """Tell whether the line of a number speaks of calling somebody, and of no other number."""
    hints = prepared.live(_HINTS)
    if not hints or _is_plain_count(prepared, candidate):
        return False
    lower, start, end = prepared.lower, candidate.start, candidate.end
    before = lower[max(start - _LINE, 0) : start].rpartition("\n")[2]
    behind = lower[end : end + _LINE].partition("\n")[0]
    others = prepared.live(OTHERS) + prepared.live(THINGS)
    if cues.last(before, others) >= 0 or cues.last(behind, others) >= 0:
        return False
    return cues.last(before, hints) >= 0 or cues.last(behind, hints) >= 0


def is_labelled(lower: str, start: int, end: int) -> bool:
    """Tell whether a label such as "office", "m:" or "(h)" stands before a number, or one such as "-fax" after it."""
    head = lower[max(start - 16, 0) : start]
    ahead = head.rstrip(" \n").endswith((".", ":", ")")) or head.rstrip(" .:)(\n").endswith(_LABEL_WORDS)
    if ahead and re.search(_LABEL_BEFORE, head):
        return True
    follows = lower[end : end + 4].lstrip(" (/-")[:1]
    return follows in _LABEL_STARTS and re.compile(_LABEL_AFTER).match(lower, end) is not None


def has_label(plain: str, end: int) -> bool:
    """Tell whether "-Office" or the like goes on at the end of a number."""
    return plain.startswith("-", end) and re.compile(_LABELLED, re.IGNORECASE).match(plain, end) is not None


def _is_plain_count(prepared: Prepared, candidate: Candidate) -> bool:
    """Tell whether it could as well count things: up to eight bare digits, or thousands set apart."""
    raw = prepared.plain[candidate.start : candidate.end]
    return bool(re.fullmatch(r"[0-9]{7,8}|[0-9]{1,3}([ .])[0-9]{3}(?:\1[0-9]{3}){0,3}", raw))


def is_number_of(prepared: Prepared, start: int, things: cues.Cues) -> bool:
    """Tell whether a thing and at most "no." stand right before a number."""
    before = prepared.before(start)
    at = cues.last(before, prepared.live(things))
    return at >= 0 and re.fullmatch(_NO, before[at:]) is not None


def is_person(prepared: Prepared, start: int) -> bool:
    """Tell whether a number stands right behind "Customer:" or the like, which may be called by it."""
    return prepared.before(start).rstrip().endswith(_PERSONS)


def is_telephone(prepared: Prepared, start: int) -> bool:
    """Tell whether a number stands right behind "Tel." or the like."""
    return prepared.before(start).rstrip(" .:").endswith(_TELEPHONES)


def _is_next(between: str) -> bool:
    return len(between) <= _CLOSE and not any(map(str.isdigit, between))


def _is_named_behind(prepared: Prepared, candidate: Candidate) -> bool:
    """Tell whether at most four small words part a number from what says that it is a phone's."""
    names, verbs = prepared.live(_NAMES), prepared.live(_VERBS)
    if not (names or verbs) or any(is_number_of(prepared, candidate.start, things) for things in (OTHERS, THINGS)):
        return False
    if verbs and not prepared.before(candidate.start).endswith(_LEADING):
        verbs = ()
    behind = prepared.after(candidate.end).lstrip("\"')*")
    return any(_follows(behind, cue) for cue in names + verbs)


def _follows(behind: str, cue: str) -> bool:
    at = behind.find(cue)
    if at < 0 or not set(behind[:at].split()) <= _BETWEEN:
        return False
    rest = behind[at + len(cue) :]  # of a label, the next number is meant
    return not rest[:1].isalnum() and re.match(r"[^.?!]{0,12}[0-9:]", rest) is None
