"""Pictures without what the camera and the program noted: segments and chunks are dropped, no pixel changes."""

from __future__ import annotations

import re
import struct
import zlib

_EOI, _SOS, _APP0, _APP1 = 0xD9, 0xDA, 0xE0, 0xE1
# What a decoder needs besides JFIF: the colour profile (APP2 "ICC_PROFILE") and Adobe's colour transform.
_NEEDED = ((0xE2, b"ICC_PROFILE\0"), (0xEE, b"Adobe"))
_AFTER_SCAN = re.compile(rb"\xff+([^\x00\xd0-\xd7\xff])")
_ORIENTATION = 0x0112
PNG = b"\x89PNG\r\n\x1a\n"
_PNG_KEPT = frozenset(
    (b"IHDR", b"PLTE", b"IDAT", b"IEND", b"tRNS", b"gAMA", b"cHRM", b"sRGB", b"iCCP", b"sBIT", b"bKGD", b"hIST",
     b"pHYs", b"sPLT", b"cICP", b"acTL", b"fcTL", b"fdAT")
)  # fmt: skip

# Google, WebP container specification: what shows the picture, and the flags that promise EXIF (8) and XMP (4).
_WEBP_KEPT = frozenset((b"VP8X", b"VP8 ", b"VP8L", b"ALPH", b"ANIM", b"ANMF", b"ICCP"))
_WEBP_EXIF, _WEBP_NOTES = 0b1000, 0b1100


def clean_picture(data: bytes) -> bytes | None:
    """Return a picture cleaned by its format; None for one that is damaged, or of a format that is not cleaned."""
    if data.startswith(b"\xff\xd8\xff"):
        return clean_jpeg(data)
    if data.startswith(PNG):
        return clean_png(data)
    return clean_webp(data) if data[:4] + data[8:12] == b"RIFFWEBP" else None


def clean_jpeg(data: bytes) -> bytes | None:
    """Return a JPEG without EXIF, XMP, IPTC, comments and what follows its end; None when it cannot be read.

    The orientation stays, since a photo would lie on its side without it.
    """
    out = bytearray(b"\xff\xd8")
    at = 2
    while at + 4 <= len(data) and data[at] == 0xFF:
        kind = data[at + 1]
        if kind == 0xFF:
            at += 1
            continue
        end = at + 2 + int.from_bytes(data[at + 2 : at + 4], "big")
        if end > len(data):
            return None
        if kind == _SOS:
            stop = _AFTER_SCAN.search(data, end)
            if stop is None:
                return None
            out += data[at : stop.start()]
            if stop[1][0] == _EOI:
                return bytes(out) + b"\xff\xd9"
            at = stop.end() - 2
            continue
        out += _kept_segment(kind, data[at:end])
        at = end
    return None


def _kept_segment(kind: int, segment: bytes) -> bytes:
    if kind == _APP1 and segment[4:10] == b"Exif\0\0":
        turn = _turn(segment[10:])
        return b"\xff\xe1" + (len(turn) + 8).to_bytes(2, "big") + b"Exif\0\0" + turn if turn else b""
    if kind == _APP0 and segment[4:].startswith(b"JFIF\0"):
        return segment[:2] + b"\0\x10" + segment[4:16].ljust(12, b"\0") + b"\0\0"  # its small picture left out
    if 0xE0 <= kind <= 0xEF:
        return segment if any(kind == k and segment[4:].startswith(head) for k, head in _NEEDED) else b""
    return b"" if kind == 0xFE else segment


def _orientation(tiff: bytes) -> int:
    """Return how a photo is turned (TIFF tag 274), 1 when nothing says so."""
    order = {b"II": "<", b"MM": ">"}.get(tiff[:2])
    if order is None or len(tiff) < 10:
        return 1
    start = struct.unpack_from(order + "I", tiff, 4)[0]
    if start + 2 > len(tiff):
        return 1
    for number in range(struct.unpack_from(order + "H", tiff, start)[0]):
        place = start + 2 + 12 * number
        if place + 12 > len(tiff):
            return 1
        tag, kind = struct.unpack_from(order + "HH", tiff, place)
        if tag == _ORIENTATION and kind == 3:
            value = struct.unpack_from(order + "H", tiff, place + 8)[0]
            return value if 1 <= value <= 8 else 1
    return 1


def _turn(tiff: bytes) -> bytes:
    """Return EXIF that says how the photo is turned and nothing else, empty for one that is not turned."""
    orientation = _orientation(tiff.removeprefix(b"Exif\0\0"))
    entry = struct.pack(">HHHIHHI", 1, _ORIENTATION, 3, 1, orientation, 0, 0)
    return b"MM\0*\0\0\0\x08" + entry if orientation > 1 else b""


def clean_png(data: bytes) -> bytes | None:
    """Return a PNG with the chunks that show the picture, and how it is turned; None when it cannot be read."""
    out = bytearray(PNG)
    at = len(PNG)
    while at + 12 <= len(data):
        end = at + 12 + int.from_bytes(data[at : at + 4], "big")
        name = data[at + 4 : at + 8]
        if end > len(data) or zlib.crc32(data[at + 4 : end - 4]) != int.from_bytes(data[end - 4 : end], "big"):
            return None
        if name in _PNG_KEPT:
            out += data[at:end]
        elif name == b"eXIf":
            out += _png_turn(data[at + 8 : end - 4])
        if name == b"IEND":
            return bytes(out)
        at = end
    return None


def _png_turn(tiff: bytes) -> bytes:
    turn = _turn(tiff)
    chunk = b"eXIf" + turn
    return len(turn).to_bytes(4, "big") + chunk + zlib.crc32(chunk).to_bytes(4, "big") if turn else b""


def clean_webp(data: bytes) -> bytes | None:
    """Return a WebP without XMP, EXIF but how it is turned, and other chunks; None when it cannot be read."""
    out = bytearray()
    turn = b""
    flags = 0
    at = 12
    while at + 8 <= len(data):
        end = at + 8 + int.from_bytes(data[at + 4 : at + 8], "little")
        if end > len(data):
            return None
        name, chunk = data[at : at + 4], data[at:end] + b"\0" * (end % 2)
        if name == b"VP8X" and len(chunk) > 8 and not out:
            flags = chunk[8]
            chunk = chunk[:8] + bytes((flags & ~_WEBP_NOTES,)) + chunk[9:]
        if name in _WEBP_KEPT:
            out += chunk
        elif name == b"EXIF" and flags & _WEBP_EXIF:
            turn = turn or _turn(data[at + 8 : end])
        at = end + end % 2
    if turn:
        out[8] |= _WEBP_EXIF
        out += b"EXIF" + len(turn).to_bytes(4, "little") + turn
    return b"RIFF" + (len(out) + 4).to_bytes(4, "little") + b"WEBP" + out if out else None
