"""PDF: text by page, properties, comments, files inside, older revisions, text that nobody sees (ISO 32000-1)."""

from __future__ import annotations

import io
import re
from itertools import islice

from leakcheck.mail.attachments.finds import Unreadable
from leakcheck.mail.attachments.markup import Sheet
from leakcheck.mail.attachments.pdf_columns import column_starts
from leakcheck.mail.attachments.pdf_document import Document, Page, content_of, pdfium
from leakcheck.mail.attachments.pdf_marks import Marks
from leakcheck.mail.attachments.pdf_unseen import IMAGE, PATH, TEXT, drawn_on, holds_picture, read_unseen
from leakcheck.mail.attachments.xmp import read_xmp

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from leakcheck.mail.attachments.budget import Budget
    from leakcheck.mail.attachments.finds import File, Finds
    from leakcheck.mail.attachments.pdf_unseen import Drawn

_KEYS = {"Author": "author", "Company": "company", "Manager": "manager"}
_WORDS = ("Title", "Subject", "Keywords")
_END = re.compile(rb"%%EOF")
_MOST_REVISIONS, _MOST_OLD_PAGES = 3, 50
_MOST_BOOKMARKS = 2_000
_MOST_LINES = 100  # more of them may draw letters
_NO_LETTERS, _NO_LETTERS_EVERY = "\1\3\4\5\6\7\x08", 20  # 2 is how PDFium gives a hyphen at the end of a line
_EXIF, _HEAD = b"Exif\0\0", 4_096
_LARGEST_SIDE = 4_000  # pixels
_ROOM = 16 * 1024 * 1024  # bytes
_PRODUCER_PATH = re.compile(r"(?:[A-Za-z]:\\|/Users/|/home/)\S{2,200}")


def read_pdf(file: File, finds: Finds, budget: Budget) -> None:
    """Read a PDF document."""
    with Document(file.data) as document:
        number = document.number
        allowed = min(number, budget.left["pages"])
        text = _read_pages(file, finds, budget, document, allowed)
        budget.spend("pages", allowed)
        _read_properties(file, finds, document)
        _read_attached(file, finds, budget, document)
    _read_revisions(file, finds, budget, text)
    read_xmp(file, finds, _with_packet(file.data))
    if allowed < number:
        budget.spend("pages", number - allowed)


def _read_attached(file: File, finds: Finds, budget: Budget, document: Document) -> None:
    """Hand on the files in a document."""
    for number, handle in enumerate(islice(document.files(), budget.left["entries"]), 1):
        budget.spend("entries")
        try:
            name, data = content_of(handle)
            finds.files.append(file.entry(name, data, "embedded"))
        except Unreadable as reason:
            finds.miss(file, str(reason), place=f"embedded file {number}")


def _with_packet(data: bytes) -> bytes:
    """Return the bytes where the XMP packet stands in clear, which some programs pack like any other stream."""
    if b"<x:xmpmeta" in data or not (b"/Metadata" in data or b"/ObjStm" in data):
        return data
    import pikepdf

    try:
        with pikepdf.open(io.BytesIO(data)) as document:
            return bytes(document.Root.Metadata.read_bytes()) if "/Metadata" in document.Root else data
    except (pikepdf.PdfError, AttributeError, ValueError):
        return data


def _keep_memory() -> None:
    """Let the C library keep what a page leaves: after a large block has come and gone, glibc (mallopt(3)) does so.

    Else it gives the memory of every page back to the system and asks for it again, a third of the time of a long text.
    """
    bytes(_ROOM)


def _read_pages(file: File, finds: Finds, budget: Budget, document: Document, number: int) -> str:
    """Add the text of the first pages, that of scanned ones too where it can be read; return what is text."""
    _keep_memory()
    sheet, marks = Sheet(), Marks(file, finds, budget, document)
    scanned = []
    photos = _EXIF in file.data
    for place in range(number):
        budget.check_time()
        name = f"page {place + 1}"
        try:
            page = Page(document, place)
        except Unreadable as reason:
            finds.miss(file, str(reason), place=name)
            continue
        with page:
            drawn = drawn_on(page)
            text = _text_of(page, drawn)
            sheet.mark(name)
            sheet.add(text)
            boxes = marks.read(sheet, page, name)
            read_unseen(file, finds, page, drawn, (name, boxes))
            if _is_picture(text, drawn):
                scanned.append(place)
            if photos:
                _read_photos(file, finds, budget, [item.handle for item in drawn if item.kind == IMAGE], name)
    whole = sheet.text()
    finds.add_text(file, whole, inside=tuple(sheet.marks))
    marks.finish()
    if scanned:
        _read_scanned(file, finds, budget, scanned)
    return whole


