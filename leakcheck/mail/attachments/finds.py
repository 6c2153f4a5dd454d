"""What reading a file gives: values that can also travel back from a worker process."""

from __future__ import annotations

from leakcheck.model.record import NamedTuple

Marks = tuple[tuple[int, str], ...]
_RECENT = 8  # rows of metadata among which the same one is not added again: a packet is met in more than one way
BY_HAND = "Open it and look yourself, or leave it out"


class Unreadable(Exception):  # noqa: N818 - it tells an outcome, not a fault of ours
    """A file cannot be read; `why` says so in plain words, `help` how to check it anyway."""

    def __init__(self, why: str, how: str = "") -> None:
        super().__init__(why)
        self.why = why
        self.help = how


class Harmful(Unreadable):
    """A file is made to do harm: nothing more of the attachment that holds it is read."""


class NeedsWorker(Exception):  # noqa: N818 - it tells where to read on, not a fault
    """A file must be read in a process of its own: a library might take the whole process down with it."""


class File(NamedTuple):
    """A file to read. `inside` is the way to it from the attachment ("entry a.zip: entry b.docx", "" for itself)."""

    name: str
    data: bytes
    inside: str = ""
    depth: int = 0
    media_type: str = ""

    def place(self, place: str) -> str:
        """Return a place in this file as seen from the attachment."""
        return f"{self.inside}: {place}" if self.inside and place else self.inside or place

    def entry(self, name: str, data: bytes, what: str = "entry") -> File:
        """Return a file that this one holds."""
        return File(name, data, self.place(f"{what} {name}"), self.depth + 1)

    def __repr__(self) -> str:
        return f"File({len(self.data)} bytes, depth={self.depth})"


class FoundText(NamedTuple):
    """A text with its places: `inside` as pairs (offset, place), `grids` as (offset, label, row, column)."""

    text: str
    inside: Marks = ()
    grids: tuple[tuple[int, str, int, int], ...] = ()


class Finds(NamedTuple):
    """Everything found in one attachment; lists that readers add to, of plain values in the order of their fields."""

    texts: list[FoundText]
    metadata: list[tuple[str, str, str]]
    concealed: list[tuple[str, str, str]]
    unread: list[tuple[str, str, str]]
    contents: list[tuple[str, str, str, str, bytes]]
    listed: list[tuple[int, str]]
    calendars: list[str]
    files: list[File]

    def add_text(self, file: File, text: str, place: str = "", inside: Marks = ()) -> None:
        """Add a text; `inside` are places within the file."""
        if not text.strip():
            return
        marks = tuple((at, file.place(name)) for at, name in inside) or ((0, file.place(place)),)
        self.texts.append(FoundText(text, marks if marks[0][1] else ()))

    def add_lines(self, file: File, text: str, label: str = "line") -> None:
        """Add a text whose places are its lines."""
        if text.strip():
            grids = [(at, file.place(label), row, 0) for at, row in line_marks(text)]
            self.texts.append(FoundText(text, (), tuple(grids)))

    def add_metadata(self, file: File, key: str, value: str, place: str = "") -> None:
        """Add a datum about the file unless it is empty."""
        value = " ".join(value.replace("\0", " ").split())[:2_000]
        row = (key, value, file.place(place))
        if value and row not in self.metadata[-_RECENT:]:
            self.metadata.append(row)

    def conceal(self, file: File, text: str, how: str, place: str = "") -> None:
        """Add text that nobody sees who opens the file."""
        if text.strip():
            self.concealed.append((text.strip()[:100_000], how, file.place(place)))

    def miss(self, file: File, why: str, how: str = "", place: str = "") -> None:
        """Say that something was not read, and how to check it anyway; the same thing is said once."""
        row = (file.place(place), why, how or BY_HAND)
        if row not in self.unread:
            self.unread.append(row)


def empty() -> Finds:
    """Return finds without anything."""
    return Finds([], [], [], [], [], [], [], [])


_STEP = 200


def line_marks(text: str, first: int = 1) -> list[tuple[int, int]]:
    """Return (offset, line number) for every 200th line, so that the line of an offset is found by counting a few."""
    marks = [(0, first)]
    at, line = 0, first
    while True:
        for _ in range(_STEP):
            at = text.find("\n", at) + 1
            if not at:
                return marks
        line += _STEP
        marks.append((at, line))
