"""Text in a PDF that its reader does not see: off the page, under a box, white on white.

Only what can be told for sure from the order of objects is said: a filled box drawn later over all of a text, letters
whose whole box lies outside the page, white letters with nothing but white beneath them; and the letters of a text
whose middle is covered, where a box hides only a word of it.
"""

from __future__ import annotations

import ctypes

from leakcheck.mail.attachments.pdf_document import pdfium
from leakcheck.model.record import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from leakcheck.mail.attachments.finds import File, Finds
    from leakcheck.mail.attachments.pdf_document import Page

TEXT, PATH, IMAGE, _SHADE, _FORM = 1, 2, 3, 4, 5
_NO_BOX, _NO_COLOUR = (0.0, 0.0, 0.0, 0.0), (0, 0, 0, 0)
_BLACK, _WHITE = (0, 0, 0, 255), (255, 255, 255)
_COVERED = "text under a box"
_MOST, _MOST_INNER = 3_000, 100
_MOST_LETTERS, _MOST_COVERS = 20_000, 100
_SLACK = 1.0


Box = tuple[float, float, float, float]  # left, bottom, right, top in points


class Drawn(NamedTuple):
    """An object of a page: its number in drawing order, its box, its fill colour."""

    place: int
    kind: int
    handle: Any
    box: Box
    colour: tuple[int, int, int, int]


def read_unseen(file: File, finds: Finds, page: Page, drawn: list[Drawn], place: tuple[str, tuple[Box, ...]]) -> None:
    """Add the unseen text of a page; `drawn` is what is drawn on it.

    `place` is the name of the page with the boxes that lie above it, drawn as comments by hand.
    """
    name, above = place
    objects = drawn + [Drawn(_MOST + at, PATH, None, box, _BLACK) for at, box in enumerate(above)]
    boxes = [o for o in objects if o.kind == IMAGE or (o.kind == PATH and o.colour[3] == 255 and _filled(o.handle))]
    covers = [box for box in boxes if box.kind == PATH]
    letters = _Letters(page.letters)
    seen = page.box()
    unseen: dict[str, list[str]] = {}
    for item in objects:
        if item.kind != TEXT or not (covers or item.colour[:3] == _WHITE or _is_outside(item.box, seen)):
            continue
        how = _how(item, boxes, objects, seen)
        if how:
            unseen.setdefault(how, []).append(_words(item.handle, page.letters))
        elif any(b.place > item.place and _meets(b.box, item.box) for b in covers):
            unseen.setdefault(_COVERED, []).append(letters.under(item, covers))
    for how, words in unseen.items():
        finds.conceal(file, " ".join(filter(None, words)), how, name)


def drawn_on(page: Page) -> list[Drawn]:
    """Return the texts, paths, pictures and forms of a page in drawing order.

    This is asked for every word of a document, so the C values are made once.
    """
    raw = pdfium()
    left, bottom, right, top = (ctypes.c_float() for _ in range(4))
    red, green, blue, alpha = (ctypes.c_uint() for _ in range(4))
    kind_of, bounds_of, colour_of = raw.FPDFPageObj_GetType, raw.FPDFPageObj_GetBounds, raw.FPDFPageObj_GetFillColor
    make = tuple.__new__
    found = []
    for place in range(min(raw.FPDFPage_CountObjects(page.handle), _MOST)):
        handle = raw.FPDFPage_GetObject(page.handle, place)
        kind = kind_of(handle)
        if kind not in (TEXT, PATH, IMAGE, _SHADE, _FORM):
            continue
        box, colour = _NO_BOX, _NO_COLOUR
        if bounds_of(handle, left, bottom, right, top):
            box = (left.value, bottom.value, right.value, top.value)
        if kind != IMAGE and colour_of(handle, red, green, blue, alpha):
            colour = (red.value, green.value, blue.value, alpha.value)
        found.append(make(Drawn, (place, kind, handle, box, colour)))
    return found


def holds_picture(form: Drawn, levels: int = 3) -> bool:
    """Tell whether a form holds a picture; what is no form holds none."""
    if form.kind != _FORM or not levels:
        return False
    raw = pdfium()
    for place in range(min(raw.FPDFFormObj_CountObjects(form.handle), _MOST_INNER)):
        handle = raw.FPDFFormObj_GetObject(form.handle, place)
        kind = raw.FPDFPageObj_GetType(handle)
        if kind == IMAGE or holds_picture(Drawn(place, kind, handle, _NO_BOX, _NO_COLOUR), levels - 1):
            return True
    return False


