"""Text on a slide that nobody sees: beside it, or in letters as white as the ground (ECMA-376 part 1, 19 and 20).

Where a shape or a picture may lie beneath the letters, they may well be seen: then nothing is said.
"""

from __future__ import annotations

import posixpath
import re

from leakcheck.mail.attachments.markup import plain, source_of, tags
from leakcheck.model.record import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from leakcheck.mail.attachments.markup import Tag
    from leakcheck.mail.attachments.package import Package

    Box = tuple[int, int, int, int]  # left, top, right, bottom in EMU

_SIZE = re.compile(r"<(?:\w{1,20}:)?sldSz\b([^>]{0,400})>")
_USUAL = (9_144_000, 6_858_000)
_PALE = re.compile(r"FFFFFF|bg1", re.IGNORECASE)
_OFFSET = re.compile(r'<a:off\s+x="(-?\d{1,12})"\s+y="(-?\d{1,12})"')
_GROUND = re.compile(r"<(?:\w{1,20}:)?bg>(.{0,4000}?)</(?:\w{1,20}:)?bg>", re.DOTALL)
_WHITE = re.compile(r'srgbClr\s+val="FFFFFF"\s*/>|schemeClr\s+val="(?:bg1|lt1)"\s*/>', re.IGNORECASE)
_DRAWN_GROUND = re.compile(r'gradFill|blipFill|pattFill|bgRef\s+idx="(?!1001")')
_THEME = re.compile(r'<a:lt1>\s*<a:(?:sysClr\s+val="window"|srgbClr\s+val="FFFFFF")', re.IGNORECASE)
_FILLS = frozenset({"solidFill", "gradFill", "blipFill", "pattFill", "grpFill"})
_SHAPES = frozenset({"sp", "pic", "graphicFrame", "cxnSp"})
_ASIDE = frozenset({"ln", "highlight", "effectLst"})


class Shape:
    """A shape of a slide: where it is (None when that is not known), its text, and what of it is white."""

    def __init__(self, kind: str) -> None:
        self.filled = kind in {"pic", "graphicFrame"}
        self.framed = kind == "graphicFrame"
        self.plain = False  # says itself that it has no ground
        self.box: Box | None = None
        self.corner: tuple[int, int] | None = None
        self.number = ""
        self.text: list[str] = []
        self.white: list[str] = []


class Ground(NamedTuple):
    """What lies beneath the shapes of a slide: whether the page is white, and the shapes of its layout and master."""

    white: bool
    shapes: tuple[Shape, ...] = ()


class Grounds:
    """Finds the ground of slides, and the size of all."""

    def __init__(self, package: Package) -> None:
        self._package = package
        found = _SIZE.search(source_of(package.read("ppt/presentation.xml")))
        size = re.findall(r'\bc[xy]="(\d{1,9})"', found[1]) if found else []
        self.size = (int(size[0]), int(size[1])) if len(size) == 2 else _USUAL

    def unseen(self, name: str, source: str) -> list[tuple[str, str]]:
        """Return what nobody sees of a slide, as pairs of the text and how it is hidden."""
        wide, high = self.size
        far = any(not (0 <= int(x) < wide and 0 <= int(y) < high) for x, y in _OFFSET.findall(source))
        pale = _PALE.search(source) is not None
        if not far and not pale:
            return []
        shapes = shapes_of(source)
        found = [("\n".join(s.text), "text off the page") for s in shapes if self._is_outside(s, source)]
        if pale and any(shape.white for shape in shapes) and (ground := self._ground(name, source)).white:
            beneath = [*shapes, *ground.shapes]
            found += [
                ("\n".join(s.white), "white text")
                for s in shapes
                if s.white and not any(_covers(b, s) for b in beneath)
            ]
        return [(text, how) for text, how in found if text.strip()]

    def _is_outside(self, shape: Shape, source: str) -> bool:
        """Tell whether a shape lies beside the slide for good: one that comes in by an animation is named there."""
        if shape.box is None or not shape.text or f'spid="{shape.number}"' in source:
            return False
        left, top, right, bottom = shape.box
        return left >= self.size[0] or top >= self.size[1] or right <= 0 or bottom <= 0

    def _ground(self, name: str, source: str) -> Ground:
        if "overrideClrMapping" in source:
            return Ground(white=False)
        layout = self._target(name, "slideLayout")
        master = self._target(layout, "slideMaster")
        sources = [source, *(source_of(self._package.read(above)) for above in (layout, master) if above)]
        own = next((found[1] for text in sources if (found := _GROUND.search(text))), None)
        white = own is None or (_WHITE.search(own) is not None and not _DRAWN_GROUND.search(own))
        if master:
            white = white and self._is_light(master, sources[-1])
        return Ground(white, tuple(shape for text in sources[1:] for shape in shapes_of(text)))

    def _is_light(self, master: str, source: str) -> bool:
        """Tell whether the first colour for grounds is white."""
        theme = source_of(self._package.read(self._target(master, "theme")))
        mapped = re.search(r'\bbg1="(\w{1,20})"', source)
        return (not mapped or mapped[1] == "lt1") and (not theme or _THEME.search(theme) is not None)

    def _target(self, name: str, kind: str) -> str:
        """Return the part that another one names as its layout, master or theme, "" when there is none."""
        folder, _, base = name.rpartition("/")
        for tag in tags(source_of(self._package.read(f"{folder}/_rels/{base}.rels")) if name else ""):
            row = tag.attributes()
            if row.get("Type", "").endswith(f"/{kind}"):
                target = row.get("Target", "")
                return target[1:] if target.startswith("/") else posixpath.normpath(posixpath.join(folder, target))
        return ""


