"""Payment card numbers: an issuer's range and length, and the Luhn digit."""

from __future__ import annotations

import itertools
import re
from functools import lru_cache

from leakcheck.detect import cues
from leakcheck.detect.checksums import luhn
from leakcheck.detect.edges import is_free, is_free_before
from leakcheck.model.severity import Confidence
from leakcheck.model.sighting import Sighting

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from leakcheck.detect.prepared import Prepared

# First six digits from, to, lengths, name. ISO/IEC 7812 ranges as issuers publish them.
_RANGES = (
    (220000, 220499, (16, 17, 18, 19), "mir"),
    (222100, 272099, (16,), "mastercard"),
    (300000, 305999, (14, 16), "diners"),
    (309500, 309599, (14, 16), "diners"),
    (340000, 349999, (15,), "amex"),
    (180000, 180099, (15,), "jcb"),
    (213100, 213199, (15,), "jcb"),
    (350000, 359999, (16,), "jcb"),
    (360000, 369999, (14, 16), "diners"),
    (370000, 379999, (15,), "amex"),
    (380000, 399999, (14, 16), "diners"),
    (400000, 499999, (13, 16, 19), "visa"),
    (501900, 501999, (16,), "dankort"),
    (510000, 559999, (16,), "mastercard"),
    (601100, 601199, (16, 19), "discover"),
    (620000, 629999, (16, 17, 18, 19), "unionpay"),
    (644000, 659999, (16, 19), "discover"),
)
# Ranges and lengths so wide that any long number might fall into them: only where the text speaks of a card.
_CUED_RANGES = (
    (60400, 60499, (12, 13, 14, 15, 16, 17, 18, 19), "maestro"),
    (500000, 509999, (12, 13, 14, 15, 16, 17, 18, 19), "maestro"),
    (560000, 589999, (12, 13, 14, 15, 16, 17, 18, 19), "maestro"),
    (600000, 699999, (12, 13, 14, 15, 16, 17, 18, 19), "maestro"),
)
_LAYOUTS = (
    *((4, 4, 4, 4), (4, 6, 5), (4, 6, 4), (4, 4, 4, 4, 3), (4, 5, 6)),
    *((4, 4, 4, 1), (4, 4, 4, 2), (4, 4, 4, 3), (4, 4, 4)),
)
_FEWEST, _MOST = 12, 19  # digits
_SHORT, _GROUP = 3, 4  # groups of a short number, digits of a group
_CUES = cues.index(
    """
    card, credit, debit, visa, mastercard, amex, american express, discover, diners, maestro, cc, cvv, cvc,
    expiry, jcb, unionpay, karte, kreditkarte, kreditkartennummer, kartennummer, carte, carte bancaire, carte
    bleue, tarjeta, carta, carta di credito, creditcard, kaart, kaartnummer, cartão, cartao, payment, charge, charged,
    billing, declined, card limit, the limit on, the balance on
    """
)
# What one number in ten with the right digits is as well: only right before it, where nothing speaks of a card.
_OTHERS = cues.index(
    """
    order, ticket, tracking, parcel, shipment, invoice, reference, ref, serial, imei, bestellung, bestellnummer,
    bestellnr, auftrag, auftragsnummer, sendung, sendungsnummer, rechnung, rechnungsnummer, ticketnummer, vorgang,
    commande, colis, suivi, facture, pedido, envío, factura, ordine, spedizione, fattura, bestelling, ordernummer,
    zending, factuur, encomenda, fatura
    """
)
_PAID = cues.index("paid, pay, bezahlt, zahlung, payé, payée, pagado, pagato, betaald, pago")
_CLOSE = 12
_SAMPLES = frozenset(
    """
    4111111111111111 4242424242424242 4012888888881881 4222222222222 4000056655665556 4484070000000000
    4917300800000000 4917610000000000 5555555555554444 5105105105105100 5500000000000004 5200828282828210
    5424000000000015 2223003122003222 2222400070000005 378282246310005 371449635398431 378734493671000
    340000000000009 370000000000002 6011111111111117 6011000990139424 6011000400000000 6011000000000004
    30569309025904 38520000023237 30000000000004 36006666333344 3530111333300000 3566002020360505
    3528000700000000 3088000000000009 5019717010103742 6200000000000005 6331101999990016 4000000000000002
    4000000000000077 4012000033330026 4005550000000001
    """.split()  # noqa: SIM905 - a table of values reads better than forty quoted strings
)


