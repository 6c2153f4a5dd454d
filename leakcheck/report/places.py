"""Where a finding stands: the first lines of the draft with their marks, the other places side by side."""

from __future__ import annotations

from itertools import groupby

from leakcheck.model.phrase import Phrase
from leakcheck.model.record import NamedTuple
from leakcheck.report.excerpt import DOTS, MOST_MARKS, excerpt_lines, same_line
from leakcheck.report.masking import evidence_of, typed_by_writer
from leakcheck.report.page import Run, cells, paragraph, run
from leakcheck.report.safe import safe

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from leakcheck.model.finding import Finding
    from leakcheck.model.place import Location
    from leakcheck.report.language import Language
    from leakcheck.report.page import Line
    from leakcheck.report.setting import Setting

MOST_EXCERPTS = 3
MOST_VALUES = 14
_INDENT = 6


class _Spot(NamedTuple):
    """Locations on one line of the draft, and those where the same line stands again (plain text and HTML)."""

    shown: tuple[Location, ...]
    again: list[Location]


def place_lines(finding: Finding, setting: Setting) -> Iterator[Line]:
    """Yield the places of a finding; excerpts on the writer's own terminal, unless a list of people says more."""
    rest: Sequence[Location] = finding.locations
    if setting.own_terminal and not _is_crowd(rest, _room(setting)):
        spots, rest = _spots(rest)
        for spot in spots:
            yield from _excerpt(spot, setting)
    yield from _list(rest, setting)


def _is_crowd(locations: Sequence[Location], room: int) -> bool:
    """Tell whether addresses are clearer than pieces of the field: many people, or a line that would cut some off."""
    if not all(map(typed_by_writer, locations)):
        return False
    return len(locations) > MOST_EXCERPTS or not all(_fits(place, len(locations), room) for place in locations)


def _fits(place: Location, people: int, room: int) -> bool:
    """Tell whether the line of a place can be read and fits into `room` cells.

    For one person alone the marked piece is enough; an encoded word (RFC 2047) is no name that anybody can read.
    """
    if place.excerpt is None:
        return True
    line, mark = place.excerpt.line, place.excerpt.mark
    if "=?" in line:
        return False
    if not room:
        return True
    return cells(safe(line)) <= room or (people == 1 and cells(safe(line[slice(*mark)])) <= room - 2 * len(DOTS))


def _room(setting: Setting) -> int:
    """Return how many cells an excerpt may take, 0 for no limit."""
    return max(setting.width - _INDENT - 2, 12) if setting.width else 0


def _spots(locations: Sequence[Location]) -> tuple[list[_Spot], Sequence[Location]]:
    """Return the first lines to show, and the locations that are left over."""
    spots: list[_Spot] = []
    begin = 0
    while begin < len(locations) and locations[begin].excerpt is not None:
        shown = tuple(locations[begin : begin + same_line(locations[begin : begin + MOST_MARKS])])
        twin = next((spot for spot in spots if _text(spot.shown) == _text(shown)), None)
        if twin is None and len(spots) == MOST_EXCERPTS:
            break
        if twin is None:
            spots.append(_Spot(shown, []))
        else:
            twin.again.extend(shown)
        begin += len(shown)
    return spots, locations[begin:]


def _text(locations: Sequence[Location]) -> list[object]:
    return [(place.where, place.inside, place.excerpt) for place in locations]


def _excerpt(spot: _Spot, setting: Setting) -> Iterator[Line]:
    yield from paragraph((_label([*spot.shown, *spot.again], setting.language),), setting.width, _INDENT, 2)
    clear = typed_by_writer(spot.shown[0])
    for line in excerpt_lines(spot.shown, _room(setting), clear=clear, reveal=setting.reveal):
        yield (Run(" " * (_INDENT + 2)), *line)


def _list(locations: Sequence[Location], setting: Setting) -> Iterator[Line]:
    """Yield places without excerpts, those of one field in one paragraph, up to MOST_VALUES of them."""
    for _, same in groupby(locations[:MOST_VALUES], key=lambda place: (place.where, place.inside)):
        group = list(same)
        values = _counted([value for place in group if (value := _value(place, setting))], setting.language)
        label = _label(group, setting.language)
        parts = (label._replace(text=label.text + ": "), Run(", ".join(values))) if values else (label,)
        yield from paragraph(parts, setting.width, _INDENT, 2)
    left = len(locations) - MOST_VALUES
    if left > 0:
        yield (Run(" " * _INDENT + setting.language.say(Phrase("and {number} more", number=left)), "faint"),)


def _counted(values: list[str], language: Language) -> list[str]:
    """Return each value once, with how often it occurs; masked values are often alike."""
    numbers = {value: values.count(value) for value in values}
    return [
        language.say(Phrase("{name} ({number} times)", name=value, number=number)) if number > 1 else value
        for value, number in numbers.items()
    ]


def _label(locations: Sequence[Location], language: Language) -> Run:
    """Return where some locations stand; inside of an attachment the line at which it begins would only mislead."""
    first = locations[0]
    if first.inside:
        return run(f"{language.say(first.where)}, {language.say(first.inside)}", "faint")
    lines = sorted({place.line for place in locations if place.line})
    return run(language.say(first.where) + language.say(_lines(lines)), "faint")


def _lines(lines: list[int]) -> str:
    """Return some line numbers in words; many that do not follow one another become a range."""
    if len(lines) < 2:
        return Phrase(", line {name}", name=str(lines[0])) if lines else ""
    if len(lines) > 3 or lines[-1] - lines[0] == len(lines) - 1:
        return Phrase(", lines {first} to {name}", first=str(lines[0]), name=str(lines[-1]))
    return Phrase(", lines {first} and {name}", first=", ".join(map(str, lines[:-1])), name=str(lines[-1]))


def _value(location: Location, setting: Setting) -> str:
    if setting.reveal or (setting.own_terminal and typed_by_writer(location)):
        return safe(location.evidence.reveal())
    return evidence_of(location)