def shapes_of(source: str) -> list[Shape]:
    """Return the shapes of a slide, a layout or a master in order."""
    reader = _Reader()
    for tag in tags(source):
        reader.take(tag)
    return reader.found


class _Reader:
    """One pass over the tags of a slide."""

    def __init__(self) -> None:
        self.found: list[Shape] = []
        self.shape: Shape | None = None
        self.groups = self.aside = 0
        self.looks = self.letters = self.pale = False

    def take(self, tag: Tag) -> None:
        begins = not tag.closing and not tag.empty
        if tag.name == "grpSp":
            self.groups += -1 if tag.closing else begins
        elif tag.name in _SHAPES:
            self.shape = Shape(tag.name) if begins else None
            self.found += [self.shape] if self.shape else []
        elif self.shape is None:
            return
        elif tag.name in _ASIDE:
            self.aside += -1 if tag.closing else begins
            self.pale = self.pale and tag.name != "highlight"
        elif tag.name == "spPr":
            self.looks = begins
        elif tag.name in {"r", "fld"}:
            self.pale = False
        elif tag.name == "rPr":
            self.letters = begins
        elif not tag.closing:
            self._look(tag, self.shape)

    def _look(self, tag: Tag, shape: Shape) -> None:
        if tag.name == "t":
            shape.text.append(plain(tag.text))
            if self.pale and not shape.framed:
                shape.white.append(plain(tag.text))
        elif tag.name == "cNvPr":
            shape.number = shape.number or tag.attributes().get("id", "")
        elif tag.name in {"off", "ext"}:
            self._place(tag.attributes(), shape)
        elif tag.name == "fillRef":
            shape.filled = shape.filled or (tag.attributes().get("idx", "0") != "0" and not shape.plain)
        elif self.aside:
            return
        elif self.letters and tag.name in {"srgbClr", "schemeClr"}:
            self.pale = tag.empty and tag.attributes().get("val", "").upper() in {"FFFFFF", "BG1"}
        elif self.looks and tag.name in _FILLS:
            shape.filled = True
        elif self.looks and tag.name == "noFill":
            shape.plain = True

    def _place(self, row: dict[str, str], shape: Shape) -> None:
        """Keep where a shape is, unless a group moves it."""
        numbers = [row.get(key, "") for key in (("x", "y") if "x" in row else ("cx", "cy"))]
        if self.groups or shape.box or not all(re.fullmatch(r"-?\d{1,12}", number) for number in numbers):
            return
        first, second = map(int, numbers)
        if "x" in row:
            shape.corner = (first, second)
        elif shape.corner:
            left, top = shape.corner
            shape.box = (left, top, left + first, top + second)


def _covers(ground: Shape, shape: Shape) -> bool:
    """Tell whether one shape may lie beneath another one's letters."""
    if not ground.filled:
        return False
    if ground is shape or ground.box is None or shape.box is None:
        return True
    (left, top, right, bottom), (west, north, east, south) = ground.box, shape.box
    return left < east and west < right and top < south and north < bottom
