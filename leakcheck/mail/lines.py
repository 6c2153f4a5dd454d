"""Offsets in a file -> line and column."""

from __future__ import annotations

from array import array
from typing import NamedTuple

_BLOCK = 4_096
_CONTINUATION = bytes(range(0x80, 0xC0))


class _Counts(NamedTuple):
    lines: int
    characters: int


class Lines:
    """Line and column of byte offsets, with counts kept per block so that each question costs the same.

    Lines end in CRLF, LF or CR. The column counts code points of the line read as UTF-8: every byte but the
    continuation bytes.
    """

    def __init__(self, data: bytes, first_line: int = 1) -> None:
        self._data = data
        self._first = first_line
        self._lines = array("q", [0])
        self._characters = array("q", [0])
        self._starts: dict[int, int] = {}

    def locate(self, offset: int) -> tuple[int, int]:
        """Return the line and column, both from 1, of a byte offset."""
        offset = min(max(offset, 0), len(self._data))
        here = self._counts(offset)
        start = self._starts.get(here.lines)
        if start is None:
            start = self._starts[here.lines] = self._line_start(offset)
        return self._first + here.lines, here.characters - self._counts(start).characters + 1

    def _counts(self, offset: int) -> _Counts:
        block, rest = divmod(offset, _BLOCK)
        while len(self._lines) <= block:
            base = (len(self._lines) - 1) * _BLOCK
            self._lines.append(self._lines[-1] + self._line_ends(base, base + _BLOCK))
            self._characters.append(self._characters[-1] + self._code_points(base, base + _BLOCK))
        base = offset - rest
        return _Counts(
            self._lines[block] + self._line_ends(base, offset),
            self._characters[block] + self._code_points(base, offset),
        )

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
