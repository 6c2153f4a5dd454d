"""The cells of an Excel sheet, read while its XML is unpacked (ECMA-376 part 1, 18.3)."""

from __future__ import annotations

import re

from leakcheck.mail.attachments.sheet_parts import Unusual, data_of, resolved
from leakcheck.mail.attachments.tables import column_number, shown
from leakcheck.model.record import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from typing import Any

    Row = tuple[int, list[str]]

_TOKEN = re.compile(
    r'<c r="([A-Z]{1,3}+)([0-9]{1,7}+)"([^<>/]*+)(?:/>|>(?:<f[^<>/]*+(?:/>|>[^<]*+</f>))?'
    r'(?:<v>([^<]*+)</v>|<is><t(?: xml:space="preserve")?>([^<]*+)</t></is>)?</c>)'
    r'|<row r="([0-9]{1,7}+)"[^<>/]*+/?>|</row>|(\S++)'
)
_ROW = r'\s{0,99}<row r="([0-9]{1,7}+)"[^<>/]*+>'
_PLACE = re.compile(r'<c r="([A-Z]{1,3})[0-9]{1,7}"')
_VALUE = re.compile(r'(<v>|<is><t(?: xml:space="preserve")?>)[^<]*')
_ATTRIBUTE = re.compile(r'\s+(\w+)="([^"]*+)"')
_NUMBER = re.compile(r"-?[0-9]{1,400}(?:\.[0-9]{1,400})?(?:[eE][+-]?[0-9]{1,3})?")
_WIDEST, _GAP = 16_384, 10_000
_NUMERIC, _SHARED, _INLINE, _TEXT, _TRUTH, _ERROR, _DATE = range(7)
_KINDS = {"": _NUMERIC, "n": _NUMERIC, "s": _SHARED, "inlineStr": _INLINE, "str": _TEXT, "b": _TRUTH, "e": _ERROR}
_BARE = frozenset({_INLINE, _TEXT})
_MOST_SHAPES, _MOST_CELLS, _LONGEST_SHAPE = 20, 100, 10_000
_LONGEST_LOOKS = 300


class _Shape(NamedTuple):
    """How a row is written: a pattern for all rows of its kind, and the columns and kinds of its values.

    `bare` rows are texts from the first column on, written as they are shown where they refer to nothing.
    """

    match: Callable[[str, int], re.Match[str] | None]
    columns: tuple[int, ...]
    kinds: tuple[int, ...]
    bare: bool


