"""Text in a PDF that its reader does not see: off the page, under a box, white on white.

Only what can be told for sure from the order of objects is said: a filled box drawn later over all of a text, letters
whose whole box lies outside the page, white letters with nothing drawn beneath them.
"""

from __future__ import annotations

import ctypes
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from leakcheck.mail.attachments.finds import File, Finds

_TEXT, _PATH, _IMAGE = 1, 2, 3
_INVISIBLE = 3  # text render mode: neither fill nor stroke, as under a scanned page
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
    from pypdfium2 import raw

    number = min(raw.FPDFPage_CountObjects(page), _MOST)
    handles = [raw.FPDFPage_GetObject(page, place) for place in range(number)]
    kinds = [raw.FPDFPageObj_GetType(handle) for handle in handles]
    has_image = _IMAGE in kinds
    objects = [
        _Object(place, kind, handle, _box(handle), _colour(handle))
        for place, (handle, kind) in enumerate(zip(handles, kinds, strict=True))
        if kind in (_TEXT, _PATH, _IMAGE)
    ]
    boxes = [o for o in objects if o.kind == _IMAGE or (o.kind == _PATH and o.colour[3] == 255 and _filled(o.handle))]
    width, height = page.get_size()
    left, bottom, right, top = page.get_cropbox() if width and height else (0.0, 0.0, width, height)
    unseen: dict[str, list[str]] = {}
    for item in objects:
        if item.kind != _TEXT:
            continue
        how = _how(item, boxes, (left, bottom, right, top))
        if how:
            unseen.setdefault(how, []).append(_words(item.handle, textpage))
    for how, words in unseen.items():
        finds.conceal(file, " ".join(words), how, name)
    return has_image


def _how(text: _Object, boxes: list[_Object], page: tuple[float, float, float, float]) -> str:
    left, bottom, right, top = text.box
    if left == right == bottom == top == 0:
        return ""
    if right < page[0] or left > page[2] or top < page[1] or bottom > page[3]:
        return "text off the page"
    over = [b for b in boxes if b.place > text.place and _covers(b.box, text.box)]
    if any(b.kind == _PATH for b in over):
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


def _box(handle: Any) -> tuple[float, float, float, float]:
    from pypdfium2 import raw

    left, bottom, right, top = (ctypes.c_float() for _ in range(4))
    if not raw.FPDFPageObj_GetBounds(handle, left, bottom, right, top):
        return (0.0, 0.0, 0.0, 0.0)
    return (left.value, bottom.value, right.value, top.value)


def _colour(handle: Any) -> tuple[int, int, int, int]:
    from pypdfium2 import raw

    red, green, blue, alpha = (ctypes.c_uint() for _ in range(4))
    if not raw.FPDFPageObj_GetFillColor(handle, red, green, blue, alpha):
        return (0, 0, 0, 0)
    return (red.value, green.value, blue.value, alpha.value)


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
