"""One sheet of an OpenDocument spreadsheet: cells, what is repeated, and what is hidden."""

from __future__ import annotations

from leakcheck.mail.attachments.tables import add_table, column_letters

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping

    from leakcheck.mail.attachments.budget import Budget
    from leakcheck.mail.attachments.finds import File, Finds

_MOST_TIMES = 50  # a value that says it is repeated a million times is written once by its author
_MOST_ROWS = 1_000
_MOST_COLUMNS = 16_384  # of a sheet of LibreOffice
_LONG_GAP = 100  # from here on what follows begins a table of its own, so that no gap is filled
_SHOWN = 100  # invisible cells of a sheet that are named one by one
_UNSEEN = frozenset({"collapse", "filter"})


class OdfTable:
    """Takes the columns, rows and cells of a sheet in order.

    `how` says what hides the whole sheet, if anything; `white` are the styles of cells whose letters nobody sees.
    """

    def __init__(self, file: File, finds: Finds, budget: Budget, name: str, how: str) -> None:
        self.file, self.finds, self.budget, self.how = file, finds, budget, how
        self.white: frozenset[str] = frozenset()
        self.label = f"sheet {name}"
        self.cell: list[str] | None = None
        self._rows: list[list[str]] = []
        self._first = 1  # the number of the first of them
        self._empty_rows = 0
        self._row: list[str] = []
        self._row_times = 1
        self._cell_times = 1
        self._empty_cells = 0
        self._columns = 0
        self._hidden_columns: list[range] = []
        self._hidden_row = False
        self._white_columns: list[range] = []
        self._row_style = ""
        self._cell_style = ""
        self._white_cells = 0

    def column(self, attributes: Mapping[str, str]) -> None:
        """Take a declaration of one or more columns."""
        times = _number(attributes.get("number-columns-repeated", "1"))
        numbers = range(self._columns, min(self._columns + times, _MOST_COLUMNS))
        if attributes.get("visibility") in _UNSEEN:
            self._hidden_columns.append(numbers)
        if attributes.get("default-cell-style-name") in self.white:
            self._white_columns.append(numbers)
        self._columns += times

    def begin_row(self, attributes: Mapping[str, str]) -> None:
        """Begin a row, or several that are alike."""
        self._row, self._empty_cells = [], 0
        self._row_times = _number(attributes.get("number-rows-repeated", "1"))
        self._hidden_row = attributes.get("visibility") in _UNSEEN
        self._row_style = attributes.get("default-cell-style-name", "")

    def end_row(self) -> None:
        """Keep a row; empty ones are only counted."""
        if not self._row:
            self._empty_rows += self._row_times
            return
        if self._empty_rows > _LONG_GAP:
            self._hand_over()
        else:
            self._rows += [[] for _ in range(self._empty_rows)]
            self._empty_rows = 0
        if self._hidden_row:
            number = self._first + len(self._rows)
            self.finds.conceal(self.file, "\t".join(self._row), "hidden row", f"{self.label}, row {number}")
        kept = min(self._row_times, _MOST_ROWS)
        self._rows += [self._row] * kept
        self._empty_rows = self._row_times - kept

    def begin_cell(self, attributes: Mapping[str, str]) -> None:
        """Begin a cell, whose text is added to `cell`."""
        self.cell = []
        self._cell_style = attributes.get("style-name") or self._row_style
        self._cell_times = _number(attributes.get("number-columns-repeated", "1"))

    def end_cell(self) -> None:
        """Keep a cell; empty ones are only counted."""
        word = "".join(self.cell or ()).strip()
        self.cell = None
        if not word:
            self._empty_cells += self._cell_times
            return
        if self._empty_cells > _LONG_GAP:
            self.budget.spend("cells", self._empty_cells)
        if self.white and not self.how:
            self._tell_white(word, len(self._row) + self._empty_cells)
        kept = min(self._cell_times, _MOST_TIMES)
        self._row += [""] * self._empty_cells + [word] * kept
        self._empty_cells = self._cell_times - kept

    def _tell_white(self, word: str, column: int) -> None:
        """Say what a cell holds whose letters nobody sees; a cell without a style has that of its column."""
        style = self._cell_style
        white = style in self.white if style else any(column in numbers for numbers in self._white_columns)
        if white and self._white_cells < _SHOWN:
            self._white_cells += 1
            row = self._first + len(self._rows) + self._empty_rows
            place = f"{self.label}, {column_letters(column + 1)}{row}"
            self.finds.conceal(self.file, word, "invisible cell", place)

    def finish(self) -> None:
        """Hand over what is left."""
        self._hand_over()

    def _hand_over(self) -> None:
        rows, first = self._rows, self._first
        self._first += len(rows) + self._empty_rows
        self._rows, self._empty_rows = [], 0
        if not rows:
            return
        add_table(self.file, self.finds, self.budget, rows, (self.label, first, 1))
        if self.how:
            self.finds.conceal(self.file, "\n".join(map("\t".join, rows)), self.how, self.label)
        width = max(map(len, rows))
        for column in (number for hidden in self._hidden_columns for number in hidden if number < width):
            words = [row[column] for row in rows if column < len(row) and row[column]]
            place = f"{self.label}, column {column_letters(column + 1)}"
            self.finds.conceal(self.file, "\n".join(words), "hidden column", place)


def _number(word: str) -> int:
    return min(int(word), 1_000_000) if word.isdigit() and len(word) < 9 else 1
