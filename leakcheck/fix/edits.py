"""Edits on bytes: what they replace and nothing else."""

from __future__ import annotations

from bisect import bisect_right

from leakcheck.model.record import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator


class Edit(NamedTuple):
    """Bytes from `start` up to `end` of a file, and what stands there afterwards."""

    start: int
    end: int
    replacement: bytes

    def __repr__(self) -> str:
        """Keep the text of a draft out of logs and tracebacks."""
        return f"Edit({self.start}, {self.end}, {len(self.replacement)} bytes)"


class Shift(NamedTuple):
    """From `line` of an edited file on, a line number is smaller by `moved` than it was."""

    line: int
    moved: int


def in_order(edits: Iterable[Edit], size: int) -> list[Edit]:
    """Return edits by place; raise ValueError when two overlap or one lies outside the file.

    Two insertions at one place stay in the order given.
    """
    ordered = sorted(edits, key=lambda edit: (edit.start, edit.end))
    at = 0
    for edit in ordered:
        if not at <= edit.start <= edit.end <= size:
            raise ValueError("edits overlap or lie outside the file")
        at = edit.end
    return ordered


def apply_edits(data: bytes, edits: Iterable[Edit]) -> bytes:
    """Return the bytes with every edit made, back to front, so that no offset moves under another."""
    result = bytearray(data)
    for edit in reversed(in_order(edits, len(data))):
        result[edit.start : edit.end] = edit.replacement
    return bytes(result)


def kept_spans(edits: Iterable[Edit], size: int) -> Iterator[tuple[int, int, int]]:
    """Yield (start, end, start afterwards) of each stretch that no edit touches."""
    at = moved = 0
    for edit in in_order(edits, size):
        yield at, edit.start, at + moved
        at = edit.end
        moved += len(edit.replacement) - (edit.end - edit.start)
    yield at, size, at + moved


def line_shifts(data: bytes, edits: Iterable[Edit], first_line: int = 1) -> tuple[Shift, ...]:
    """Return how edits move line numbers, in order; `first_line` is the number of the first line of `data`.

    A line that two lines were joined to keeps the number of the first, where its beginning is still there.
    """
    shifts, at, line, moved, begun = [], 0, first_line, 0, False
    for edit in in_order(edits, len(data)):
        added = edit.replacement.count(b"\n")
        passed = data.count(b"\n", at, edit.start)
        begun = not added and (data[edit.start - 1] != 10 if passed or (not at and edit.start) else begun)
        line += passed + added
        moved += data.count(b"\n", edit.start, edit.end) - added
        shifts.append(Shift(line + begun, moved))
        at = edit.end
    return tuple(shifts)


def line_before(line: int, shifts: tuple[Shift, ...]) -> int:
    """Return on which line stood before the edits what stands on `line` after them."""
    passed = bisect_right(shifts, line, key=lambda shift: shift.line)
    return line + shifts[passed - 1].moved if passed else line


def only_edited(before: bytes, after: bytes, edits: Iterable[Edit]) -> bool:
    """Tell whether two files are equal byte for byte outside the edits."""
    every = tuple(edits)
    grown = sum(len(edit.replacement) - (edit.end - edit.start) for edit in every)
    if len(after) != len(before) + grown:
        return False
    old, new = memoryview(before), memoryview(after)
    return all(old[a:b] == new[c : c + b - a] for a, b, c in kept_spans(every, len(before)))


def narrowed(data: bytes, edit: Edit) -> Edit | None:
    """Return an edit without the bytes that it leaves as they are at both ends; None when it changes nothing."""
    old, new = data[edit.start : edit.end], edit.replacement
    head = _common(old, new)
    tail = min(_common(old[::-1], new[::-1]), len(old) - head, len(new) - head)
    if head == len(old) == len(new):
        return None
    return Edit(edit.start + head, edit.end - tail, new[head : len(new) - tail])


def _common(one: bytes, other: bytes) -> int:
    """Return how many bytes two strings have in common at their beginning, in logarithmic many comparisons."""
    low, high = 0, min(len(one), len(other))
    while low < high:
        middle = (low + high + 1) // 2
        if one[low:middle] == other[low:middle]:
            low = middle
        else:
            high = middle - 1
    return low
