"""Finding the delimiter lines of all open multiparts in one forward scan."""

from __future__ import annotations

import re

from leakcheck.model.record import NamedTuple

# RFC 2046 allows 70 characters; a line longer than this is no delimiter.
_LINE = re.compile(rb"--([^\r\n]{1,1000}+)(?:\r{0,2}+\n|\r|\Z)")


class Mark(NamedTuple):
    """A delimiter line: from the line end before it (which belongs to it) to behind its own line end.

    `level` is the place of its multipart on the stack; `closing` marks the last one.
    """

    start: int
    end: int
    level: int
    closing: bool


class Delimiters:
    """The boundaries that are open, and the next line that begins with two hyphens.

    Each of the two searches (behind LF, behind CR) goes through the bytes once in all.
    """

    def __init__(self, data: bytes, end: int) -> None:
        self._data = data
        self._end = end
        self._levels: dict[bytes, list[int]] = {}
        self._lf = self._cr = -1  # the last answers of the two searches; `end` when there is none

    def open(self, boundary: bytes, level: int) -> None:
        """Listen for a boundary; of two multiparts with the same one the inner is meant."""
        self._levels.setdefault(boundary, []).append(level)

    def close(self, boundary: bytes) -> None:
        """Listen no longer for the inner multipart with this boundary."""
        levels = self._levels.get(boundary)
        if levels:
            levels.pop()
            if not levels:
                del self._levels[boundary]

    def stands_at(self, pos: int) -> bool:
        """Tell whether the line at `pos` is the delimiter of an open multipart."""
        return self._read(pos, pos) is not None

    def next(self, pos: int) -> Mark | None:
        """Return the first delimiter at or behind `pos`, the beginning of a line."""
        if not self._levels:
            return None
        if pos == 0 or self._data[pos - 1] in b"\r\n":
            mark = self._read(pos, pos)
            if mark:
                return mark
        data, end = self._data, self._end
        heads = {boundary[0] for boundary in self._levels}
        at = pos
        while True:
            if self._lf < at:  # `%` turns "not found" (-1) into `end`
                self._lf = data.find(b"\n--", at, end) % (end + 1)
            if self._cr < at:
                self._cr = data.find(b"\r--", at, end) % (end + 1)
            at = min(self._lf, self._cr)
            if at + 3 >= end:
                return None
            if data[at + 3] in heads and (mark := self._read(at + 1, pos)):
                return mark
            at += 1

    def _read(self, line: int, content: int) -> Mark | None:
        """Read the line at `line` as a delimiter; `content` is where the content before it began."""
        match = _LINE.match(self._data, line, self._end)
        if not match:
            return None
        token = match[1].rstrip(b" \t")
        levels = self._levels.get(token)
        closing = levels is None
        if levels is None and token.endswith(b"--"):
            levels = self._levels.get(token[:-2].rstrip(b" \t"))
        if not levels:
            return None
        return Mark(self._line_end_before(line, content), match.end(), levels[-1], closing)

    def _line_end_before(self, line: int, content: int) -> int:
        start = line
        for byte in b"\n\r\r":
            if start > content and self._data[start - 1] == byte:
                start -= 1
        return start
