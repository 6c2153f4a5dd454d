"""What the head of a column says about the cells below it, and the first cell of a row about the second."""

from __future__ import annotations

import re

from leakcheck.detect.told import label, label_words, told

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from leakcheck.detect.told import Cell
    from leakcheck.model.sighting import Sighting

_WIDE = "  "  # a gap in a line of columns that blanks align
# Between the cells of a table in running text, and how many a row has at least: HTML becomes tabs, code has semicolons.
SEPARATORS = {"\t": 1, "|": 1, ";": 2, _WIDE: 1}
_MOST_ROWS = 500


def may_be_headed(vocabulary: frozenset[str]) -> bool:
    """Tell whether a text holds a word that can name a column at all."""
    return not vocabulary.isdisjoint(label_words())


def headed(text: str, region: str, kinds: frozenset[str] | None) -> Iterator[Sighting]:
    """Yield what the tables in a text show by their heads."""
    spans = ((separator, span) for separator, least in SEPARATORS.items() for span in blocks(text, separator, least))
    yield from told((pair for separator, span in spans for pair in columns(text, span, separator)), region, kinds)


def blocks(text: str, separator: str, least: int) -> Iterator[tuple[int, int]]:
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


def columns(text: str, span: tuple[int, int], separator: str) -> Iterator[tuple[str, Cell]]:
    """Yield (name, cell): the head of a column with each cell below it; in a table of two columns, row by row too."""
    rows = _rows(text, span, separator)
    head = next(rows)
    if len(head) == 2:
        yield from _of_two(head, list(rows), separator)
    elif len(head) > 2:
        named = {number: name for number, (_, cell) in enumerate(head) if (name := label(cell))}
        for row in rows if named else ():
            if separator != _WIDE or len(row) == len(head):  # where a cell is empty, blanks do not tell which
                yield from ((name, row[number]) for number, name in named.items() if number < len(row))


def _of_two(head: list[Cell], rows: list[list[Cell]], separator: str) -> Iterator[tuple[str, Cell]]:
    """Yield "name: value" of each row, and what the head says where the first row is no name with its value."""
    pairs = [row for row in rows if len(row) == 2]
    yield from ((name[1], value) for name, value in (head, *pairs))
    if not any(told([(head[0][1], head[1])], "", None)):
        for row in pairs if separator == _WIDE else rows:
            yield from ((name, cell) for (_, name), cell in zip(head, row, strict=False))


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
