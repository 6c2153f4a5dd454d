"""Text -> bytes as header fields and bodies carry it."""

from __future__ import annotations

import binascii
import re

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

LINE = 76
_ATOMS = re.compile(r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~ -]*")
_Q_SAFE = frozenset(b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789!*+-/")


def mailbox(name: str, addr_spec: str) -> bytes:
    """Return a mailbox as it stands in an address field (RFC 5322, 3.4); names beyond ASCII as encoded words."""
    address = addr_spec.encode("utf-8", "surrogateescape")
    if not name:
        return address
    return phrase(name) + b" <" + address + b">"


def phrase(name: str) -> bytes:
    """Return a display name as atoms, a quoted string or encoded words."""
    name = " ".join(name.split())
    if not name.isascii() or not name.isprintable() or "=?" in name:
        return b" ".join(encoded_words(name))
    if _ATOMS.fullmatch(name):
        return name.encode()
    return b'"' + name.replace("\\", "\\\\").replace('"', '\\"').encode() + b'"'


def encoded_words(text: str, charset: str = "utf-8") -> Iterator[bytes]:
    """Yield a text as encoded words of at most 75 bytes (RFC 2047), none of which splits a character."""
    label = charset.encode("ascii", "replace")
    head, tail = b"=?" + label + b"?Q?", b"?="
    word = b""
    for char in text:
        piece = b"".join(_q_byte(byte) for byte in _bytes_of(char, charset))
        if len(head) + len(word) + len(piece) + len(tail) > LINE - 1:
            yield head + word + tail
            word = b""
        word += piece
    if word:
        yield head + word + tail


def _q_byte(byte: int) -> bytes:
    if byte in _Q_SAFE:
        return bytes((byte,))
    return b"_" if byte == 0x20 else b"=%02X" % byte


def _bytes_of(char: str, charset: str) -> bytes:
    return char.encode(charset, "replace")


def unstructured(text: str, charset: str = "utf-8") -> list[bytes]:
    """Return the words of an unstructured field such as Subject, to be folded between them."""
    if text.isascii() and text.isprintable() and "=?" not in text:
        return text.encode().split(b" ")
    return list(encoded_words(text, charset))


def field(name: str, pieces: Iterable[bytes], eol: bytes, joint: bytes = b"") -> bytes:
    """Return a header field with its line end, folded between pieces at 76 bytes; `joint` follows all but the last."""
    out = bytearray(name.encode("ascii", "replace") + b":")
    column = len(out)
    every = list(pieces)
    for number, piece in enumerate(every):
        shown = piece + (joint if number + 1 < len(every) else b"")
        if number and column + 1 + len(shown) > LINE:
            out += eol
            column = 0
        out += b" " + shown
        column += 1 + len(shown)
    return bytes(out + eol)


def transfer(data: bytes, encoding: str, eol: bytes) -> bytes:
    """Return bytes in a transfer encoding: base64, quoted-printable, or as they are."""
    if encoding == "base64":
        lines = (binascii.b2a_base64(data[at : at + 57], newline=False) for at in range(0, len(data), 57))
        return b"".join(line + eol for line in lines)
    if encoding == "quoted-printable":
        return quoted_printable(data, eol)
    return data


def quoted_printable(data: bytes, eol: bytes) -> bytes:
    """Return text bytes in quoted-printable (RFC 2045, 6.7); line ends CRLF or LF become `eol`."""
    lines = data.replace(b"\r\n", b"\n").split(b"\n")
    return eol.join(_quoted_line(line, eol) for line in lines)


def _quoted_line(line: bytes, eol: bytes) -> bytes:
    body = re.sub(rb"[^\t !-<>-~]", lambda m: b"=%02X" % m[0][0], line)
    if body[-1:] in {b" ", b"\t"}:
        body = body[:-1] + b"=%02X" % body[-1]
    return wrapped(body, eol)


def wrapped(line: bytes, eol: bytes) -> bytes:
    """Break a line of quoted-printable that is too long, never inside an escape."""
    pieces = []
    while len(line) > LINE:
        cut = LINE - 1
        escape = line.rfind(b"=", cut - 2, cut)
        cut = escape if escape > 0 else cut
        pieces.append(line[:cut] + b"=" + eol)
        line = line[cut:]
    return b"".join(pieces) + line
