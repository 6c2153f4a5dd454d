"""What is marked on the pages of a PDF: comments, fields, links, files, boxes drawn by hand (ISO 32000-1, 12.5)."""

from __future__ import annotations

import ctypes

from leakcheck.mail.attachments.office_common import authors_of_comments
from leakcheck.mail.attachments.pdf_document import content_of, pdfium

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any

    from leakcheck.mail.attachments.budget import Budget
    from leakcheck.mail.attachments.finds import File, Finds
    from leakcheck.mail.attachments.markup import Sheet
    from leakcheck.mail.attachments.pdf_document import Document, Page
    from leakcheck.mail.attachments.pdf_unseen import Box

_LINK, _SQUARE, _FILE, _POPUP, _WIDGET, _REDACTION = 2, 5, 17, 16, 20, 28
_INSIDE, _OPAQUE = 1, 255  # FPDFANNOT_COLORTYPE_InteriorColor
_MOST = 500
_LONGEST = 200_000
_LONGEST_LINK = 4_000


class Marks:
    """Gathers the marks of all pages of a document."""

    def __init__(self, file: File, finds: Finds, budget: Budget, document: Document) -> None:
        self.file, self.finds, self.budget, self.document = file, finds, budget, document
        self.comments = 0
        self.authors: list[str] = []
        self.links: list[str] = []

    def read(self, sheet: Sheet, page: Page, name: str) -> tuple[Box, ...]:
        """Add the words of comments and fields of a page; return the boxes that hide what lies under them."""
        boxes = []
        for annotation, kind in _annotations(page.handle):
            if kind == _LINK:
                self._link(annotation)
                continue
            if kind == _FILE:
                self._file(annotation, name)
            for key in (b"Contents", b"V", b"RC"):
                text = _string(annotation, key)
                if text.strip() and kind != _POPUP:
                    sheet.mark(f"{name}, comment or field")
                    sheet.add(text)
            if kind not in (_WIDGET, _POPUP):
                self.comments += 1
                self.authors.append(_string(annotation, b"T"))
            if kind in (_SQUARE, _REDACTION):
                boxes += _box(annotation, kind)
        return tuple(boxes)

    def finish(self) -> None:
        """Say whose comments there are, and where links lead."""
        authors_of_comments(self.file, self.finds, self.authors, self.comments)
        self.finds.add_text(self.file, "\n".join(dict.fromkeys(self.links)), "links")

    def _link(self, annotation: Any) -> None:
        raw = pdfium()
        action = raw.FPDFLink_GetAction(raw.FPDFAnnot_GetLink(annotation))
        size = raw.FPDFAction_GetURIPath(self.document.handle, action, None, 0) if action else 0
        if 1 < size < _LONGEST_LINK:
            buffer = ctypes.create_string_buffer(size)
            raw.FPDFAction_GetURIPath(self.document.handle, action, buffer, size)
            self.links.append(buffer.value.decode("utf-8", "replace").removeprefix("mailto:"))

    def _file(self, annotation: Any, name: str) -> None:
        handle = pdfium().FPDFAnnot_GetFileAttachment(annotation)
        if handle:
            self.budget.spend("entries")
            inner, data = content_of(handle)
            where = self.file.place(f"{name}, attached {inner}")
            self.finds.files.append(self.file.entry(inner, data)._replace(inside=where))


def _annotations(page: Any) -> Iterator[tuple[Any, int]]:
    raw = pdfium()
    for place in range(min(raw.FPDFPage_GetAnnotCount(page), _MOST)):
        annotation = raw.FPDFPage_GetAnnot(page, place)
        yield annotation, raw.FPDFAnnot_GetSubtype(annotation)
        raw.FPDFPage_CloseAnnot(annotation)


def _string(annotation: Any, key: bytes) -> str:
    raw = pdfium()
    size = raw.FPDFAnnot_GetStringValue(annotation, key, None, 0)
    if not 2 < size < _LONGEST:
        return ""
    buffer = ctypes.create_string_buffer(size)
    raw.FPDFAnnot_GetStringValue(annotation, key, ctypes.cast(buffer, ctypes.POINTER(ctypes.c_ushort)), size)
    return buffer.raw[: size - 2].decode("utf-16-le", "replace")


def _box(annotation: Any, kind: int) -> list[Box]:
    """Return the box of a mark that is filled, or that says "to be blacked out" and was not."""
    raw = pdfium()
    colour = [ctypes.c_uint() for _ in range(4)]
    filled = raw.FPDFAnnot_HasKey(annotation, b"IC") and raw.FPDFAnnot_GetColor(annotation, _INSIDE, *colour)
    filled = filled and colour[3].value == _OPAQUE
    rectangle = raw.FS_RECTF()
    if not (filled or kind == _REDACTION) or not raw.FPDFAnnot_GetRect(annotation, rectangle):
        return []
    return [(rectangle.left, rectangle.bottom, rectangle.right, rectangle.top)]
