"""Text in a PDF that its reader does not see: off the page, under a box, white on white.

Only what can be told for sure from the order of objects is said: a filled box drawn later over all of a text, letters
whose whole box lies outside the page, white letters with nothing drawn beneath them.
"""

from __future__ import annotations

import ctypes
from typing import TYPE_CHECKING, Any

from leakcheck.model.record import NamedTuple

if TYPE_CHECKING:
    from leakcheck.mail.attachments.finds import File, Finds

_TEXT, _PATH, _IMAGE = 1, 2, 3
_NO_BOX, _NO_COLOUR = (0.0, 0.0, 0.0, 0.0), (0, 0, 0, 0)
_MOST = 3_000
_SLACK = 1.0


class _Object(NamedTuple):
    """An object of a page: its number in drawing order, its box, its fill colour."""

    place: int
    kind: int
    handle: Any
    box: tuple[float, float, float, float]
    colour: tuple[int, int, int, int]


def read_unseen(file: File, finds: Finds, page: Any, textpage: Any, name: str) -> bool:
    """Add the unseen text of a page; return whether it shows a picture."""
    objects = _objects(page)
    boxes = [o for o in objects if o.kind == _IMAGE or (o.kind == _PATH and o.colour[3] == 255 and _filled(o.handle))]
    seen = page.get_cropbox()
    unseen: dict[str, list[str]] = {}
    for item in objects:
        how = _how(item, boxes, seen) if item.kind == _TEXT else ""
        if how:
            unseen.setdefault(how, []).append(_words(item.handle, textpage))
    for how, words in unseen.items():
        finds.conceal(file, " ".join(words), how, name)
    return any(item.kind == _IMAGE for item in objects)


def _objects(page: Any) -> list[_Object]:
    """Return the texts, paths and pictures of a page in drawing order.

    This is asked for every word of a document, so the C values are made once.
    """
    from pypdfium2 import raw

    left, bottom, right, top = (ctypes.c_float() for _ in range(4))
    red, green, blue, alpha = (ctypes.c_uint() for _ in range(4))
    found = []
    for place in range(min(raw.FPDFPage_CountObjects(page), _MOST)):
        handle = raw.FPDFPage_GetObject(page, place)
        kind = raw.FPDFPageObj_GetType(handle)
        if kind not in (_TEXT, _PATH, _IMAGE):
            continue
        box, colour = _NO_BOX, _NO_COLOUR
        if raw.FPDFPageObj_GetBounds(handle, left, bottom, right, top):
            box = (left.value, bottom.value, right.value, top.value)
        if kind != _IMAGE and raw.FPDFPageObj_GetFillColor(handle, red, green, blue, alpha):
            colour = (red.value, green.value, blue.value, alpha.value)
        found.append(_Object(place, kind, handle, box, colour))
    return found


def _how(text: _Object, boxes: list[_Object], page: tuple[float, float, float, float]) -> str:
    left, bottom, right, top = text.box
    if text.box == _NO_BOX:
        return ""
    if right < page[0] or left > page[2] or top < page[1] or bottom > page[3]:
        return "text off the page"
    if any(b.place > text.place and b.kind == _PATH and _covers(b.box, text.box) for b in boxes):
        return "text under a box"
    white = text.colour[:3] == (255, 255, 255)
    if white and not any(b.place < text.place and _covers(b.box, text.box) for b in boxes):
        return "white text"
    return ""


def _covers(box: tuple[float, float, float, float], text: tuple[float, float, float, float]) -> bool:
    return (
        box[0] <= text[0] + _SLACK
        and box[1] <= text[1] + _SLACK
        and box[2] >= text[2] - _SLACK
        and box[3] >= text[3] - _SLACK
    )


def _filled(handle: Any) -> bool:
    from pypdfium2 import raw

    mode, stroke = ctypes.c_int(), ctypes.c_int()
    return bool(raw.FPDFPath_GetDrawMode(handle, mode, stroke)) and mode.value != 0


def _words(handle: Any, textpage: Any) -> str:
    from pypdfium2 import raw

    size = raw.FPDFTextObj_GetText(handle, textpage, None, 0)
    if size <= 2:
        return ""
    buffer = ctypes.create_string_buffer(size)
    raw.FPDFTextObj_GetText(handle, textpage, ctypes.cast(buffer, ctypes.POINTER(ctypes.c_ushort)), size)
    return buffer.raw[: size - 2].decode("utf-16-le", "replace")
