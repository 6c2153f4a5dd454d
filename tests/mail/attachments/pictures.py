"""Small pictures with the metadata that cameras and programs write, for tests and samples; always the same bytes."""

from __future__ import annotations

import base64
import zlib
from struct import pack

# 32 by 24 points, without any metadata; and a picture of another shape for the inside of it.
PLAIN_JPEG = base64.b64decode(
    "/9j/4AAQSkZJRgABAQAAAQABAAD/2wBDAA0JCgsKCA0LCgsODg0PEyAVExISEyccHhcgLikxMC4pLSwzOko+MzZGNywtQFdBRkxO"
    "UlNSMj5aYVpQYEpRUk//2wBDAQ4ODhMREyYVFSZPNS01T09PT09PT09PT09PT09PT09PT09PT09PT09PT09PT09PT09PT09PT09P"
    "T09PT09PT0//wAARCAAYACADASIAAhEBAxEB/8QAHwAAAQUBAQEBAQEAAAAAAAAAAAECAwQFBgcICQoL/8QAtRAAAgEDAwIEAwUF"
    "BAQAAAF9AQIDAAQRBRIhMUEGE1FhByJxFDKBkaEII0KxwRVS0fAkM2JyggkKFhcYGRolJicoKSo0NTY3ODk6Q0RFRkdISUpTVFVW"
    "V1hZWmNkZWZnaGlqc3R1dnd4eXqDhIWGh4iJipKTlJWWl5iZmqKjpKWmp6ipqrKztLW2t7i5usLDxMXGx8jJytLT1NXW19jZ2uHi"
    "4+Tl5ufo6erx8vP09fb3+Pn6/8QAHwEAAwEBAQEBAQEBAQAAAAAAAAECAwQFBgcICQoL/8QAtREAAgECBAQDBAcFBAQAAQJ3AAEC"
    "AxEEBSExBhJBUQdhcRMiMoEIFEKRobHBCSMzUvAVYnLRChYkNOEl8RcYGRomJygpKjU2Nzg5OkNERUZHSElKU1RVVldYWVpjZGVm"
    "Z2hpanN0dXZ3eHl6goOEhYaHiImKkpOUlZaXmJmaoqOkpaanqKmqsrO0tba3uLm6wsPExcbHyMnK0tPU1dbX2Nna4uPk5ebn6Onq"
    "8vP09fb3+Pn6/9oADAMBAAIRAxEAPwB7RVC0XtWo0XtULRe1YxqHZVqmW0XtULRe1ajRe1RNF7VtGoebVqnQNF7VC0XtRRXmRkyq"
    "smQtF7VC0XtRRW0ZM82rJn//2Q=="
)
TALL_JPEG = base64.b64decode(
    "/9j/4AAQSkZJRgABAQAAAQABAAD/2wBDABALDA4MChAODQ4SERATGCgaGBYWGDEjJR0oOjM9PDkzODdASFxOQERXRTc4UG1RV19i"
    "Z2hnPk1xeXBkeFxlZ2P/2wBDARESEhgVGC8aGi9jQjhCY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2Nj"
    "Y2NjY2NjY2P/wAARCAAcABADASIAAhEBAxEB/8QAHwAAAQUBAQEBAQEAAAAAAAAAAAECAwQFBgcICQoL/8QAtRAAAgEDAwIEAwUF"
    "BAQAAAF9AQIDAAQRBRIhMUEGE1FhByJxFDKBkaEII0KxwRVS0fAkM2JyggkKFhcYGRolJicoKSo0NTY3ODk6Q0RFRkdISUpTVFVW"
    "V1hZWmNkZWZnaGlqc3R1dnd4eXqDhIWGh4iJipKTlJWWl5iZmqKjpKWmp6ipqrKztLW2t7i5usLDxMXGx8jJytLT1NXW19jZ2uHi"
    "4+Tl5ufo6erx8vP09fb3+Pn6/8QAHwEAAwEBAQEBAQEBAQAAAAAAAAECAwQFBgcICQoL/8QAtREAAgECBAQDBAcFBAQAAQJ3AAEC"
    "AxEEBSExBhJBUQdhcRMiMoEIFEKRobHBCSMzUvAVYnLRChYkNOEl8RcYGRomJygpKjU2Nzg5OkNERUZHSElKU1RVVldYWVpjZGVm"
    "Z2hpanN0dXZ3eHl6goOEhYaHiImKkpOUlZaXmJmaoqOkpaanqKmqsrO0tba3uLm6wsPExcbHyMnK0tPU1dbX2Nna4uPk5ebn6Onq"
    "8vP09fb3+Pn6/9oADAMBAAIRAxEAPwCrRRRWRiFFFFAH/9k="
)


