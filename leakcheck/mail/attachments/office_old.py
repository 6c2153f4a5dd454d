"""The text of Word and PowerPoint files of before 2007 ([MS-DOC] 2.4.1, [MS-PPT] 2.3); how it looks is not read."""

from __future__ import annotations

import struct

from leakcheck.mail.attachments.finds import Unreadable

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from leakcheck.mail.msg.ole import Ole

LOCKED = ("it is locked with a password", "Save it without a password and check again, or leave it out")
_WORD, _WORD_97 = 0xA5EC, 0x00C1
_FLAGS, _LENGTHS, _PIECES = 0x0A, 0x4C, 0x1A2  # offsets in the FIB ([MS-DOC] 2.5.1)
_ENCRYPTED, _OTHER_TABLE, _ONE_BYTE = 0x0100, 0x0200, 0x40000000
_PIECES_FOLLOW = 2
# Marks in the text ([MS-DOC] 2.4.3); two ends of cells in a row are the end of a row.
_MARKS = {"\r": "\n", "\x0b": "\n", "\x0c": "\n", "\x07": "\t", "\x1e": "-"}
_NO_TEXT = dict.fromkeys(map(chr, (1, 2, 3, 4, 5, 8, 0x13, 0x14, 0x15, 0x1F)), " ")
_SHOWN = str.maketrans(_MARKS | _NO_TEXT)
_CONTAINER, _CHARACTERS, _BYTES, _STRING = 0xF, 0x0FA0, 0x0FA8, 0x0FBA
_LOCKED_SLIDES = 0xF3D1C4DF


def text_of_word(ole: Ole) -> str:
    """Return the text of a Word document: its body, notes, headers, comments and text boxes; raise Unreadable."""
    data = _stream(ole, "worddocument")
    try:
        word, version = struct.unpack_from("<HH", data)
        flags = struct.unpack_from("<H", data, _FLAGS)[0]
        if flags & _ENCRYPTED and word == _WORD:
            raise Unreadable(*LOCKED)
        if word != _WORD or version < _WORD_97:
            return ""
        table = _stream(ole, "1table" if flags & _OTHER_TABLE else "0table")
        start, size = struct.unpack_from("<II", data, _PIECES)
        text = "".join(_pieces(data, table[start : start + size]))
    except struct.error as error:
        raise Unreadable("it is damaged") from error
    return text.replace("\x07\x07", "\n").translate(_SHOWN)


def _pieces(data: bytes, pieces: bytes) -> Iterator[str]:
    """Yield the pieces of a text, which lie about in the document."""
    at = 0
    while at < len(pieces) and pieces[at] != _PIECES_FOLLOW:  # first may stand changes of looks
        at += 3 + struct.unpack_from("<H", pieces, at + 1)[0]
    size = struct.unpack_from("<I", pieces, at + 1)[0]
    number = min((size - 4) // 12, (len(pieces) - at - 5) // 12)
    ends = struct.unpack_from(f"<{number + 1}I", pieces, at + 5)
    left = len(data)  # pieces that overlap give no more than there is
    for place in range(number):
        start = struct.unpack_from("<I", pieces, at + 5 + 4 * (number + 1) + 8 * place + 2)[0]
        length = min(max(ends[place + 1] - ends[place], 0), left)
        left -= length
        if start & _ONE_BYTE:
            start = (start & ~_ONE_BYTE) // 2
            yield data[start : start + length].decode("cp1252", "replace")
        else:
            yield data[start : start + 2 * length].decode("utf-16-le", "replace")


def text_of_slides(ole: Ole) -> str:
    """Return all text of a presentation, also of notes, masters and earlier versions; raise Unreadable."""
    user = _stream(ole, "current user")
    if len(user) >= 16 and struct.unpack_from("<I", user, 12)[0] == _LOCKED_SLIDES:
        raise Unreadable(*LOCKED)
    return "\n".join(_atoms(_stream(ole, "powerpoint document")))


def _atoms(data: bytes) -> Iterator[str]:
    at = 0
    while at + 8 <= len(data):
        version, kind, size = struct.unpack_from("<HHI", data, at)
        at += 8
        if version & 0xF == _CONTAINER:
            continue
        body = data[at : at + size]
        if kind in (_CHARACTERS, _STRING):
            yield body.decode("utf-16-le", "replace").translate(_SHOWN)
        elif kind == _BYTES:
            yield body.decode("latin-1").translate(_SHOWN)
        at += size


def _stream(ole: Ole, name: str) -> bytes:
    entry = ole.root.streams.get(name)
    return ole.read(entry) if entry else b""
