"""Windows metafiles, which office documents hold as drawings: the words in them ([MS-EMF] 2.3.5, [MS-WMF] 2.3.3)."""

from __future__ import annotations

import struct

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from leakcheck.mail.attachments.budget import Budget
    from leakcheck.mail.attachments.finds import File, Finds

_EMF_NARROW, _EMF_WIDE, _EMF_SMALL, _EMF_END = 83, 84, 108, 14
_WMF_TEXT, _WMF_EXTENDED = 0x0521, 0x0A32
_PLACEABLE = b"\xd7\xcd\xc6\x9a"
_CLIPPED, _OPAQUE = 0x4, 0x2
_NO_RECTANGLE, _NARROW = 0x100, 0x200


def read_metafile(file: File, finds: Finds, budget: Budget) -> None:
    """Read a drawing: its title, and each piece of text drawn."""
    budget.check_time()
    is_wide = file.data[40:44] == b" EMF"
    pieces = _emf(file.data) if is_wide else _wmf(file.data)
    finds.add_text(file, "\n".join(text for piece in pieces if (text := piece.replace("\0", " ").strip())), "drawing")


def _emf(data: bytes) -> Iterator[str]:
    length, at = struct.unpack_from("<II", data, 60) if len(data) >= 68 else (0, 0)
    yield data[at : at + 2 * length].decode("utf-16-le", "replace") if at else ""
    at = 0
    while at + 8 <= len(data):
        kind, size = struct.unpack_from("<II", data, at)
        if size < 8 or kind == _EMF_END:
            return
        record = data[at : at + size]
        if kind in (_EMF_NARROW, _EMF_WIDE) and len(record) >= 52:
            count, start = struct.unpack_from("<II", record, 44)
            yield _decoded(record[start:], count, wide=kind == _EMF_WIDE)
        elif kind == _EMF_SMALL and len(record) >= 36:
            count, flags = struct.unpack_from("<II", record, 16)
            start = 36 if flags & _NO_RECTANGLE else 52
            yield _decoded(record[start:], count, wide=not flags & _NARROW)
        at += size


def _wmf(data: bytes) -> Iterator[str]:
    at = (22 if data.startswith(_PLACEABLE) else 0) + 18
    while at + 6 <= len(data):
        size, kind = struct.unpack_from("<IH", data, at)
        if size < 3 or not kind:
            return
        record = data[at + 6 : at + 2 * size]
        if kind == _WMF_TEXT and len(record) >= 2:
            yield _decoded(record[2:], struct.unpack_from("<H", record)[0], wide=False)
        elif kind == _WMF_EXTENDED and len(record) >= 8:
            count, flags = struct.unpack_from("<HH", record, 4)
            yield _decoded(record[16 if flags & (_CLIPPED | _OPAQUE) else 8 :], count, wide=False)
        at += 2 * size


def _decoded(data: bytes, count: int, *, wide: bool) -> str:
    return data[: 2 * count].decode("utf-16-le", "replace") if wide else data[:count].decode("cp1252", "replace")