class SheetCells:
    """Reads sheets of one workbook: `strings` are its shared strings, `dated` the numbers of styles that show dates.

    Rows that are written alike are matched as a whole, which takes a third of the time.
    """

    def __init__(self, strings: list[str], dated: frozenset[str]) -> None:
        self._strings, self._dated = strings, dated
        self._looks: dict[str, int] = {}
        self._shape: _Shape | None = None
        self._last: Any = None
        self._shapes: dict[str, _Shape] = {}

    def rows(self, pieces: Iterable[bytes]) -> Iterator[list[str]]:
        """Yield the cells of every row from the first row and column on, without the empty ones behind the last.

        Raises Unusual, also late.
        """
        last = 0
        for part in data_of(pieces):
            for number, words in self._rows_of(part):
                if number != last + 1:
                    if not 0 < number - last <= _GAP:
                        raise Unusual
                    yield from ([] for _ in range(number - last - 1))
                last = number
                yield words

    def _rows_of(self, part: str) -> Iterator[Row]:
        """Yield the rows of a part that holds whole rows."""
        at, size = 0, len(part)
        plain = "&" not in part
        while at < size:
            shape = self._shape
            while shape and (match := shape.match(part, at)):
                at = match.end()
                number, *values = match.groups()
                bare = plain and shape.bare
                yield int(number), values if bare else self._words(shape.columns, shape.kinds, values)
            end = part.find("</row>", at) + 6
            source = part[at : end if end > 5 else size]
            at += len(source)
            yield from self._read(source)

    def _read(self, source: str) -> Iterator[Row]:
        """Yield the row that a source holds; rows without cells may stand before it."""
        columns: list[int] = []
        kinds: list[int] = []
        values: list[str] = []
        current = ""
        for token in _TOKEN.finditer(source):
            letters, digits, looks, value, text, row, odd = token.groups("")
            if letters and digits == current:
                kind = self._kind(looks)
                if value or text:
                    columns.append(column_number(letters) - 1)
                    kinds.append(kind)
                    values.append(value or text)
                    if bool(text) != (kind == _INLINE):
                        raise Unusual
            elif row and not columns:
                current = row
            elif letters or row or odd or not current:
                raise Unusual
            else:
                if columns != sorted(set(columns)) or (columns and columns[-1] >= _WIDEST):
                    raise Unusual
                yield int(current), self._words(columns, kinds, values)
                self._learn(source, tuple(columns), tuple(kinds))
                current = ""
        if current and columns:
            raise Unusual

    def _learn(self, source: str, columns: tuple[int, ...], kinds: tuple[int, ...]) -> None:
        """Learn how a row is written when the one before was written alike, since more will be."""
        alike, self._last = self._last == (columns, kinds), (columns, kinds)
        short = len(columns) <= _MOST_CELLS and len(source) <= _LONGEST_SHAPE
        head = re.match(_ROW, source) if alike and short and "<f" not in source else None
        rest = source[head.end() :] if head else ""
        if not head or "<row" in rest:
            return
        marked, number = _VALUE.subn("\\1\1", _PLACE.sub('<c r="\\1\0"', rest))
        if marked not in self._shapes and 0 < number == len(columns) and len(self._shapes) < _MOST_SHAPES:
            pattern = re.escape(marked).replace("\0", r"\1").replace("\1", "([^<]*+)")
            bare = columns[-1] + 1 == number and _BARE.issuperset(kinds)
            self._shapes[marked] = _Shape(re.compile(_ROW + pattern).match, columns, kinds, bare)
        self._shape = self._shapes.get(marked, self._shape)

    def _words(self, columns: Sequence[int], kinds: Sequence[int], values: list[str]) -> list[str]:
        """Return what the cells of a row show, from its first column on."""
        words = [
            value if kind == _INLINE and "&" not in value else self._word(kind, value)
            for kind, value in zip(kinds, values, strict=True)
        ]
        if not columns or columns[-1] == len(columns) - 1:
            return words
        row = [""] * (columns[-1] + 1)
        for column, word in zip(columns, words, strict=True):
            row[column] = word
        return row

    def _word(self, kind: int, value: str) -> str:
        """Return what a cell shows."""
        if kind in (_INLINE, _TEXT):
            return resolved(value) if "&" in value else value
        if not value or kind == _ERROR:
            return ""
        if kind == _SHARED:
            try:
                return self._strings[int(value)]
            except (IndexError, ValueError) as error:
                raise Unusual from error
        if kind == _NUMERIC:
            return value if value.isdecimal() and len(value) < 16 and value[0] != "0" else _number(value)
        if kind == _TRUTH:
            return str(value != "0")
        raise Unusual

    def _kind(self, looks: str) -> int:
        """Return how the value of a cell with these attributes is to be read."""
        if looks not in self._looks:
            if len(looks) > _LONGEST_LOOKS:
                raise Unusual
            found = _ATTRIBUTE.findall(looks)
            attributes = dict(found)
            kind = _KINDS.get(attributes.get("t", ""))
            if kind is None or "r" in attributes or len(found) != len(attributes) or _ATTRIBUTE.sub("", looks).strip():
                raise Unusual
            self._looks[looks] = _DATE if kind == _NUMERIC and attributes.get("s") in self._dated else kind
        return self._looks[looks]


def _number(value: str) -> str:
    if not _NUMBER.fullmatch(value):
        raise Unusual
    return shown(float(value))
