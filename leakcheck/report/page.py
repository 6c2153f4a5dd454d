"""A page of terminal cells: styled runs of text, lines of them, and breaking lines at a width."""

from __future__ import annotations

from leakcheck.model.record import NamedTuple
from leakcheck.report.safe import safe

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

NARROWEST = 20


class Run(NamedTuple):
    """A stretch of text in one style: "error", "warning", "note", "good", "strong", "faint", "mark" or plain ("")."""

    text: str
    style: str = ""


Line = tuple[Run, ...]
BLANK: Line = ()


def run(text: str, style: str = "") -> Run:
    """Return a run of text that may come from a mail or a file name, made harmless."""
    return Run(safe(text), style)


def plain(line: Line) -> str:
    """Return a line without styles and without blanks at its end."""
    return "".join(part.text for part in line).rstrip()


def cells(text: str) -> int:
    """Return how many terminal cells a printable text fills."""
    if text.isascii():
        return len(text)
    from unicodedata import combining, east_asian_width

    return sum(0 if combining(char) else 2 if east_asian_width(char) in "WF" else 1 for char in text)


def fitted(text: str, room: int) -> str:
    """Return as much of the start of `text` as fits into `room` cells."""
    if cells(text) <= room:
        return text
    used = 0
    for index, char in enumerate(text):
        used += cells(char)
        if used > room:
            return text[:index]
    return text


def paragraph(parts: Line, width: int, indent: int = 0, hanging: int = 0) -> Iterator[Line]:
    """Break runs into lines of at most `width` cells, at blanks; 0 keeps them on one line.

    The first line is indented by `indent`, the others by `indent + hanging`. A word longer than a line is cut.
    """
    if not width:
        yield (Run(" " * indent), *parts)
        return
    width = max(width, NARROWEST)
    line, used, fresh = [Run(" " * indent)], indent, True
    hang = min(indent + hanging, width // 2)
    for word, gap in _words(parts):
        size = cells(word.text)
        if not fresh and used + gap + size > width:
            yield tuple(line)
            line, used, fresh = [Run(" " * hang)], hang, True
        if gap and not fresh:
            line.append(Run(" ", word.style if word.style == line[-1].style else ""))
            used += 1
        while used + size > width:
            head = Run(fitted(word.text, width - used) or word.text[:1], word.style)
            yield (*line, head)
            word = word._replace(text=word.text[len(head.text) :])
            line, used, size = [Run(" " * hang)], hang, cells(word.text)
        line.append(word)
        used, fresh = used + size, False
    yield tuple(line)


def _words(parts: Line) -> Iterator[tuple[Run, int]]:
    """Yield the words of some runs, each with 1 when a blank stands before it, else 0."""
    gap = 0
    for part in parts:
        for number, word in enumerate(part.text.split(" ")):
            gap = 1 if number else gap
            if word:
                yield Run(word, part.style), gap
                gap = 0
