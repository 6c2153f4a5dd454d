"""Rows of cells -> a text with one line a row and a tab between cells, and grids that lead back to the cells."""

from __future__ import annotations

import datetime as dt
from itertools import accumulate, islice

from leakcheck.mail.attachments.finds import FoundText

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable

    from leakcheck.mail.attachments.budget import Budget
    from leakcheck.mail.attachments.finds import File, Finds

_STEP = 200
_LONG = 2 * 1024 * 1024
_BREAKS = str.maketrans("\t\n\r", "   ")


def add_table(file: File, finds: Finds, budget: Budget, rows: Iterable[list[str]], place: tuple[str, int, int]) -> None:
    """Add the text of a table; `place` is its name with the row and the column of its first cell, from 1.

    A long table makes several texts, so that none is ever held twice. Empty rows and columns around it are left out.
    """
    label, number, column = place
    first, size = number, 0
    lines: list[str] = []
    rest = iter(rows)
    while batch := list(islice(rest, _STEP)):
        budget.spend("cells", sum(map(len, batch)))
        if size > _LONG:
            _add(file, finds, lines, (label, first, column))
            lines, size = [], 0
        more = _lines(batch)
        if not lines:
            empty = next((at for at, line in enumerate(more) if line), len(more))
            first, more = number + empty, more[empty:]
        lines += more
        size += sum(map(len, more)) + len(more)
        number += len(batch)
    _add(file, finds, lines, (label, first, column))


def _lines(rows: list[list[str]]) -> list[str]:
    """Return a line for each row, in which only cells are parted by tabs, without tabs at its end."""
    lines = ["\t".join(row) for row in rows]
    text = "\n".join(lines)
    tabs = sum(map(len, rows)) - len(rows) + rows.count([])
    if text.count("\t") != tabs or text.count("\n") >= len(rows) or "\r" in text:
        lines = ["\t".join(word.translate(_BREAKS) for word in row) for row in rows]
    return [line.rstrip("\t") for line in lines] if "\t\n" in text or text.endswith("\t") else lines


def _add(file: File, finds: Finds, lines: list[str], place: tuple[str, int, int]) -> None:
    label, row, column = place
    if all(line.startswith("\t") for line in lines if line):
        gap = min((len(line) - len(line.lstrip("\t")) for line in lines if line), default=0)
        lines, column = [line[gap:] for line in lines], column + gap
    text = "\n".join(lines).rstrip("\n")
    if text.strip():
        starts = list(accumulate(map(len, lines), initial=0))
        grids = [(starts[at] + at, file.place(label), row + at, column) for at in range(0, len(lines), _STEP)]
        finds.texts.append(FoundText(text, (), tuple(grids)))


def shown(value: object) -> str:
    """Return a cell as a spreadsheet shows it: whole numbers without a point, dates in ISO form."""
    if isinstance(value, bool) or value is None:
        return "" if value is None else str(value)
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        return str(int(value))
    if isinstance(value, dt.datetime) and not (value.hour or value.minute or value.second):
        return value.date().isoformat()
    return str(value)


def column_number(letters: str) -> int:
    """Return the number of a column from 1 ("AA" is 27)."""
    number = 0
    for letter in letters.upper():
        number = number * 26 + ord(letter) - 64
    return number


def column_letters(number: int) -> str:
    """Return the letters of a column from 1 (27 is "AA")."""
    letters = ""
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(65 + rest) + letters
    return letters
