"""What the XML of an Excel sheet says beside its values: what is hidden, headers, formulas (ECMA-376 part 1, 18).

The XML is searched in pieces as it is unpacked, so that a sheet of half a million rows is never held as a whole.
"""

from __future__ import annotations

import re

from leakcheck.mail.attachments.markup import plain, tags
from leakcheck.mail.attachments.sheets import Beside, header_text
from leakcheck.mail.attachments.tables import column_letters, column_number
from leakcheck.model.record import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_NOT_SHOWN = rb"""\b(?:hidden\s*=\s*["'](?:1|true)|(?:width|ht)\s*=\s*["']0(?:\.0*)?)["']"""
_HIDDEN = re.compile(rb"<(?:\w{1,20}:)?(?:row|col)\b[^>]{0,400}?" + _NOT_SHOWN + rb"[^>]{0,400}>")
_ZERO = re.compile(rb"""=["']0""")
_SIZES = (b'ht="0', b'width="0', b"ht='0", b"width='0")
_NEAR = (26, 99_999)
_FAR = re.compile(rb"""r\s{0,9}=\s{0,9}["']([A-Za-z]{2,3}|[A-Za-z](?=[0-9]{6}))([0-9]{1,7})["']""")
_PRINTED = re.compile(rb"<(?:\w{1,20}:)?(?:odd|even|first)(?:Header|Footer)>([^<]{1,800})<")
_FORMULA = re.compile(
    rb"""<(?:\w{1,20}:)?c\b[^>]{0,200}?\br="([A-Z]{1,3}[0-9]{1,7})"[^>]{0,200}><(?:\w{1,20}:)?f\b[^>]{0,200}>([^<]{1,800})<"""
)
_STYLED = re.compile(rb"""<(?:\w{1,20}:)?c\b([^>]{0,200}?)\bs="([0-9]{1,6})"([^>]{0,200})>""")
_REF = re.compile(rb"""\br="([A-Z]{1,3}[0-9]{1,7})\"""")
_WHITE = frozenset({"FFFFFF", "ffffff"})
_OVERLAP = 1_000
_VAST = 5_000_000
_MOST = 1_000  # formulas, invisible cells: what is more of them is more of the same


class SheetXml:
    """Searches one sheet, whose XML it takes piece by piece. `invisible` are numbers of styles that show nothing."""

    def __init__(self, invisible: frozenset[bytes]) -> None:
        self.beside = Beside()
        self._invisible = invisible
        self._prints = False

    def through(self, pieces: Iterable[bytes]) -> Iterator[bytes]:
        """Search the pieces of the XML, each with the end of the one before, and hand them on."""
        tail = b""
        for piece in pieces:
            window = tail + piece
            self._search(window, len(tail))
            tail = window[-_OVERLAP:]
            yield piece

    def _search(self, window: bytes, known: int) -> None:
        """Search a window; what ends before `known` was found in the window before."""
        if b"hidden" in window or (_ZERO.search(window) and any(size in window for size in _SIZES)):
            for match in _HIDDEN.finditer(window):
                if match.end() > known and len(self.beside.lines) < _MOST:
                    self.beside.lines.update(dict.fromkeys(_named(match[0].decode("utf-8", "replace"))))
        if b"er>" in window:
            found = [header_text(_text(m[1])) for m in _PRINTED.finditer(window) if m.end() > known]
            self.beside.printed += [text for text in found if text]
        if b"f>" in window and len(self.beside.formulas) < _MOST:
            for match in _FORMULA.finditer(window):
                if b"&quot;" in match[2] or b'"' in match[2]:
                    self.beside.formulas[match[1].decode("ascii")] = _text(match[2])
        if self._invisible and len(self.beside.cells) < _MOST:
            for match in _STYLED.finditer(window):
                if match[2] in self._invisible and (ref := _REF.search(match[1]) or _REF.search(match[3])):
                    self.beside.cells[ref[1].decode("ascii")] = None


def is_vast(pieces: Iterable[bytes]) -> bool:
    """Tell whether the cells of a sheet reach so far that this process should not let calamine hold them.

    It holds the whole rectangle, and dies where memory does not do. Only cells beyond `_NEAR` are looked at one by one,
    so that the sheets of most people cost no more than a search.
    """
    column, row = _NEAR
    tail = b""
    for piece in pieces:
        window = tail + piece
        for letters, digits in set(_FAR.findall(window)):
            column = max(column, column_number(letters.decode("ascii")))
            row = max(row, int(digits))
        tail = window[-_OVERLAP:]
    return column * row > _VAST


class _Look(NamedTuple):
    white: frozenset[int]
    filled: frozenset[int]
    empty: frozenset[str]


def invisible_styles(source: str) -> frozenset[bytes]:
    """Return the numbers of cell styles that show nothing: white letters on no ground, the number format ";;;"."""
    look = _look(source)
    found = set()
    section = number = 0
    for tag in tags(source, frozenset({"cellXfs", "xf"})):
        if tag.name == "cellXfs":
            section, number = (0 if tag.closing else 1), 0
        elif section and not tag.closing:
            row = tag.attributes()
            white = _int(row.get("fontId")) in look.white and _int(row.get("fillId")) not in look.filled
            if white or row.get("numFmtId") in look.empty:
                found.add(b"%d" % number)
            number += 1
    return frozenset(found)


def _look(source: str) -> _Look:
    """Return the numbers of white fonts, of fills with a ground, and of formats that show nothing."""
    white, filled, empty = set(), set(), set()
    fonts = fills = -1
    for tag in tags(
        source, frozenset({"font", "color", "fill", "patternFill", "gradientFill", "fonts", "numFmt", "cellXfs"})
    ):
        if tag.closing:
            continue
        row = tag.attributes()
        if tag.name == "cellXfs":
            break
        if tag.name == "font":
            fonts += 1
        elif tag.name == "fill":
            fills += 1
        elif (
            tag.name == "color"
            and fills < 0
            and (row.get("rgb", "")[-6:].upper() == "FFFFFF" or row.get("theme") == "0")
        ):
            white.add(fonts)
        elif tag.name == "gradientFill" or (tag.name == "patternFill" and row.get("patternType", "none") != "none"):
            filled.add(fills)
        elif tag.name == "numFmt" and set(row.get("formatCode", "")) == {";"}:
            empty.add(row.get("numFmtId", ""))
    return _Look(frozenset(white), frozenset(filled), frozenset(empty))


def _int(word: str | None) -> int:
    return int(word) if word and word.isdigit() and len(word) < 7 else 0


def _text(raw: bytes) -> str:
    return plain(raw.decode("utf-8", "replace"))


def _named(source: str) -> list[str]:
    """Return the row ("7") or the columns ("B", "C") of a tag."""
    attributes = next(iter(tags(source))).attributes()
    if "r" in attributes:
        return [attributes["r"]]
    first, last = attributes.get("min", ""), attributes.get("max", "")
    if not (first.isdigit() and last.isdigit()):
        return []
    return [column_letters(number) for number in range(int(first), min(int(last), int(first) + 100) + 1)]
