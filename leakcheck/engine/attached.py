"""Scan the texts of attachments: in pieces, so that a table of half a million people costs no more than its size."""

from __future__ import annotations

import re

from leakcheck.checks.seen import normal
from leakcheck.detect import resolved, scan_rows, scan_running, scan_text, tables
from leakcheck.detect.told import told
from leakcheck.model.severity import Confidence

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from leakcheck.model.draft import Grid, Text
    from leakcheck.model.sighting import Sighting

PIECE = 256 * 1024
KEPT = 1_000  # distinct values of one kind in one attachment that are shown by place; the others are counted
_ADDRESS = r"""([\s<>()\[\]{},;:|'"])([^\s<>()\[\]{},;:|'"@]{1,64}+@[^\s<>()\[\]{},;:|'"@]{1,255}+)"""
_EMAIL = "email-address"


class Counts:
    """Distinct values by attachment and kind, with room for the first KEPT of each."""

    def __init__(self) -> None:
        self.values: dict[tuple[str, str], set[int]] = {}
        self.tables: set[tuple[str, str]] = set()

    def begins(self, part: str, label: str) -> bool:
        """Tell whether this is the first text of a table, the one with its heads."""
        known = (part, label) in self.tables
        self.tables.add((part, label))
        return not known

    def keep(self, part: str, kind: str, value: str) -> bool:
        """Count a value; tell whether it is among the first ones."""
        known = self.values.setdefault((part, kind), set())
        known.add(_hash(kind, value))
        return len(known) <= KEPT

    def add(self, part: str, kind: str, values: Iterable[str]) -> None:
        """Count values that are not kept."""
        known = self.values.setdefault((part, kind), set())
        known.update(map(hash, map(str.lower, values)) if kind == _EMAIL else (_hash(kind, v) for v in values))

    def more(self) -> dict[tuple[str, str], int]:
        """Return how many distinct values were only counted."""
        return {key: len(known) - KEPT for key, known in self.values.items() if len(known) > KEPT}


def _hash(kind: str, value: str) -> int:
    return hash(value.lower() if kind == _EMAIL else normal(value))


def scan_attached(text: Text, region: str, counts: Counts) -> list[Sighting]:
    """Return the sightings of an attachment's text, the first KEPT of each kind, and count them all."""
    found: list[Sighting] = []
    part = text.part or ""
    sheets = [grid for grid, _ in _tables(text)]
    scan = scan_text if not sheets else scan_rows if all(grid.column for grid in sheets) else scan_running
    for start, piece in pieces(text.text):
        for sighting in scan(_uncrowded(piece, part, counts), region):
            if sighting.confidence >= Confidence.MEDIUM:
                value = piece[sighting.start : sighting.end]
                if counts.keep(part, sighting.kind, value):
                    found.append(sighting._replace(start=sighting.start + start, end=sighting.end + start))
    headed = [s for s in _headed(text, region, counts) if counts.keep(part, s.kind, text.text[s.start : s.end])]
    return resolved([*found, *headed]) if headed else found


def _uncrowded(piece: str, part: str, counts: Counts) -> str:
    """Return a piece without its addresses when enough are shown already; here they are only counted.

    In a list of half a million addresses this saves most of the time. The text keeps its length, so offsets hold.
    """
    if "@" not in piece or len(counts.values.get((part, _EMAIL), ())) < KEPT:
        return piece
    parts = re.split(_ADDRESS, f"\n{piece}")
    found = parts[2::3]
    parts[2::3] = [" " * len(address) for address in found]
    counts.add(part, _EMAIL, found)
    return "".join(parts)[1:].replace("@", " ")


def pieces(text: str) -> Iterator[tuple[int, str]]:
    """Yield a text in pieces that end at line ends, with the offset of each."""
    start, size = 0, len(text)
    if size <= PIECE:
        yield 0, text
        return
    while start < size:
        stop = text.rfind("\n", start, start + PIECE) + 1 if start + PIECE < size else size
        if stop <= start:
            stop = min(start + PIECE, size)
        yield start, text[start:stop]
        start = stop


def _headed(text: Text, region: str, counts: Counts) -> Iterator[Sighting]:
    """Yield what the head of a column tells about its cells: "12.04.1981" below "Date of birth"."""
    for grid, end in _tables(text):
        separator = "\t" if grid.column else _separator(text.text, grid.offset)
        if separator and counts.begins(text.part or "", grid.label):
            yield from told(tables.columns(text.text, (grid.offset, end), separator), region, None)


def _tables(text: Text) -> Iterator[tuple[Grid, int]]:
    """Yield the first grid of each table of a text, and where the part of it that is read by columns ends."""
    last = ""
    for grid in text.grids:
        if grid.label != last and (grid.column or grid.label.endswith("row")):
            last = grid.label
            later = [g.offset for g in text.grids if g.label == last][-1]
            end = text.text.find("\n", later) if later else -1
            stop = len(text.text) if end < 0 else max(end, later)
            yield grid, stop if grid.column else len(text.text)


def _separator(text: str, start: int) -> str:
    end = text.find("\n", start)
    line = text[start : end if end >= 0 else len(text)]
    return max("\t;,|", key=line.count) if len(line) < 10_000 else ""
