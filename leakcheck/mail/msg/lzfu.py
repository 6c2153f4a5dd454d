"""Compressed RTF. Source: [MS-OXRTFCP]."""

from __future__ import annotations

import zlib
from struct import Struct

from leakcheck.model.errors import ReadError

_HEADER = Struct("<I4s4sI")
_FIRST_WORDS = (
    rb"{\rtf1\ansi\mac\deff0\deftab720{\fonttbl;}{\f0\fnil \froman \fswiss \fmodern \fscript \fdecor MS Sans Serif"
    rb"SymbolArialTimes New RomanCourier{\colortbl\red0\green0\blue0"
    b"\r\n"
    rb"\par \pard\plain\f0\fs20\b\i\u\tab\tx"
)
_WINDOW = 4096


def decompress(data: bytes, limit: int = 0xFFFFFFFF) -> tuple[bytes, bool]:
    """Return the RTF and whether it is whole (checksum and length agree); raise ReadError when it is no such data.

    The result is at most nine times as long as `data`, and about `limit` bytes long.
    """
    if len(data) < _HEADER.size:
        raise ReadError("the compressed text is cut off")
    packed_size, raw_size, kind, checksum = _HEADER.unpack_from(data)
    size = min(int.from_bytes(raw_size, "little"), limit)
    packed = memoryview(data)[_HEADER.size : packed_size + 4]
    if kind == b"MELA":
        return bytes(packed[:size]), len(packed) >= size
    if kind != b"LZFu":
        raise ReadError("the compressed text has an unknown form")
    text = _unpack(packed, size)
    return text, len(text) == size and zlib.crc32(packed, 0xFFFFFFFF) ^ 0xFFFFFFFF == checksum


def _unpack(packed: memoryview, size: int) -> bytes:
    """Replay the tokens: eight to a control byte, a literal byte or a copy out of the last 4,096 bytes."""
    out = bytearray(_WINDOW - len(_FIRST_WORDS)) + _FIRST_WORDS
    place, end = 0, len(packed)
    limit = _WINDOW + size
    while place < end and len(out) < limit:
        control = packed[place]
        place += 1
        for bit in range(8):
            if not control >> bit & 1:
                out += packed[place : place + 1]
                place += 1
                continue
            if place + 1 >= end:
                return bytes(out[_WINDOW:limit])
            reference = packed[place] << 8 | packed[place + 1]
            place += 2
            distance = (len(out) + len(_FIRST_WORDS) - (reference >> 4)) % _WINDOW
            if not distance:
                return bytes(out[_WINDOW:limit])
            _copy(out, distance, (reference & 15) + 2)
    return bytes(out[_WINDOW:limit])


def _copy(out: bytearray, distance: int, length: int) -> None:
    """Append `length` bytes from `distance` back; what is being appended may be copied too."""
    start = len(out) - distance
    piece = out[start : start + length]
    out += (piece * (length // len(piece) + 1))[:length]
