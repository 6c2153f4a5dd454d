"""The offending line of a draft with its spans marked: what is far away is cut, other personal data is masked."""

from __future__ import annotations

from leakcheck.model.evidence import mask
from leakcheck.model.place import Span
from leakcheck.model.record import NamedTuple
from leakcheck.report.page import Run, cells, fitted
from leakcheck.report.safe import safe

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from leakcheck.model.place import Excerpt, Location
    from leakcheck.report.page import Line

DOTS = "..."
MOST_MARKS = 50


class Drawn(NamedTuple):
    """A line as it may be shown, with the marked spans in it (code points)."""

    text: str
    marks: tuple[Span, ...]


def same_line(locations: Sequence[Location]) -> int:
    """Return how many of the first locations stand on the line that the excerpt of the first one shows."""
    number = 1
    while number < len(locations) and _span_in(locations[0], locations[number]):
        number += 1
    return number


def excerpt_lines(locations: Sequence[Location], room: int, *, clear: bool, reveal: bool) -> Iterator[Line]:
    """Yield the line of the first location and, below it, the marks of all locations, which stand on that line.

    `clear` shows the marked values themselves, `reveal` shows also the other personal data of the line. `room` is the
    number of cells, 0 for no limit.
    """
    excerpt = locations[0].excerpt
    if excerpt is None:
        return
    shown = _drawn(excerpt, locations, clear=clear or reveal, reveal=reveal)
    shown = _window(shown, room) if room else shown
    place, line, under = 0, list[Run](), list[Run]()
    for start, end in shown.marks:
        line += Run(shown.text[place:start], "faint"), Run(shown.text[start:end], "mark")
        under += Run(" " * cells(shown.text[place:start])), Run("^" * cells(shown.text[start:end]), "mark")
        place = end
    yield (*line, Run(shown.text[place:], "faint"))
    yield tuple(under)


def _span_in(first: Location, other: Location) -> Span | None:
    """Return where `other` stands in the excerpt of `first`; None when it does not, or stands in another text."""
    if first.excerpt is None or other.excerpt is None or (first.where, first.part) != (other.where, other.part):
        return None
    shift = first.start - first.excerpt.mark.start
    start, end = other.start - shift, other.end - shift
    inside = 0 <= start < end <= len(first.excerpt.line)
    marked = other.excerpt.line[slice(*other.excerpt.mark)]
    return Span(start, end) if inside and first.excerpt.line[start:end] == marked else None


def _drawn(excerpt: Excerpt, locations: Sequence[Location], *, clear: bool, reveal: bool) -> Drawn:
    """Return the line with everything masked that may not be shown."""
    marked = {excerpt.mark: locations[0]}
    marked |= {span: other for other in locations[1:] if (span := _span_in(locations[0], other))}
    hidden = () if reveal else excerpt.hidden
    text, marks, place = "", [], 0
    for span in sorted({*marked, *hidden}):
        start, end = max(span.start, place), min(span.end, len(excerpt.line))
        if start >= end and span not in marked:
            continue
        text += safe(excerpt.line[place:start])
        value = excerpt.line[start:end]
        if span in marked:
            value = value if clear else marked[span].evidence.masked()
            marks.append(Span(len(text), len(text) + len(safe(value))))
        else:
            value = mask(value)
        text += safe(value)
        place = max(place, end)
    return _stripped(Drawn(text + safe(excerpt.line[place:]), tuple(marks)))


def _stripped(drawn: Drawn) -> Drawn:
    lead = len(drawn.text) - len(drawn.text.lstrip())
    return Drawn(drawn.text.strip(), tuple(Span(max(s - lead, 0), max(e - lead, 0)) for s, e in drawn.marks))


def _window(drawn: Drawn, room: int) -> Drawn:
    """Cut the line so that it fits into `room` cells and shows the first mark, as much of it as there is room for."""
    text, marks = drawn
    if cells(text) <= room or not marks:
        return Drawn(fitted(text, room), marks)
    first = marks[0]
    spare = room - cells(text[first.start : first.end]) - 2 * len(DOTS)
    back = max(min(first.start, spare // 2, room // 3), 0)
    begin = first.start - back if first.start > back + len(DOTS) else 0
    head = DOTS if begin else ""
    body = fitted(text[begin:], room - len(head))
    if begin + len(body) < len(text):
        body = fitted(body, room - len(head) - len(DOTS))
    tail = DOTS if begin + len(body) < len(text) else ""
    moved = (Span(start - begin + len(head), min(end - begin, len(body)) + len(head)) for start, end in marks)
    return Drawn(head + body + tail, tuple(span for span in moved if span.start < span.end))
