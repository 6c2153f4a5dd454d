"""Offsets in a file -> line and column."""

from __future__ import annotations

from array import array

from leakcheck.model.record import NamedTuple

_BLOCK = 4_096
_CONTINUATION = bytes(range(0x80, 0xC0))
_BOM = b"\xef\xbb\xbf"


class _Counts(NamedTuple):
    """How many line ends and characters stand before an offset."""

    offset: int
    lines: int
    characters: int


class Lines:
    """Line and column of byte offsets; counts are kept per block, so that each question costs the same.

    Lines end in CRLF, LF or CR. The column counts code points of the line read as UTF-8: every byte but the
    continuation bytes; a byte order mark is no character of the first line.
    """

    def __init__(self, data: bytes, first_line: int = 1) -> None:
        self._data = data
        self._first = first_line
        self._lines = array("q", [0])
        self._characters = array("q", [0])
        self._last = _Counts(0, 0, 0)
        self._before: dict[int, int] = {}  # line -> characters before it

    def locate(self, offset: int) -> tuple[int, int]:
        """Return the line and column, both from 1, of a byte offset."""
        offset = min(max(offset, 0), len(self._data))
        here = self._counts(offset)
        before = self._before.get(here.lines)
        if before is None:
            start = self._line_start(offset)
            near = offset - start < _BLOCK
            before = here.characters - self._code_points(start, offset) if near else self._counts(start).characters
            self._before[here.lines] = before
        mark = here.lines == 0 and offset >= len(_BOM) and self._data.startswith(_BOM)
        return self._first + here.lines, here.characters - before + 1 - mark

    def _counts(self, offset: int) -> _Counts:
        """Count from the last question if it is near, as it is when places are asked for in order."""
        block = offset // _BLOCK
        self._fill(block)
        base = _Counts(block * _BLOCK, self._lines[block], self._characters[block])
        if base.offset < self._last.offset <= offset:
            base = self._last
        self._last = _Counts(
            offset,
            base.lines + self._line_ends(base.offset, offset),
            base.characters + self._code_points(base.offset, offset),
        )
        return self._last

    def _fill(self, block: int) -> None:
        while len(self._lines) <= block:
            base = (len(self._lines) - 1) * _BLOCK
            self._lines.append(self._lines[-1] + self._line_ends(base, base + _BLOCK))
            self._characters.append(self._characters[-1] + self._code_points(base, base + _BLOCK))

    def _line_ends(self, start: int, end: int) -> int:
        """Count the line ends whose last byte stands in the range."""
        data = self._data
        ends = data.count(b"\n", start, end)
        returns = data.count(b"\r", start, end)
        return ends + returns - data.count(b"\r\n", start, end + 1) if returns else ends

    def _code_points(self, start: int, end: int) -> int:
        piece = self._data[start:end]
        return len(piece) if piece.isascii() else len(piece.translate(None, _CONTINUATION))

    def _line_start(self, offset: int) -> int:
        end = offset
        while end > 0:
            start = max(0, end - _BLOCK)
            found = max(self._data.rfind(b"\n", start, end), self._data.rfind(b"\r", start, end))
            if found >= 0:
                return found + 1
            end = start
        return 0
