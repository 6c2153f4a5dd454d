"""Slides of OpenDocument: which ones have nothing beneath their words, and which frames lie beside the slide.

White letters are seen on any picture, shape or ground; only on a bare slide they are sure to be hidden.
"""

from __future__ import annotations

import re

from leakcheck.mail.attachments.markup import tags

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from leakcheck.mail.attachments.markup import Tag

_LENGTH = re.compile(r"(-?\d{1,7}(?:\.\d{1,9})?)(cm|mm|in|pt|pc|px)")
_CENTIMETRES = {"cm": 1.0, "mm": 0.1, "in": 2.54, "pt": 2.54 / 72, "pc": 2.54 / 6, "px": 2.54 / 96}
_FILL = re.compile(r'draw:fill\s*=\s*"(\w{1,20})"')
# What may lie beneath letters: shapes are filled unless they say that they are not.
_GROUNDS = frozenset(
    {
        *("custom-shape", "rect", "ellipse", "circle", "path", "polygon", "regular-polygon", "image", "g", "caption"),
        *("object", "object-ole", "plugin", "control", "table"),
    }
)
_LOOKS = frozenset({"style", "graphic-properties", "drawing-page-properties"})
_MASTERS = frozenset({"page-layout", "page-layout-properties", "master-page", "frame", "notes", *_GROUNDS})


class Master:
    """What a master page says of its slides: their size in centimetres, whether nothing lies on it."""

    def __init__(self, wide: float, high: float, *, bare: bool) -> None:
        self.wide, self.high, self.bare = wide, high, bare


class Slides:
    """The slides of a deck, out of its two XML files."""

    def __init__(self, content: str, styles: str) -> None:
        self._fills = _fills(content) | _fills(styles)
        self._masters = self._read_masters(styles)
        self.bare = tuple(self._bare_slides(content))

    def master_of(self, slide: Mapping[str, str]) -> Master | None:
        """Return the master page of a slide, whose attributes are given; None when it is not told."""
        return self._masters.get(slide.get("master-page-name", ""))

    def _fill(self, style: str) -> str:
        """Return how a style is filled, "" when nothing is said, also not by the style it is made from."""
        fill, parent = self._fills.get(style, ("", ""))
        return fill or self._fills.get(parent, ("", ""))[0]

    def _read_masters(self, source: str) -> dict[str, Master]:
        sizes: dict[str, tuple[float, float]] = {}
        masters: dict[str, Master] = {}
        layout, notes = "", 0
        master = Master(0, 0, bare=False)
        for tag in tags(source, _MASTERS):
            if tag.name == "notes":
                notes += -1 if tag.closing else not tag.empty
            elif tag.closing or notes:
                continue
            elif tag.name == "page-layout":
                layout = tag.attributes().get("name", "")
            elif tag.name == "page-layout-properties":
                row = tag.attributes()
                sizes[layout] = (length(row.get("page-width", "")) or 0, length(row.get("page-height", "")) or 0)
            elif tag.name == "master-page":
                row = tag.attributes()
                bare = self._fill(row.get("style-name", "")) in {"", "none"}
                master = Master(*sizes.get(row.get("page-layout-name", ""), (0.0, 0.0)), bare=bare)
                masters[row.get("name", "")] = master
            elif not self._is_clear(tag):
                master.bare = False
        return masters

    def _bare_slides(self, source: str) -> Iterator[bool]:
        """Yield for each slide whether nothing but the ground of the page lies beneath its words."""
        bare: bool | None = None
        notes = 0
        for tag in tags(source, frozenset({"page", "notes", "frame", *_GROUNDS})):
            if tag.name == "notes":
                notes += -1 if tag.closing else not tag.empty
            elif tag.name == "page":
                if bare is not None:
                    yield bare
                row = tag.attributes()
                master = self.master_of(row)
                ground = self._fill(row.get("style-name", "")) in {"", "none"}
                bare = None if tag.closing else ground and (master is None or master.bare)
            elif bare and not tag.closing and not notes:
                bare = self._is_clear(tag)

    def _is_clear(self, tag: Tag) -> bool:
        """Tell whether one sees through a frame; everything else may be a ground."""
        return tag.name == "frame" and self._fill(tag.attributes().get("style-name", "")) == "none"


def _fills(source: str) -> dict[str, tuple[str, str]]:
    """Return how each style is filled, and from which one it is made."""
    found: dict[str, tuple[str, str]] = {}
    name = ""
    for tag in tags(source, _LOOKS):
        if tag.closing:
            continue
        if tag.name == "style":
            row = tag.attributes()
            name = row.get("name", "")
            found[name] = ("", row.get("parent-style-name", ""))
        elif name and (fill := _FILL.search(tag.raw)):
            found[name] = (fill[1], found[name][1])
    return found


def length(word: str) -> float | None:
    """Return a length in centimetres, None for what is none."""
    found = _LENGTH.fullmatch(word)
    return float(found[1]) * _CENTIMETRES[found[2]] if found else None


def is_outside(shape: Mapping[str, str], master: Master | None) -> bool:
    """Tell whether a frame or a shape lies beside its slide for good: what an animation moves has an id."""
    x, y, wide, high = (length(shape.get(key, "")) for key in ("x", "y", "width", "height"))
    if (
        master is None
        or not master.wide
        or not master.high
        or x is None
        or y is None
        or not {"transform", "id"}.isdisjoint(shape)
    ):
        return False
    gone = (wide is not None and x + wide <= 0) or (high is not None and y + high <= 0)
    return gone or x >= master.wide or y >= master.high