def jpeg(exif: bytes = b"", comment: bytes = b"") -> bytes:
    """Return a JPEG file with an Exif segment and a comment."""
    segments = b""
    if exif:
        segments += b"\xff\xe1" + pack(">H", len(exif) + 8) + b"Exif\0\0" + exif
    if comment:
        segments += b"\xff\xfe" + pack(">H", len(comment) + 2) + comment
    return PLAIN_JPEG[:2] + segments + PLAIN_JPEG[2:]


def png(chunks: tuple[tuple[bytes, bytes], ...] = (), behind: bytes = b"") -> bytes:
    """Return a PNG file of one point with further chunks, and with bytes behind its end."""
    rows = [(b"IHDR", pack(">IIBBBBB", 1, 1, 8, 2, 0, 0, 0)), *chunks, (b"IDAT", zlib.compress(b"\0\x60\x90\x60"))]
    body = b"".join(map(_chunk, (*rows, (b"IEND", b""))))
    return b"\x89PNG\r\n\x1a\n" + body + behind


def _chunk(row: tuple[bytes, bytes]) -> bytes:
    kind, data = row
    return pack(">I", len(data)) + kind + data + pack(">I", zlib.crc32(kind + data))


def exif(
    texts: dict[int, str], position: tuple[float, float] | None = None, thumbnail: bytes = b"", *, picture: bool = False
) -> bytes:
    """Return a TIFF structure: tags with text, a position in degrees, a small picture; or a whole TIFF picture."""
    entries: list[tuple[int, int, int, bytes]] = []
    if picture:
        entries += [(tag, 3, 1, pack("<H", value)) for tag, value in ((256, 1), (257, 1), (258, 8), (259, 1), (262, 1))]
        entries += [(273, 4, 1, pack("<I", 8)), (278, 4, 1, pack("<I", 1)), (279, 4, 1, pack("<I", 1))]
    entries += [(tag, 2, len(text.encode()) + 1, text.encode() + b"\0") for tag, text in texts.items()]
    start = 16
    gps_at = 0
    if position:
        size = _size(entries) + 12
        gps_at = start + size
        entries.append((0x8825, 4, 1, pack("<I", gps_at)))
    entries.sort()
    gps = _directory(_gps(*position), gps_at) if position else b""
    main_size = _size(entries)
    second_at = start + main_size + len(gps) if thumbnail else 0
    main = _directory(entries, start, second_at)
    second = b""
    if thumbnail:
        rows = [(0x0201, 4, 1, pack("<I", second_at + 30)), (0x0202, 4, 1, pack("<I", len(thumbnail)))]
        second = _directory(rows, second_at) + thumbnail
    return b"II*\0" + pack("<I", start) + b"\x80" + bytes(7) + main + gps + second


def _gps(latitude: float, longitude: float) -> list[tuple[int, int, int, bytes]]:
    rows = []
    for tag, value, letters in ((1, latitude, b"NS"), (3, longitude, b"EW")):
        seconds = round(abs(value) * 3600 * 100)
        parts = ((seconds // 360_000, 1), (seconds // 6_000 % 60, 1), (seconds % 6_000, 100))
        rows.append((tag, 2, 2, letters[value < 0 : (value < 0) + 1] + b"\0"))
        rows.append((tag + 1, 5, 3, b"".join(pack("<II", *part) for part in parts)))
    return rows


def _size(entries: list[tuple[int, int, int, bytes]]) -> int:
    return 6 + 12 * len(entries) + sum(len(data) + len(data) % 2 for *_, data in entries if len(data) > 4)


def _directory(entries: list[tuple[int, int, int, bytes]], at: int, following: int = 0) -> bytes:
    head = pack("<H", len(entries))
    rest = b""
    behind = at + 6 + 12 * len(entries)
    for tag, kind, count, data in entries:
        if len(data) <= 4:
            head += pack("<HHI", tag, kind, count) + data.ljust(4, b"\0")
        else:
            head += pack("<HHII", tag, kind, count, behind + len(rest))
            rest += data + b"\0" * (len(data) % 2)
    return head + pack("<I", following) + rest


def heic(exif_data: bytes) -> bytes:
    """Return the boxes of a HEIC file around an Exif item; no picture is in it."""
    brand = b"ftypheic" + bytes(4) + b"mif1heic"
    meta = b"meta" + bytes(4)
    item = b"mdat" + pack(">I", 6) + b"Exif\0\0" + exif_data
    return b"".join(pack(">I", len(box) + 4) + box for box in (brand, meta, item))
