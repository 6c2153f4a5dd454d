"""Who is named in the tables of an attachment, without an address or a number beside the name."""

from __future__ import annotations

from bisect import bisect_left

from leakcheck.detect import rosters, tables
from leakcheck.model.record import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from leakcheck.detect.rosters import Head, Named
    from leakcheck.model.draft import Text

_LONGEST_HEAD = 4_000
_SEPARATORS = ("\t", ";", ",", "|")


class Block(NamedTuple):
    """Rows of a table in a text: the span, what parts the cells, and the number of the first column from 0."""

    start: int
    end: int
    separator: str
    column: int = 0
    label: str = ""


def named_in(texts: Iterable[Text], taken: dict[int, Sequence[int]]) -> Iterator[tuple[Text, Named]]:
    """Yield the people whom the tables of one file name, with the text they stand in.

    `taken` holds, by the identity of a text, where contact data stands, in order: such a row is counted by that.
    """
    heads: dict[str, Head] = {}
    for text in texts:
        contacts = taken.get(id(text), ())
        for block in _blocks(text):
            rows = _rows(text.text, block)
            head = rosters.head_of(rows)  # what is left of the rows stands below it
            if block.label and head:
                heads.setdefault(block.label, head)
            elif block.label in heads:
                head, rows = heads[block.label], _rows(text.text, block)
            if head:
                alone = (row for row in rows if not _has_contact(text.text, row, contacts))
                yield from ((text, person) for person in rosters.people(alone, head))


def _blocks(text: Text) -> Iterator[Block]:
    """Yield the tables of a text: a sheet or a table of text as a whole, and tables in running text."""
    label = ""
    for number, grid in enumerate(text.grids):
        if grid.label != label and (grid.column or grid.label.endswith("row")):
            label = grid.label
            end = next((g.offset for g in text.grids[number:] if g.label != label), len(text.text))
            separator = "\t" if grid.column else _separator(text.text[grid.offset : grid.offset + _LONGEST_HEAD])
            yield Block(grid.offset, end, separator, max(grid.column - 1, 0), label)
    if not label:
        for separator, least in tables.SEPARATORS.items():
            if len(separator) == 1:
                yield from (Block(*span, separator) for span in tables.blocks(text.text, separator, least))


def _separator(head: str) -> str:
    return max(_SEPARATORS, key=head.count)


def _rows(text: str, block: Block) -> Iterator[list[tuple[int, str]]]:
    empty = [(0, "")] * block.column
    start = block.start
    while start < block.end:
        stop = text.find("\n", start, block.end)
        stop = block.end if stop < 0 else stop
        if stop > start:
            yield [*empty, *rosters.cells_of(text[start:stop], start, block.separator)]
        start = stop + 1


def _has_contact(text: str, row: list[tuple[int, str]], contacts: Sequence[int]) -> bool:
    start, end = next((at for at, cell in row if cell), 0), row[-1][0] + len(row[-1][1])
    if text.find("@", start, end) >= 0:
        return True
    at = bisect_left(contacts, start)
    return at < len(contacts) and contacts[at] < end
