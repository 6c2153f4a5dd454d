"""Zip containers, which office documents are too: entries read in pieces, within limits."""

from __future__ import annotations

import io
import zipfile
import zlib

from leakcheck.mail.attachments.finds import Unreadable

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from leakcheck.mail.attachments.budget import Budget

_CHUNK = 256 * 1024
_LOCKED = 0x1
# How the names of the entries begin that office programs write first.
_FIRST = (
    *(b"[Content_Types].xml", b"_rels/", b"docProps/", b"word/", b"xl/", b"ppt/", b"customXml/"),
    *(b"mimetype", b"content.xml", b"styles.xml", b"meta.xml", b"META-INF/manifest.xml", b"Thumbnails/"),
)
_PLAIN = "Save it without a password and check again, or leave it out"


class Package:
    """An open zip file; `names` are its entries in order, without folders."""

    def __init__(self, data: bytes, budget: Budget) -> None:
        self.budget = budget
        try:
            self.zip = zipfile.ZipFile(io.BytesIO(data))
        except (zipfile.BadZipFile, ValueError, NotImplementedError, struct_error()) as error:
            raise Unreadable("the zip file is damaged") from error
        self.infos = [info for info in self.zip.infolist() if not info.is_dir()]
        self.names = [info.filename for info in self.infos]
        self._by_name = {info.filename: info for info in self.infos}

    def read(self, name: str) -> bytes:
        """Return the bytes of an entry, empty when there is none; raise Unreadable over a limit or where locked."""
        info = self._by_name.get(name)
        return self.content(info) if info is not None else b""

    def content(self, info: zipfile.ZipInfo) -> bytes:
        """Return the bytes of an entry."""
        self.budget.check_entry(info.file_size)
        pieces, size = [], 0
        for piece in self.stream(info):
            size += len(piece)
            self.budget.check_entry(size)
            pieces.append(piece)
        return b"".join(pieces)

    def stream_of(self, name: str) -> Iterator[bytes]:
        """Yield the bytes of the first entry of a name piece by piece, nothing when there is none."""
        info = next((info for info in self.infos if info.filename == name), None)
        return self.stream(info) if info is not None else iter(())

    def stream(self, info: zipfile.ZipInfo) -> Iterator[bytes]:
        """Yield the bytes of an entry piece by piece."""
        if info.flag_bits & _LOCKED:
            raise Unreadable("it is locked with a password", _PLAIN)
        size = 0
        try:
            with self.zip.open(info) as stream:
                while piece := stream.read(_CHUNK):
                    size += len(piece)
                    self.budget.spend("unpacked_bytes", len(piece))
                    self.budget.check_ratio(size, info.compress_size)
                    yield piece
        except NotImplementedError as error:
            raise Unreadable("it is packed in a way that is not read") from error
        except (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, RuntimeError) as error:
            raise Unreadable("it is damaged") from error


def struct_error() -> type[Exception]:
    """Return what zipfile lets through for headers that are cut off."""
    import struct

    return struct.error


def is_torn(data: bytes) -> bool:
    """Tell whether the bytes are an office document whose list of entries is cut off or damaged, by its first entry."""
    try:
        zipfile.ZipFile(io.BytesIO(data)).close()
    except (zipfile.BadZipFile, ValueError, NotImplementedError, struct_error()):
        end = 30 + int.from_bytes(data[26:28], "little")  # of the name of the first entry
        return len(data) < end or data[30:end].startswith(_FIRST)
    return False


def package_kind(data: bytes) -> str:
    """Return what a zip container is: "docx", "xlsx", "pptx", "odf", "java program" or "zip"."""
    try:
        names = zipfile.ZipFile(io.BytesIO(data)).namelist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError, struct_error()):
        return "zip"
    if "[Content_Types].xml" in names:
        for folder, kind in (("word/", "docx"), ("xl/", "xlsx"), ("ppt/", "pptx")):
            if any(name.startswith(folder) for name in names):
                return kind
    opened = data[30:38] == b"mimetype" and b"opendocument" in data[38:120]  # templates of styles have no content
    if opened or ("content.xml" in names and ("mimetype" in names or "META-INF/manifest.xml" in names)):
        return "odf"
    return "java program" if "META-INF/MANIFEST.MF" in names else "zip"