def find(prepared: Prepared, _region: str) -> Iterator[Sighting]:
    """Yield card numbers at high confidence; test numbers that issuers publish are samples."""
    for run in prepared.runs(_fits):
        for begin, stop in _pieces(run.layout):
            start, end = run.start + begin, run.start + stop
            digits = "".join(filter(str.isdigit, prepared.plain[start:end]))
            issuer = _issuer(prepared, start, end, digits) if luhn(digits) else ""
            if not issuer or not _is_free(prepared.plain, start, end) or _goes_on(prepared, start, end):
                continue
            if not _is_of_order(prepared, start, end):
                yield Sighting("payment-card", start, end, Confidence.HIGH, issuer, digits in _SAMPLES)


def _goes_on(prepared: Prepared, start: int, end: int) -> bool:
    """Tell whether one more group follows, as in a payment notice; beside "card" three or four digits are its code."""
    follows = re.match(r" ([0-9]{1,6})(?![0-9/.-])", prepared.plain[end : end + 8])
    if not follows:
        return False
    return len(follows[1]) not in {3, 4} or not cues.near(prepared, start, end, _CUES)


def _is_of_order(prepared: Prepared, start: int, end: int) -> bool:
    """Tell whether a number is that of an order, a ticket or a parcel."""
    paid = cues.near(prepared, start, end, _CUES) or cues.near(prepared, start, end, _PAID)
    return not paid and cues.names(prepared, start, start, _OTHERS, _CLOSE)


def _is_free(plain: str, start: int, end: int) -> bool:
    """Tell whether a number stands alone, or with its expiry behind it: "4539578763621486/09/28"."""
    if re.match(r"/[01][0-9]/[0-9]{2}", plain[end : end + 6]):
        return is_free_before(plain, start, "#=*|")
    return is_free(plain, start, end, "#=*|")


def _fits(layout: str) -> bool:
    return layout.count("9") >= _FEWEST and bool(_pieces(layout))


@lru_cache(4_096)
def _pieces(layout: str) -> tuple[tuple[int, int], ...]:
    """Return the parts of a run that are laid out as a card: unbroken, or in groups with one kind of separator."""
    found: list[tuple[int, int]] = []
    layout = layout.partition("/")[0]
    tokens = _split(layout, 0, len(layout), " ")
    for begin, token in tokens:
        if token.isdigit() and _FEWEST <= len(token) <= _MOST:
            found.append((begin, begin + len(token)))
        for separator in "-.":
            if separator in token:
                found += _grouped(_split(layout, begin, begin + len(token), separator))
    return (*found, *_grouped(tokens))


def _grouped(groups: list[tuple[int, str]]) -> Iterator[tuple[int, int]]:
    lengths = tuple(len(group) for _, group in groups)
    for at, (begin, _) in enumerate(groups):
        for wanted in _LAYOUTS:
            size = len(wanted)
            if lengths[at : at + size] == wanted and _is_apart(lengths, at, at + size):
                last, group = groups[at + size - 1]
                if all(group.isdigit() for _, group in groups[at : at + size]):
                    yield begin, last + len(group)


def _is_apart(lengths: tuple[int, ...], start: int, end: int) -> bool:
    """Tell whether no further groups of four make a card a part of a table; several cards may stand in a row."""
    ahead = len(list(itertools.takewhile(_GROUP.__eq__, reversed(lengths[:start]))))
    behind = len(list(itertools.takewhile(_GROUP.__eq__, lengths[end:])))
    several = lengths[start:end] == (_GROUP,) * 4
    return ahead % 4 == behind % 4 == 0 if several else not behind and (not ahead or end - start > _SHORT)


def _split(plain: str, start: int, end: int, separator: str) -> list[tuple[int, str]]:
    groups = []
    for group in plain[start:end].split(separator):
        if group:
            groups.append((start, group))
        start += len(group) + 1
    return groups


def _issuer(prepared: Prepared, start: int, end: int, digits: str) -> str:
    head, size = int(digits[:6]), len(digits)
    for low, high, lengths, name in _RANGES:
        if low <= head <= high and size in lengths:
            # Thirteen bare digits are as often an EAN.
            usual = size >= 14 or end - start > size or digits in _SAMPLES
            return name if usual or cues.near(prepared, start, end, _CUES) else ""
    for low, high, wide, name in _CUED_RANGES:
        if low <= head <= high and size in wide and cues.near(prepared, start, end, _CUES):
            return name
    return ""
