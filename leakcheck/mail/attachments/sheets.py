"""What a sheet of a workbook says beside the values of its cells, whatever the format."""

from __future__ import annotations

import re

from leakcheck.mail.attachments.office_common import authors_of_comments
from leakcheck.mail.attachments.tables import column_number

TYPE_CHECKING = False
if TYPE_CHECKING:
    from leakcheck.mail.attachments.finds import File, Finds, FoundText

_CODES = re.compile(r"&(?:\"[^\"]{0,80}\"|K[0-9A-Fa-f+-]{6}|[A-Za-z]|\d{1,3})")
_LONGEST = 100_000
_SHOWN = 100  # hidden rows, columns and cells of a sheet that are named one by one


class Beside:
    """Hidden rows ("7") and columns ("B"), cells that show nothing, headers, formulas by cell, comments.

    A comment is the cell, who wrote it, and its text.
    """

    def __init__(self) -> None:
        self.lines: dict[str, None] = {}
        self.cells: dict[str, None] = {}
        self.printed: list[str] = []
        self.formulas: dict[str, str] = {}
        self.comments: list[tuple[str, str, str]] = []


def header_text(text: str) -> str:
    """Return what a header prints, without the codes of fonts, dates and page numbers."""
    return _CODES.sub(" ", text).strip()


def add_beside(file: File, finds: Finds, label: str, beside: Beside) -> None:
    """Add what is printed around a sheet, what its formulas say beside their values, and its comments."""
    finds.add_text(file, "\n".join(beside.printed), f"{label}, text around the table")
    rows = [(f"{label}, {cell}, formula", formula) for cell, formula in beside.formulas.items()]
    rows += [(f"{label}, {cell}, comment", " ".join(text.split())) for cell, _, text in beside.comments]
    marks, size = [], 0
    for place, text in rows:
        marks.append((size, place))
        size += len(text) + 1
    finds.add_text(file, "\n".join(text for _, text in rows), inside=tuple(marks))
    authors_of_comments(file, finds, [author for _, author, _ in beside.comments], len(beside.comments))


def conceal_beside(finds: Finds, found: FoundText, beside: Beside) -> None:
    """Keep apart the text of hidden rows, columns and cells of a table."""
    if not (beside.lines or beside.cells):
        return
    table = _Table(found)
    for line in list(beside.lines)[:_SHOWN]:
        if line.isdigit():
            finds.concealed.extend(_concealed(table.row(int(line)), "hidden row", f"{table.label}, row {line}"))
        else:
            text = table.column(column_number(line))
            finds.concealed.extend(_concealed(text, "hidden column", f"{table.label}, column {line}"))
    shown = 0
    for cell in beside.cells:
        rows = _concealed(table.cell(cell), "invisible cell", f"{table.label}, {cell}")
        finds.concealed.extend(rows)
        shown += len(rows)
        if shown >= _SHOWN:
            return


class _Table:
    """The text of a table, found again by row and column."""

    def __init__(self, found: FoundText) -> None:
        _, self.label, self._first_row, self._first_column = found.grids[0]
        self._lines = found.text.split("\n")

    def row(self, number: int) -> str:
        at = number - self._first_row
        return self._lines[at] if 0 <= at < len(self._lines) else ""

    def column(self, number: int) -> str:
        at = number - self._first_column
        return "\n".join(cells[at] for line in self._lines if at >= 0 and len(cells := line.split("\t")) > at)

    def cell(self, name: str) -> str:
        letters = name.rstrip("0123456789")
        at = column_number(letters) - self._first_column
        cells = self.row(int(name[len(letters) :])).split("\t")
        return cells[at] if 0 <= at < len(cells) else ""


def _concealed(text: str, how: str, place: str) -> list[tuple[str, str, str]]:
    return [(text.strip()[:_LONGEST], how, place)] if text.strip() else []
