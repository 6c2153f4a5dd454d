"""Address books (vCard 2.1 to 4.0, RFC 6350): one card a person."""

from __future__ import annotations

import binascii
import re

from leakcheck.mail.attachments.texts import text_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from leakcheck.mail.attachments.budget import Budget
    from leakcheck.mail.attachments.finds import File, Finds

_FOLD = re.compile(r"\n[ \t]")
_SOFT = re.compile(r"=\n")
_ESCAPE = re.compile(r"\\([nN,;:\\])")
_SILENT = frozenset({"BEGIN", "END", "VERSION", "PRODID", "REV", "UID", "PHOTO", "LOGO", "SOUND", "KEY", "CLASS"})


def read_cards(file: File, finds: Finds, budget: Budget) -> None:
    """Read an address book; its places are contacts."""
    source = text_of(file.data)
    if "QUOTED-PRINTABLE" in source.upper():
        source = _SOFT.sub("", source)
    source = _FOLD.sub("", source)
    pieces: list[str] = []
    marks: list[tuple[int, str]] = []
    size = cards = 0
    for line in source.split("\n"):
        head, colon, value = line.partition(":")
        name = head.partition(";")[0].rpartition(".")[2].strip().upper()
        if name == "BEGIN" and value.strip().upper() == "VCARD":
            cards += 1
            marks.append((size, f"contact {cards}"))
        elif colon and name not in _SILENT:
            pieces.append(_labelled(name, _value(head, value)) + "\n")
            size += len(pieces[-1])
    budget.spend("cells", cards)
    finds.add_text(file, "".join(pieces), inside=tuple(marks))
    if cards:
        finds.listed.append((cards, file.inside))


def _labelled(name: str, value: str) -> str:
    """Put the word before a value that says what it is."""
    word = {"BDAY": "Date of birth: ", "TEL": "Phone: ", "NOTE": "Note: ", "ADR": "Address: "}.get(name, "")
    return word + value


def _value(head: str, value: str) -> str:
    if "QUOTED-PRINTABLE" in head.upper():
        try:
            value = binascii.a2b_qp(value.encode("latin-1", "replace")).decode("utf-8", "replace")
        except binascii.Error:
            return value
    value = _ESCAPE.sub(lambda m: " " if m[1] in "nN" else m[1], value)
    return " ".join(value.replace(";", " ").split())
