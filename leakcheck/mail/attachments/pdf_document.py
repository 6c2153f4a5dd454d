"""A PDF as PDFium reads it, by the bindings of pypdfium2: the package above them takes as long again to import."""

from __future__ import annotations

import ctypes
from functools import cache

from leakcheck.mail.attachments.finds import Unreadable

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from typing import Any, Self

_PASSWORD = 4  # FPDF_ERR_PASSWORD
_VERSION = 2
_KEYS = ("Title", "Author", "Subject", "Keywords", "Creator", "Producer")
_DEEPEST = 15
_NOT_IN_TEXT = -1
_NEAR = 2.0  # points


@cache
def pdfium() -> Any:
    """Return the functions of PDFium, ready to be called."""
    from pypdfium2_raw import bindings

    bindings.FPDF_InitLibraryWithConfig(bindings.FPDF_LIBRARY_CONFIG(version=_VERSION))
    return bindings


class Document:
    """An open PDF; raises Unreadable. `handle` is for calls of PDFium, `number` how many pages there are."""

    def __init__(self, data: bytes) -> None:
        self._raw = pdfium()
        self._data = data  # PDFium reads on from it
        self.handle = self._raw.FPDF_LoadMemDocument64(data, len(data), None)
        self.number: int = self._raw.FPDF_GetPageCount(self.handle)
        if self.number < 1:
            locked = self._raw.FPDF_GetLastError() == _PASSWORD
            self.close()
            if locked:
                raise Unreadable(
                    "it is locked with a password", "Save it without a password and check again, or leave it out"
                )
            raise Unreadable("the PDF is damaged")

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Close the document."""
        self._raw.FPDF_CloseDocument(self.handle)

    def properties(self) -> dict[str, str]:
        """Return what the document says of itself."""
        text = self._raw.FPDF_GetMetaText
        return {key: _words(lambda *room, key=key: text(self.handle, key.encode("ascii"), *room)) for key in _KEYS}

    def bookmarks(self) -> Iterator[str]:
        """Yield the titles of bookmarks, each before those below it."""
        yield from self._below(None, set(), _DEEPEST)

    def _below(self, parent: Any, seen: set[int], levels: int) -> Iterator[str]:
        bookmark = self._raw.FPDFBookmark_GetFirstChild(self.handle, parent) if levels else None
        while bookmark and (address := ctypes.addressof(bookmark.contents)) not in seen:
            seen.add(address)
            yield _words(lambda *room, of=bookmark: self._raw.FPDFBookmark_GetTitle(of, *room))
            yield from self._below(bookmark, seen, levels - 1)
            bookmark = self._raw.FPDFBookmark_GetNextSibling(self.handle, bookmark)

    def files(self) -> Iterator[Any]:
        """Yield handles of the files inside, for `content_of`."""
        for place in range(self._raw.FPDFDoc_GetAttachmentCount(self.handle)):
            yield self._raw.FPDFDoc_GetAttachment(self.handle, place)


class Page:
    """A page of a document; raises Unreadable. `handle` and `letters` are for calls of PDFium."""

    def __init__(self, document: Document, place: int) -> None:
        self._raw = raw = pdfium()
        self.handle = raw.FPDF_LoadPage(document.handle, place)
        self.letters = raw.FPDFText_LoadPage(self.handle) if self.handle else None
        if not self.letters:
            self.close()
            raise Unreadable("the page is damaged")

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Close the page, before its document."""
        if self.letters:
            self._raw.FPDFText_ClosePage(self.letters)
        if self.handle:
            self._raw.FPDF_ClosePage(self.handle)

    def text(self, columns: Iterable[tuple[float, float]] = ()) -> str:
        """Return the text of the page, with one more blank before the letters at these points.

        From letters on that are left out of the text, or up to them, PDFium reads too far (crbug.com/pdfium/2079).
        """
        raw, first, last = self._raw, 0, self._raw.FPDFText_CountChars(self.letters) - 1
        place = raw.FPDFText_GetTextIndexFromCharIndex
        while first <= last and place(self.letters, first) == _NOT_IN_TEXT:
            first += 1
        while first <= last and place(self.letters, last) == _NOT_IN_TEXT:
            last -= 1
        if first > last:
            return ""
        start = place(self.letters, first)
        room = (ctypes.c_ushort * (place(self.letters, last) - start + 2))()
        size = raw.FPDFText_GetText(self.letters, first, last - first + 1, room)
        text = bytes(room)[: 2 * size - 2].decode("utf-16-le", "replace")
        if len(text) == size - 1:  # else some letters count twice
            letters = (raw.FPDFText_GetCharIndexAtPos(self.letters, x, y, _NEAR, _NEAR) for x, y in columns)
            text = _parted(text, {place(self.letters, letter) - start for letter in letters if letter >= 0})
        return text.replace("\r\n", "\n")

    def box(self) -> tuple[float, float, float, float]:
        """Return left, bottom, right and top of what is shown, in points."""
        box = self._raw.FS_RECTF()
        self._raw.FPDF_GetPageBoundingBox(self.handle, box)
        return box.left, box.bottom, box.right, box.top


def _parted(text: str, places: set[int]) -> str:
    """Return a text with two blanks for one before each of these places."""
    pieces, last = [], 0
    for place in sorted(places):
        if text[place - 1 : place] == " ":
            pieces.append(text[last:place])
            last = place
    return " ".join([*pieces, text[last:]])


def content_of(handle: Any) -> tuple[str, bytes]:
    """Return the name and the bytes of a file inside a document; raise Unreadable."""
    raw, size, got = pdfium(), ctypes.c_ulong(), ctypes.c_ulong()
    if handle:
        raw.FPDFAttachment_GetFile(handle, None, 0, size)
    room = ctypes.create_string_buffer(size.value)
    if not (size.value and raw.FPDFAttachment_GetFile(handle, room, size.value, got)) or got.value > size.value:
        raise Unreadable("it is damaged")
    return _words(lambda *space: raw.FPDFAttachment_GetName(handle, *space)), room.raw


def _words(get: Callable[..., int]) -> str:
    """Return a text that PDFium writes into a buffer, of whose size it is asked first; both end with two zeros."""
    size = get(None, 0)
    room = (ctypes.c_ushort * (size // 2 + 1))()
    get(room, size)
    return bytes(room)[: max(size - 2, 0)].decode("utf-16-le", "replace")
