"""Content-Transfer-Encoding: bytes as they travel -> bytes as they were meant, also when they are broken."""

from __future__ import annotations

import binascii
import re

from leakcheck.model.record import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

BASE64 = frozenset({"base64", "b64", "x-base64"})
QUOTED_PRINTABLE = frozenset({"quoted-printable", "quoted_printable", "qp"})
UUENCODE = frozenset({"x-uuencode", "uuencode", "x-uue", "uue"})

_ALPHABET = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
_NOT_ALPHABET = bytes(set(range(256)) - set(_ALPHABET))
_SEGMENT = rb"[^=]*+(?:=++|\Z)"
_LINE = rb"[^\r\n]++"
_ESCAPE = rb"=(?:([0-9A-Fa-f]{2})|[ \t]*+(?:\r\n|\r|\n|\Z))"


class Transferred(NamedTuple):
    """Decoded bytes; `tail` is the offset of trailing text that is not encoded (a list footer), None without one."""

    data: bytes
    tail: int | None = None


def decode_transfer(data: bytes, encoding: str) -> Transferred:
    """Undo a transfer encoding; an unknown one counts as none."""
    if encoding in BASE64:
        return decode_base64(data)
    if encoding in QUOTED_PRINTABLE:
        return Transferred(decode_quoted_printable(data))
    if encoding in UUENCODE:
        return Transferred(decode_uuencode(data))
    return Transferred(data)


def decode_base64(data: bytes) -> Transferred:
    """Decode base64 with stray bytes, without padding, or in several padded segments."""
    pad = data.find(b"=")
    end = len(data) if pad < 0 else len(data.rstrip(b"= \t\r\n"))
    if pad < 0 or pad >= end:
        return Transferred(_quads(data))
    decoded = bytearray()
    for start, stop in base64_segments(data):
        decoded += _quads(data[start:stop])
    return Transferred(bytes(decoded), unencoded_tail(data))


def base64_segments(data: bytes) -> Iterator[tuple[int, int]]:
    """Return the stretches that end in padding, each decoded by itself, without an unencoded tail."""
    tail = unencoded_tail(data)
    stop = len(data) if tail is None else tail
    return (m.span() for m in re.compile(_SEGMENT).finditer(data, 0, stop) if m.end() > m.start())


def unencoded_tail(data: bytes) -> int | None:
    """Return where plain text begins behind the padding, None when all that follows is base64.

    A mailing list appends its footer like this; a reader that stops at the padding never sees it.
    """
    first = data.find(b"=")
    if first < 0:
        return None
    behind = re.compile(_SEGMENT).match(data, first)
    start = behind.end() if behind else first
    for line in re.compile(_LINE).finditer(data, start):
        word = line[0].strip(b" \t=")
        if word.translate(None, _ALPHABET):
            return line.start()
    return None


def _quads(data: bytes) -> bytes:
    try:
        return binascii.a2b_base64(data)
    except binascii.Error:
        letters = data.translate(None, _NOT_ALPHABET)
        if len(letters) % 4 == 1:
            letters = letters[:-1]
        return binascii.a2b_base64(letters + b"==")


def decode_quoted_printable(data: bytes) -> bytes:
    """Decode quoted-printable; an escape that is none stays as it stands."""
    if b"= " in data or b"=\t" in data or b"==" in data or data.count(b"=\r") != data.count(b"=\r\n"):
        return re.sub(_ESCAPE, lambda m: bytes([int(m[1], 16)]) if m[1] else b"", data)
    return binascii.a2b_qp(data)  # ten times faster, and wrong on the cases above


def decode_uuencode(data: bytes) -> bytes:
    """Decode the lines between "begin" and "end", or all lines when there is no such frame."""
    decoded = bytearray()
    for start, end in uu_lines(data):
        decoded += _uu_line(data[start:end])
    return bytes(decoded)


def uu_lines(data: bytes) -> Iterator[tuple[int, int]]:
    """Yield the spans of the lines that carry data."""
    begin = 0 if data.startswith(b"begin ") else data.find(b"\nbegin ") + 1
    framed = data.startswith(b"begin ", begin)
    for line in re.compile(_LINE).finditer(data, begin):
        if line[0].strip() == b"end":
            return
        if not framed or line.start() != begin:
            yield line.span()


def _uu_line(line: bytes) -> bytes:
    try:
        return binascii.a2b_uu(line)
    except binascii.Error:
        size = (((line[0] - 32) & 63) * 4 + 5) // 3
        try:
            return binascii.a2b_uu(line[:size])
        except binascii.Error:
            return b""
