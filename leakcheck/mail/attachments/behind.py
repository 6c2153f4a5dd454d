"""What stands behind the end of a file, or is a second file in the same bytes: no program shows it, all can read it."""

from __future__ import annotations

import re

from leakcheck.mail.attachments.kinds import PICTURES, kind_of, second_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable

    from leakcheck.mail.attachments.budget import Budget
    from leakcheck.mail.attachments.finds import File, Finds

_MARKER = re.compile(rb"\xff[^\x00\xff\xd0-\xd7]")  # the others stand inside the picture data of a JPEG
_PLAIN_MARKERS = frozenset({0x01, 0xD8})
_SAMSUNG = b"SEFT"  # the end of what Samsung's cameras write behind every photo: settings and times
_ZIP_END = b"PK\x05\x06"
_ZIP_REACH = 65_557
_DATA = "data behind the end of the file"
_GAP = b"\0\r\n\t "
_PADDING = b"\0\r\n\t \x1a\xff"


def read_behind(file: File, kind: str, finds: Finds, budget: Budget) -> None:
    """Hand on what stands behind the end of a file of this kind, and the archive that a picture or a PDF is too."""
    end = _ENDS.get(kind)
    at = end(file.data) if end else len(file.data)
    rest = file.data[at:] if 0 < at < len(file.data) else b""
    if rest.strip(_PADDING) and not rest.rstrip(_PADDING).endswith(_SAMSUNG):
        _hand_on(file, kind, rest, finds, budget)
    elif (kind in PICTURES or kind == "pdf") and _is_zip(file.data):
        _hand_on(file, kind, file.data[max(file.data.find(b"PK\x03\x04"), 0) :], finds, budget)


def _is_zip(data: bytes) -> bool:
    if _ZIP_END not in data[-_ZIP_REACH:]:
        return False
    import io
    import zipfile

    return zipfile.is_zipfile(io.BytesIO(data))


def _hand_on(file: File, kind: str, rest: bytes, finds: Finds, budget: Budget) -> None:
    rest = rest.lstrip(_GAP)
    found = kind_of(rest)
    place = "behind the end"
    if not found:
        finds.conceal(file, f"{len(rest):,} bytes of an unknown kind", _DATA)
        return
    if found == "text":
        finds.conceal(file, rest.decode("utf-8", "replace"), _DATA)
    budget.spend("entries")
    finds.files.append(file.entry("", rest)._replace(inside=file.place(place)))
    lie = second_of(kind, found)
    for number, row in enumerate(finds.contents):
        if lie and row[:2] == (file.name, file.inside):
            finds.contents[number] = (*row[:3], lie, row[4])


def _end_of_jpeg(data: bytes) -> int:
    at = 2
    while match := _MARKER.search(data, at):
        marker, at = data[match.start() + 1], match.end()
        if marker == 0xD9:
            return at
        if marker not in _PLAIN_MARKERS:
            at += max(int.from_bytes(data[at : at + 2], "big"), 2)
    return len(data)


def _end_of_png(data: bytes) -> int:
    at = 8
    while at + 12 <= len(data):
        size = int.from_bytes(data[at : at + 4], "big")
        kind = data[at + 4 : at + 8]
        at += 12 + size
        if kind == b"IEND":
            return at
    return len(data)


def _end_of_gif(data: bytes) -> int:
    at = 13 + _palette(data, 10)
    while at + 1 < len(data):
        if data[at] == 0x3B:
            return at + 1
        if data[at] == 0x2C:
            at += 11 + _palette(data, at + 9)
        elif data[at] == 0x21:
            at += 2
        else:
            return len(data)
        while at < len(data) and data[at]:
            at += 1 + data[at]
        at += 1
    return len(data)


def _palette(data: bytes, at: int) -> int:
    flags = data[at] if at < len(data) else 0
    return 3 << (flags & 7) + 1 if flags & 0x80 else 0


def _end_of_riff(data: bytes) -> int:
    return int.from_bytes(data[4:8], "little") + 8


def _end_of_bmp(data: bytes) -> int:
    return int.from_bytes(data[2:6], "little") or len(data)


def _end_of_pdf(data: bytes) -> int:
    at = data.rfind(b"%%EOF")
    return at + 5 if at >= 0 else len(data)


def _end_of_zip(data: bytes) -> int:
    at = data.rfind(_ZIP_END)
    if at < 0 or at + 22 > len(data):
        return len(data)
    return at + 22 + int.from_bytes(data[at + 20 : at + 22], "little")


_ENDS: dict[str, Callable[[bytes], int]] = {
    "jpeg": _end_of_jpeg,
    "png": _end_of_png,
    "gif": _end_of_gif,
    "webp": _end_of_riff,
    "bmp": _end_of_bmp,
    "pdf": _end_of_pdf,
    **dict.fromkeys(("zip", "docx", "xlsx", "pptx", "odf"), _end_of_zip),
}
