"""Tables with a head: CSV as any program writes it, read by a mapping."""

from __future__ import annotations

import csv
import io

from leakcheck.address.canonical import canonical
from leakcheck.consent.importers.dates import instant
from leakcheck.consent.importers.values import Bad, Contact, Piece, pieces
from leakcheck.model.errors import ConfigError, ReadError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from leakcheck.consent.importers.mapping import Mapping, When
    from leakcheck.model.consent import Status

_DELIMITERS = (",", ";", "\t", "|")
_MOST_LINES = 50  # of one row; a quote that nobody closed would swallow the rest of the file
_BETWEEN = ":::"  # Google Contacts puts several values into one cell


def read_tables(path: str, mapping: Mapping) -> Iterator[Contact | Bad]:
    """Yield the rows of a table, or of all tables of a folder or archive.

    Raises ReadError for what is no table and ConfigError when no column holds addresses.
    """
    for piece in pieces(path, ".csv"):
        yield from read_table(piece, mapping)


def read_table(piece: Piece, mapping: Mapping) -> Iterator[Contact | Bad]:
    """Yield the rows of one table."""
    lines = io.StringIO(_text(piece), newline="").readlines()
    records = _records(lines)
    first = next((row for row in records if any(row[1] or ())), None)
    if first is None:
        return
    columns = [" ".join(word.lower().split()) for word in first[1] or ()]
    if not set(columns) & set(mapping.address):
        wanted = " or ".join(repr(name) for name in mapping.address[:3])
        raise ConfigError(
            f"{piece.name}, line {first[0]}: no column is called {wanted}: name yours with --mapping FILE"
        )
    for line, cells, why in records:
        if cells is None:
            yield Bad(line, why, piece.name)
        elif any(map(str.strip, cells)):
            yield from _contacts(line, dict(zip(columns, cells, strict=False)), mapping, piece.name)


def _contacts(line: int, row: dict[str, str], mapping: Mapping, file: str) -> Iterator[Contact | Bad]:
    """Yield one contact for each address of a row."""
    written = [word.strip() for column in mapping.address for word in row.get(column, "").split(_BETWEEN)]
    written = [word for word in written if word]
    if not written:
        yield Bad(line, "holds no address", file)
    name = " ".join(" ".join(row.get(column, "") for column in mapping.name).split())
    when = next((when for when in mapping.when if when.fits(row, file)), None)
    at, why = _instant(row, mapping, when)
    for word in written:
        address = canonical(word)
        if not address:
            yield Bad(line, "holds no valid address", file)
        elif why and not (when and when.status.objected):
            yield Bad(line, why, file)
        else:
            yield Contact(line, address, name, _status(when), when.purpose if when else "", at, file)


def _status(when: When | None) -> Status | None:
    return when.status if when else None


def _instant(row: dict[str, str], mapping: Mapping, when: When | None) -> tuple[str, str]:
    """Return the instant of a row, "" without one, and why it cannot be read; an objection then counts from now."""
    columns: Sequence[str] = when.at if when else mapping.since
    cell = next((cell for column in columns if (cell := row.get(column, "").strip())), "")
    if not cell:
        return "", ""
    found = instant(cell, mapping.dates, objection=bool(when and when.status.objected))
    return found, "" if found else "holds a date that cannot be read or lies in the future"


def _records(lines: list[str]) -> Iterator[tuple[int, list[str] | None, str]]:
    """Yield number of the first line and cells of each row; None and a reason for a row that cannot be read.

    After such a row reading goes on with the next line, so that one stray quote costs one row.
    """
    delimiter = max(_DELIMITERS, key=(lines[0] if lines else "").count)
    start = 0
    while start < len(lines):
        feed = _Feed(lines, start)
        try:
            for cells in csv.reader(feed, delimiter=delimiter, strict=True):
                yield feed.first + 1, cells, ""
                feed.first = feed.next
        except csv.Error:
            yield feed.first + 1, None, "cannot be read as a row: is a quote not closed, or doubled?"
            start = feed.first + 1
        else:
            return


class _Feed:
    """Gives lines to a reader of rows, and gives up when one row wants too many; `first` is where the row began."""

    def __init__(self, lines: list[str], start: int) -> None:
        self._lines = lines
        self.first = self.next = start

    def __iter__(self) -> Iterator[str]:
        while self.next < len(self._lines):
            if self.next - self.first >= _MOST_LINES:
                raise csv.Error
            self.next += 1
            yield self._lines[self.next - 1]


def _text(piece: Piece) -> str:
    """Return a table as text: UTF-8, UTF-16 with its mark, or Windows-1252."""
    data = piece.data
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        text = data.decode("utf-16", "replace")
    else:
        try:
            text = data.decode("utf-8-sig")
        except UnicodeDecodeError:
            text = data.decode("cp1252", "replace")
    if "\0" in text[:10_000]:
        raise ReadError(f"{piece.name}: is no table of text", piece.name)
    return text