def _how(text: Drawn, boxes: list[Drawn], objects: list[Drawn], page: Box) -> str:
    if text.box == _NO_BOX:
        return ""
    if _is_outside(text.box, page):
        return "text off the page"
    if any(b.place > text.place and b.kind == PATH and _covers(b.box, text.box) for b in boxes):
        return _COVERED
    if text.colour[:3] == _WHITE and not any(_is_ground(item, text) for item in objects):
        return "white text"
    return ""


def _is_ground(item: Drawn, text: Drawn) -> bool:
    """Tell whether white letters may be seen on what was drawn before them: on all but a page painted white."""
    if item.place >= text.place or item.kind == TEXT or not _touches(item.box, text.box):
        return False
    return item.kind != PATH or (item.colour[:3] != _WHITE and _filled(item.handle))


def _touches(one: Box, other: Box) -> bool:
    return one[0] < other[2] and one[2] > other[0] and one[1] < other[3] and one[3] > other[1]


def _is_outside(box: Box, page: Box) -> bool:
    left, bottom, right, top = box
    return right < page[0] or left > page[2] or top < page[1] or bottom > page[3]


def _meets(box: Box, text: Box) -> bool:
    """Tell whether a box lies over a part of a text, more than its edge."""
    left, bottom, right, top = box
    middle = (text[1] + text[3]) / 2
    return left < text[2] - _SLACK and right > text[0] + _SLACK and bottom < middle < top


class _Letters:
    """The letters of a page by the text that they belong to; looked for when they are first needed."""

    def __init__(self, textpage: Any) -> None:
        self._textpage = textpage
        self._found: dict[int, list[tuple[float, float, str]]] | None = None

    def under(self, text: Drawn, covers: list[Drawn]) -> str:
        """Return the letters of a text whose middle lies under a box that is drawn later.

        A line is often one text, and a box hides a word of it.
        """
        if self._found is None:
            self._found = self._all()
        later = [box.box for box in covers if box.place > text.place and _meets(box.box, text.box)][:_MOST_COVERS]
        own = self._found.get(ctypes.addressof(text.handle.contents), [])
        hidden = (letter for x, y, letter in own if any(b[0] < x < b[2] and b[1] < y < b[3] for b in later))
        return "".join(hidden).strip()

    def _all(self) -> dict[int, list[tuple[float, float, str]]]:
        raw = pdfium()
        left, right, bottom, top = (ctypes.c_double() for _ in range(4))
        found: dict[int, list[tuple[float, float, str]]] = {}
        for at in range(min(raw.FPDFText_CountChars(self._textpage), _MOST_LETTERS)):
            handle = raw.FPDFText_GetTextObject(self._textpage, at)
            if handle and raw.FPDFText_GetCharBox(self._textpage, at, left, right, bottom, top):
                middle = ((left.value + right.value) / 2, (bottom.value + top.value) / 2)
                letter = chr(min(raw.FPDFText_GetUnicode(self._textpage, at), 0x10FFFF))
                found.setdefault(ctypes.addressof(handle.contents), []).append((*middle, letter))
        return found


def _covers(box: Box, text: Box) -> bool:
    return (
        box[0] <= text[0] + _SLACK
        and box[1] <= text[1] + _SLACK
        and box[2] >= text[2] - _SLACK
        and box[3] >= text[3] - _SLACK
    )


def _filled(handle: Any) -> bool:
    raw = pdfium()
    if handle is None:
        return True
    mode, stroke = ctypes.c_int(), ctypes.c_int()
    return bool(raw.FPDFPath_GetDrawMode(handle, mode, stroke)) and mode.value != 0


def _words(handle: Any, textpage: Any) -> str:
    raw = pdfium()
    size = raw.FPDFTextObj_GetText(handle, textpage, None, 0)
    if size <= 2:
        return ""
    buffer = ctypes.create_string_buffer(size)
    raw.FPDFTextObj_GetText(handle, textpage, ctypes.cast(buffer, ctypes.POINTER(ctypes.c_ushort)), size)
    return buffer.raw[: size - 2].decode("utf-16-le", "replace")
