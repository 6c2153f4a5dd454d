"""Pictures: what cameras and programs wrote into them, and the text in them where Tesseract is installed."""

from __future__ import annotations

import struct
import zlib

from leakcheck.mail.attachments.exif import Directory
from leakcheck.mail.attachments.kinds import kind_of
from leakcheck.mail.attachments.ocr import is_there, read_pictures
from leakcheck.mail.attachments.office_common import PATH
from leakcheck.mail.attachments.xmp import read_xmp

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from leakcheck.mail.attachments.budget import Budget
    from leakcheck.mail.attachments.finds import File, Finds

_FRAMES = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}
_TEXT_LIMIT = 1024 * 1024
_OTHER_SHAPE = 0.06
_LONGEST_NAME = 2_000


def read_image(file: File, finds: Finds, budget: Budget) -> None:
    """Read the metadata of a picture of any known format."""
    budget.check_time()
    readable = is_there(budget)
    kind = kind_of(file.data)
    if kind == "jpeg":
        _read_jpeg(file, finds)
    elif kind == "png":
        _read_png(file, finds)
    elif kind == "tiff":
        _add_exif(file, finds, file.data, None)
    elif kind == "webp":
        _read_webp(file, finds)
    elif kind == "heif":
        at = file.data.find(b"Exif\0\0")
        if at >= 0:
            _add_exif(file, finds, file.data[at + 6 :], None)
    elif kind == "gif":
        at = file.data.find(b"\x21\xfe")
        if at >= 0:
            _add_words(file, finds, file.data[at + 3 : at + 3 + file.data[at + 2]] if at + 2 < len(file.data) else b"")
    read_xmp(file, finds, file.data)
    if readable:
        read_pictures(file, finds, budget)


def _read_jpeg(file: File, finds: Finds) -> None:
    shape = None
    exif = b""
    for marker, data in _segments(file.data):
        if marker in _FRAMES and len(data) >= 5:
            shape = struct.unpack_from(">HH", data, 1)[::-1]
        elif marker == 0xE1 and data.startswith(b"Exif\0\0"):
            exif = exif or data[6:]
        elif marker == 0xFE:
            _add_words(file, finds, data)
        elif marker == 0xED:
            _read_iptc(file, finds, data)
    if exif:
        _add_exif(file, finds, exif, shape)


def _segments(data: bytes) -> Iterator[tuple[int, bytes]]:
    """Yield the segments of a JPEG up to its picture data."""
    at = 2
    while at + 4 <= len(data) and data[at] == 0xFF:
        marker = data[at + 1]
        if marker == 0xFF:
            at += 1
            continue
        if marker in {0xD9, 0xDA}:
            return
        size = struct.unpack_from(">H", data, at + 2)[0]
        yield marker, data[at + 4 : at + 2 + size]
        at += 2 + max(size, 2)


def _read_png(file: File, finds: Finds) -> None:
    data, at = file.data, 8
    while at + 12 <= len(data):
        size = struct.unpack_from(">I", data, at)[0]
        kind = data[at + 4 : at + 8]
        body = data[at + 8 : at + 8 + size]
        at += 12 + size
        if kind == b"eXIf":
            _add_exif(file, finds, body, None)
        elif kind in {b"tEXt", b"zTXt", b"iTXt"}:
            _add_png_text(file, finds, kind, body)
        elif kind == b"IEND":
            break


def _add_png_text(file: File, finds: Finds, kind: bytes, body: bytes) -> None:
    keyword, _, rest = body.partition(b"\0")
    if kind == b"zTXt":
        rest = _inflated(rest[1:])
    elif kind == b"iTXt" and len(rest) > 2:
        packed = rest[0]
        rest = rest[2:].split(b"\0", 2)[-1]
        rest = _inflated(rest) if packed else rest
    if keyword == b"XML:com.adobe.xmp":
        read_xmp(file, finds, rest)
        return
    text = rest.decode("utf-8" if kind == b"iTXt" else "latin-1", "replace")
    key = "author" if keyword.lower() == b"author" else ""
    if key:
        finds.add_metadata(file, key, text)
    elif keyword.lower() == b"software":
        _add_path(file, finds, text)
    elif keyword.lower() not in {b"date:create", b"date:modify", b"creation time"}:
        finds.add_text(file, text[:_TEXT_LIMIT], f"picture note {keyword.decode('latin-1')[:40]}")


def _inflated(data: bytes) -> bytes:
    try:
        return zlib.decompressobj().decompress(data, _TEXT_LIMIT)
    except zlib.error:
        return b""


def _read_webp(file: File, finds: Finds) -> None:
    data, at = file.data, 12
    while at + 8 <= len(data):
        kind, size = data[at : at + 4], struct.unpack_from("<I", data, at + 4)[0]
        if kind == b"EXIF":
            body = data[at + 8 : at + 8 + size]
            _add_exif(file, finds, body.removeprefix(b"Exif\0\0"), None)
        at += 8 + size + size % 2


def _read_iptc(file: File, finds: Finds, data: bytes) -> None:
    """Read captions, bylines and places of an IPTC record (IIM 4.2, record 2)."""
    keys = {80: "author", 90: "place", 92: "place", 105: "", 120: "", 122: "author"}
    at = data.find(b"\x1c\x02")
    while 0 <= at < len(data) - 5:
        number, size = data[at + 2], struct.unpack_from(">H", data, at + 3)[0]
        text = data[at + 5 : at + 5 + size].decode("utf-8", "replace")
        if keys.get(number):
            finds.add_metadata(file, keys[number], text)
        elif number in keys:
            finds.add_text(file, text, "caption")
        at = data.find(b"\x1c\x02", at + 5 + size)


def _add_words(file: File, finds: Finds, data: bytes) -> None:
    finds.add_text(file, data.decode("utf-8", "replace").replace("\0", " "), "comment in the picture")


def _add_exif(file: File, finds: Finds, data: bytes, shape: tuple[int, int] | None) -> None:
    directory = Directory(data)
    directory.read()
    words: dict[str, list[str]] = {}
    for key, value in directory.found:
        words.setdefault(key, []).append(value)
    for key, values in words.items():
        if key == "software":
            _add_path(file, finds, " ".join(values))
        elif key in {"description", "copyright"}:
            finds.add_text(file, "\n".join(values), "caption")
        else:
            finds.add_metadata(file, key, " ".join(dict.fromkeys(values)))
    if directory.thumbnail.startswith(b"\xff\xd8") and shape:
        _compare(file, finds, directory.thumbnail, shape)


def _add_path(file: File, finds: Finds, text: str) -> None:
    """Add the folder of this computer that the name of a program holds; the name alone tells nothing."""
    if found := PATH.search(text[:_LONGEST_NAME]):
        finds.add_metadata(file, "path", found[0])


def _compare(file: File, finds: Finds, thumbnail: bytes, shape: tuple[int, int]) -> None:
    """Say when the small picture inside has another shape: it may show what was cut away."""
    frames = [struct.unpack_from(">HH", d, 1)[::-1] for m, d in _segments(thumbnail) if m in _FRAMES and len(d) >= 5]
    if not frames or not all(frames[0]) or not all(shape):
        return
    small, large = frames[0][0] / frames[0][1], shape[0] / shape[1]
    if abs(small - large) > _OTHER_SHAPE * large:
        finds.add_metadata(file, "thumbnail", "a small picture of another shape, which may show what was cut away")
