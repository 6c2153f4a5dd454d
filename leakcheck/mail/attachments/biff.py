"""Sheets of Excel 97 to 2003 beside their values: what is hidden, headers, comments, text boxes ([MS-XLS] 2.4)."""

from __future__ import annotations

import struct

from leakcheck.mail.attachments.biff_styles import STYLES, invisible_styles
from leakcheck.mail.attachments.sheets import Beside, header_text
from leakcheck.mail.attachments.tables import column_letters

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

_BOF, _EOF, _CONTINUE = 0x0809, 0x000A, 0x003C
_BOUND_SHEET, _FILE_PASS = 0x0085, 0x002F
_ROW, _COLUMN, _HEADER, _FOOTER, _NOTE, _OBJECT, _TEXT = 0x0208, 0x007D, 0x0014, 0x0015, 0x001C, 0x005D, 0x01B6
_BIFF8 = 0x0600
_LAST_COLUMN = 255
_CELLS = (
    0x00FD,
    0x0204,
    0x0203,
    0x027E,
    0x0006,
    0x0205,
    0x00D6,
)  # LabelSst, Label, Number, RK, Formula, BoolErr, RString
_ROW_OF_NUMBERS = 0x00BD  # MulRk
_MOST_CELLS = 1_000

Record = tuple[int, bytes]


def records(data: bytes, at: int = 0) -> Iterator[Record]:
    """Yield the records of a stream from an offset on: number and content, as far as they are whole."""
    while at + 4 <= len(data):
        kind, size = struct.unpack_from("<HH", data, at)
        yield kind, data[at + 4 : at + 4 + size]
        at += 4 + size


def is_locked(data: bytes) -> bool:
    """Tell whether a workbook stream is encrypted."""
    for kind, _ in records(data):
        if kind in (_FILE_PASS, _EOF):
            return kind == _FILE_PASS
    return False


def read_beside(data: bytes) -> dict[str, Beside]:
    """Return what each sheet of a workbook stream says beside its values, by the name of the sheet."""
    sheets: dict[str, int] = {}
    looks: list[Record] = []
    for kind, body in records(data):
        if kind == _EOF:
            break
        if kind == _BOUND_SHEET and len(body) > 8:
            sheets[_string(body[7:], body[6])] = struct.unpack_from("<I", body)[0]
        elif kind in STYLES:
            looks.append((kind, body))
    invisible = invisible_styles(looks)
    return {name: _Sheet(data, start, invisible).beside for name, start in sheets.items()}


class _Sheet:
    """One pass over the records of a sheet."""

    def __init__(self, data: bytes, start: int, invisible: frozenset[int]) -> None:
        self.beside = Beside()
        self.invisible = invisible
        self.texts: dict[int, str] = {}
        self.number = self.waiting = 0
        depth = 0
        for kind, body in records(data, start):
            depth += {_BOF: 1, _EOF: -1}.get(kind, 0)
            if depth <= 0:
                break
            act = _ACTS.get(kind)
            if act is not None:
                try:
                    act(self, body)
                except (struct.error, IndexError):
                    continue
        boxes = [text for text in self.texts.values() if text]
        self.beside.printed.extend(boxes)

    def row(self, body: bytes) -> None:
        """Note a row that is hidden or has no height."""
        if struct.unpack_from("<H", body, 12)[0] & 0x20:
            self.beside.lines[str(struct.unpack_from("<H", body)[0] + 1)] = None

    def column(self, body: bytes) -> None:
        """Note columns that are hidden or have no width."""
        first, last, width, _, flags = struct.unpack_from("<HHHHH", body)
        if flags & 1 or not width:
            for number in range(first, min(last, _LAST_COLUMN) + 1):
                self.beside.lines[column_letters(number + 1)] = None

    def cell(self, body: bytes) -> None:
        """Note a cell that shows nothing."""
        row, column, style = struct.unpack_from("<HHH", body)
        self._note(row, column, style)

    def numbers(self, body: bytes) -> None:
        """Note those cells of a row of numbers that show nothing."""
        row, first = struct.unpack_from("<HH", body)
        for at in range(4, len(body) - 7, 6):
            self._note(row, first + (at - 4) // 6, struct.unpack_from("<H", body, at)[0])

    def _note(self, row: int, column: int, style: int) -> None:
        if style in self.invisible and column <= _LAST_COLUMN and len(self.beside.cells) < _MOST_CELLS:
            self.beside.cells[f"{column_letters(column + 1)}{row + 1}"] = None

    def printed(self, body: bytes) -> None:
        """Take a header or a footer."""
        text = header_text(_string(body[2:], struct.unpack_from("<H", body)[0])) if body else ""
        if text:
            self.beside.printed.append(text)

    def object(self, body: bytes) -> None:
        """Keep the number of a drawn object, whose text follows."""
        self.number = struct.unpack_from("<H", body, 6)[0]

    def text(self, body: bytes) -> None:
        """Expect the text of an object in the next record."""
        self.waiting = struct.unpack_from("<H", body, 10)[0]

    def proceed(self, body: bytes) -> None:
        """Take the expected text."""
        if self.waiting:
            self.texts[self.number] = _string(body, self.waiting)
            self.waiting = 0

    def note(self, body: bytes) -> None:
        """Put a comment to its cell."""
        row, column, _, number, length = struct.unpack_from("<HHHHH", body)
        place = f"{column_letters(min(column, _LAST_COLUMN) + 1)}{row + 1}"
        self.beside.comments.append((place, _string(body[10:], length), self.texts.pop(number, "")))


_ACTS = {
    _ROW: _Sheet.row,
    _COLUMN: _Sheet.column,
    _HEADER: _Sheet.printed,
    _FOOTER: _Sheet.printed,
    _OBJECT: _Sheet.object,
    _TEXT: _Sheet.text,
    _CONTINUE: _Sheet.proceed,
    _NOTE: _Sheet.note,
    **dict.fromkeys(_CELLS, _Sheet.cell),
    _ROW_OF_NUMBERS: _Sheet.numbers,
}


def _string(data: bytes, length: int) -> str:
    """Return a Unicode string of so many characters whose first byte says how wide they are."""
    if data[:1] and data[0] & 1:
        return data[1 : 1 + 2 * length].decode("utf-16-le", "replace")
    return data[1 : 1 + length].decode("latin-1")
