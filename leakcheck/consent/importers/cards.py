"""vCard 2.1, 3 and 4 (RFC 2426, RFC 6350): one card a person, each with any number of addresses."""

from __future__ import annotations

import binascii
import re

from leakcheck.address.canonical import canonical
from leakcheck.consent.importers.values import Bad, Contact, Piece, pieces
from leakcheck.model.record import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from leakcheck.consent.importers.mapping import Mapping

_ESCAPE = re.compile(r"\\([nN,;:\\])")


class Card(NamedTuple):
    """What we need of one card: the line on which it begins, its addresses, its name."""

    line: int
    addresses: tuple[str, ...] = ()
    name: str = ""


def read_cards(path: str, mapping: Mapping) -> Iterator[Contact | Bad]:
    """Yield the people of an address book in vCard."""
    del mapping
    for piece in pieces(path, ".vcf"):
        yield from _contacts(piece)


def _contacts(piece: Piece) -> Iterator[Contact | Bad]:
    for card in cards(_text(piece.data)):
        if not card.addresses:
            yield Bad(card.line, "a card without an address", piece.name)
        for written in card.addresses:
            address = canonical(written)
            if address:
                yield Contact(card.line, address, card.name, file=piece.name)
            else:
                yield Bad(card.line, "a card with an address that is not valid", piece.name)


def cards(text: str) -> Iterator[Card]:
    """Yield the cards of a text; one that is never closed counts too."""
    card: Card | None = None
    for number, head, value in _properties(text):
        word = head.partition(";")[0].rpartition(".")[2].strip().upper()
        if word == "BEGIN":
            if card is not None:
                yield card
            card = Card(number)
        elif card is None:
            continue
        elif word == "END":
            yield card
            card = None
        else:
            card = _with(card, word, _value(head, value))
    if card is not None:
        yield card


def _with(card: Card, word: str, value: str) -> Card:
    if word == "EMAIL":
        address = value.strip().removeprefix("mailto:").strip()
        return card._replace(addresses=(*card.addresses, address)) if address else card
    if word == "FN":
        return card._replace(name=_words(value))
    if word == "N" and not card.name:
        family, _, rest = value.partition(";")
        return card._replace(name=_words(f"{rest.partition(';')[0]} {family}"))
    return card


def _properties(text: str) -> Iterator[tuple[int, str, str]]:
    """Yield line number, head and value of each unfolded line."""
    start, head, value = 0, "", ""
    for number, line in enumerate(text.splitlines(), 1):
        if line[:1] in {" ", "\t"} and start:
            value += line[1:]
        elif start and "QUOTED-PRINTABLE" in head.upper() and value.endswith("="):
            value = value[:-1] + line
        else:
            if start:
                yield start, head, value
            head, colon, value = line.partition(":")
            start = number if colon else 0
    if start:
        yield start, head, value


def _value(head: str, value: str) -> str:
    if "QUOTED-PRINTABLE" in head.upper():
        value = binascii.a2b_qp(value.encode("latin-1", "replace")).decode("utf-8", "replace")
    return _ESCAPE.sub(lambda found: " " if found[1] in "nN" else found[1], value)


def _words(text: str) -> str:
    return " ".join(text.replace(";", " ").split())


def _text(data: bytes) -> str:
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", "replace")
