"""What the head of a column says about the cells below it, and the first cell of a row about the second."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from leakcheck.detect.told import told

if TYPE_CHECKING:
    from collections.abc import Iterator

    from leakcheck.detect.told import Cell
    from leakcheck.model.sighting import Sighting

_WIDE = "  "  # a gap in a line of columns that blanks align
# Between the cells of a table in running text, and how many a row has at least: HTML becomes tabs, code has semicolons.
SEPARATORS = {"\t": 1, "|": 1, ";": 2, _WIDE: 1}
_MOST_ROWS = 500


def headed(text: str, region: str, kinds: frozenset[str] | None) -> Iterator[Sighting]:
    """Yield what the tables in a text show by their heads."""
    for separator, least in SEPARATORS.items():
        for start, end in _blocks(text, separator, least):
            yield from columns(text, (start, end), separator, region, kinds)


def _blocks(text: str, separator: str, least: int) -> Iterator[tuple[int, int]]:
    """Yield the spans of two and more lines in a row that all have so many separators."""
    at = text.find(separator)
    while at >= 0:
        start, end, lines = text.rfind("\n", 0, at) + 1, _line_end(text, at), 0
        stop = start - 1
        while text.count(separator, stop + 1, end) >= least:
            stop, lines = end, lines + 1
            if end == len(text):
                break
            end = _line_end(text, end + 1)
        if lines > 1:
            yield start, stop
        at = text.find(separator, max(stop, _line_end(text, at)))


def _line_end(text: str, at: int) -> int:
    end = text.find("\n", at)
    return len(text) if end < 0 else end


def columns(
    text: str, span: tuple[int, int], separator: str, region: str, kinds: frozenset[str] | None = None
) -> Iterator[Sighting]:
    """Read each column that its head calls something as lines of "head: cell", and rows of two as "name: value"."""
    rows = list(_rows(text, span, separator))
    head = rows[0]
    if len(head) < 2:
        return  # lines that only begin with blanks
    if len(head) == 2:
        pairs = list(told(((row[0][1], row[1]) for row in rows if len(row) == 2), region, kinds))
        yield from pairs
        if any(sighting.start < head[1][0] + len(head[1][1]) for sighting in pairs):
            return  # names and values from the first row on: no row is a head
    heads = {number: cell for number, (_, cell) in enumerate(head)}
    if separator == _WIDE:  # where a cell is empty, blanks do not tell which
        rows = [head, *(row for row in rows[1:] if len(row) == len(head))]
    below = ((heads.get(number, ""), cell) for row in rows[1:] for number, cell in enumerate(row))
    yield from told(below, region, kinds)


def _rows(text: str, span: tuple[int, int], separator: str) -> Iterator[list[Cell]]:
    """Yield the head of a table and at most `_MOST_ROWS` rows below it."""
    start, end = span
    for _ in range(_MOST_ROWS + 1):
        stop = text.find("\n", start, end)
        stop = end if stop < 0 else stop
        yield list(_cells(text[start:stop], start, separator))
        start = stop + 1
        if start >= end:
            return


def _cells(line: str, start: int, separator: str) -> Iterator[Cell]:
    if separator == _WIDE:
        yield from ((start + found.start(), found[0]) for found in re.finditer(r"[^ ]+(?: [^ ]+)*", line))
        return
    for cell in line.split(separator):
        yield start, cell
        start += len(cell) + len(separator)
