"""RTF to HTML or to text: HTML and plain text encapsulated by Outlook, and what Outlook wrote as RTF itself.

One pass over the tokens, the state of a group on a stack.
Sources: [MS-OXRTFEX] 2.1.3 and 3.1.3, RTF specification 1.9.1.
"""

from __future__ import annotations

import re

from leakcheck.mail.msg.rtf_reader import Rtf, RtfReader
from leakcheck.mail.msg.rtf_tables import CHARACTERS, SKIPPED, STARRED
from leakcheck.mail.msg.rtf_words import ACTIONS


def read_rtf(data: bytes) -> Rtf:
    """Return the content of an RTF document; whatever the bytes are, this returns something."""
    reader = RtfReader()
    reader.whites = _whites(data)
    for match in re.finditer(_TOKENS, _without_binary(data)):
        kind = match.lastindex
        if kind == 1:
            reader.words(match[1])
        elif kind in (2, 3):
            _control(reader, match[2], int(match[3]) if kind == 3 else None)
        elif kind == 4:
            reader.words(bytes((int(match[4], 16),)))
        elif kind == 5:
            reader.open() if match[5] == b"{" else reader.close()
        elif kind == 6:
            reader.symbol(match[6])
    return reader.result()


_TOKENS = (
    rb"([^\\{}\r\n]+)"
    rb"|\\([a-zA-Z]{1,32})(-?[0-9]{1,10})?+ ?"
    rb"|\\'([0-9a-fA-F]{2})"
    rb"|([{}])"
    rb"|\\([^a-zA-Z'])"
)


# A ground of its own, of words, a paragraph or a cell, or a shape: white letters may well be seen on it.
_GROUND = rb"\\(?:(?:highlight|cb|chcbpat|cbpat|clcbpat|trcbpat)[1-9]|shp\b|do\b|background\b)"
_WHITE = {b"red255", b"green255", b"blue255"}


def _whites(data: bytes) -> frozenset[int]:
    """Return the numbers of the colours that are white, none where a document has coloured grounds."""
    table = re.search(rb"\\colortbl([^{}]{1,20000})\}", data)
    if table is None or b"red255" not in table[1] or re.search(_GROUND, data):
        return frozenset()
    return frozenset(n for n, colour in enumerate(table[1].split(b";")) if set(colour.split(b"\\")) >= _WHITE)


def _without_binary(data: bytes) -> bytes:
    r"""Cut out what `\binN` announces: N raw bytes that may look like RTF."""
    if b"\\bin" not in data:
        return data
    pieces, place = [], 0
    for match in re.finditer(rb"\\bin([0-9]{1,10}) ?", data):
        if match.start() >= place and data[match.start() - 1 : match.start()] != b"\\":
            pieces.append(data[place : match.start()])
            place = match.end() + int(match[1])
    return b"".join((*pieces, data[place:]))


def _control(reader: RtfReader, word: bytes, number: int | None) -> None:
    """Do what a control word says."""
    starred, reader.starred, reader.pending = reader.starred, False, 0
    action = ACTIONS.get(word)
    if word in CHARACTERS:
        reader.emit(CHARACTERS[word])
    elif word in SKIPPED or (starred and word not in STARRED):
        reader.skip = True
        reader.settle()
    elif action:
        action(reader, number)
        reader.settle()