def _text_of(page: Page, drawn: list[Drawn]) -> str:
    return page.text(column_starts(item.box for item in drawn if item.kind == TEXT))


def _is_picture(text: str, drawn: list[Drawn]) -> bool:
    """Tell whether a page shows what cannot be read as text: a picture, letters drawn as lines, a font without names.

    PDFium gives the letters of such a font by their numbers, of which the blank has one of the first.
    """
    if not text.strip():
        kinds = [item.kind for item in drawn]
        return kinds.count(PATH) > _MOST_LINES or any(
            item.kind == IMAGE or holds_picture(item) or (not text and item.kind == TEXT and item.box[1] < item.box[3])
            for item in drawn
        )
    return sum(map(text.count, _NO_LETTERS)) * _NO_LETTERS_EVERY > len(text)


def _read_photos(file: File, finds: Finds, budget: Budget, images: list[Any], name: str) -> None:
    """Hand on the photos of a page that still hold what the camera wrote."""
    import ctypes

    raw = pdfium()
    for number, image in enumerate(images, 1):
        size = raw.FPDFImageObj_GetImageDataRaw(image, None, 0)
        buffer = ctypes.create_string_buffer(min(size, budget.limits.entry_bytes))
        raw.FPDFImageObj_GetImageDataRaw(image, buffer, len(buffer))
        if _EXIF in buffer.raw[:_HEAD]:
            budget.spend("entries")
            inside = file.place(f"{name}, picture {number}")
            finds.files.append(file.entry("", buffer.raw)._replace(inside=inside))


def _read_scanned(file: File, finds: Finds, budget: Budget, pages: list[int]) -> None:
    """Read the pages that are pictures without text; say once which of them were not."""
    from pypdfium2 import PdfDocument

    from leakcheck.mail.attachments import ocr

    left, why, how = list(pages), ocr.NOT_READ, ocr.HOW
    if ocr.is_there(budget):
        try:
            with PdfDocument(file.data) as document:
                while left:
                    page = document[left[0]]
                    text = ocr.text_of(page.render(scale=_scale(page), grayscale=True).to_pil(), budget)
                    finds.add_lines(file, text, f"page {left[0] + 1}, text in the picture, line")
                    page.close()
                    left.pop(0)
        except Unreadable as reason:
            why, how = str(reason), reason.help or how
    if left:
        more = f" and {len(left) - 1:,} more" if len(left) > 1 else ""
        finds.miss(file, why, how, f"page {left[0] + 1}{more}")


def _scale(page: Any) -> float:
    """Return how large to draw a page: 200 pixels an inch, less where the page is a poster."""
    from leakcheck.mail.attachments.ocr import SCALE

    return float(min(SCALE, _LARGEST_SIDE / max(*page.get_size(), 1.0)))


def _read_properties(file: File, finds: Finds, document: Document) -> None:
    properties = document.properties()
    for key, value in properties.items():
        if key in _KEYS:
            finds.add_metadata(file, _KEYS[key], value)
        elif key in {"Creator", "Producer", "Title"} and (path := _PRODUCER_PATH.search(value)):
            finds.add_metadata(file, "path", path[0])
    finds.add_text(file, "\n".join(properties.get(word, "") for word in _WORDS), "properties")
    finds.add_text(file, "\n".join(islice(document.bookmarks(), _MOST_BOOKMARKS)), "bookmarks")


def _read_revisions(file: File, finds: Finds, budget: Budget, text: str) -> None:
    """Find what earlier versions said that were saved over: each ends with its own mark."""
    ends = [match.end() for match in _END.finditer(file.data)]
    if b"/Linearized" in file.data[:1_024]:
        ends = ends[1:]
    earlier = ends[:-1]
    if not earlier:
        return
    finds.add_metadata(file, "older-revision", f"{len(earlier)} earlier version{'s' if len(earlier) > 1 else ''}")
    known = set(text.split("\n"))
    for number, end in enumerate(earlier[-_MOST_REVISIONS:], 1):
        try:
            document = Document(file.data[:end])
        except Unreadable:
            continue
        with document:
            lines = _lines_of(file, finds, budget, document, f"version {number}")
        gone = "\n".join(line for line in lines if line not in known)
        known.update(lines)
        finds.conceal(file, gone, "text of an older version", f"version {number}")
        finds.add_text(file, gone, f"version {number}")


def _lines_of(file: File, finds: Finds, budget: Budget, document: Document, name: str) -> list[str]:
    lines: list[str] = []
    for place in range(min(document.number, _MOST_OLD_PAGES)):
        budget.check_time()
        try:
            with Page(document, place) as page:
                lines += _text_of(page, drawn_on(page)).split("\n")
        except Unreadable as reason:
            finds.miss(file, str(reason), place=f"{name}, page {place + 1}")
    return lines
