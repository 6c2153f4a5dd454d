"""The exposure as an SVG: a dot is a person, colours tell consent, people of one circle stand together."""

from __future__ import annotations

from collections import Counter
from itertools import groupby
from math import ceil, cos, pi, sin, sqrt
from xml.sax.saxutils import escape

from leakcheck.incident.exposure import named
from leakcheck.model.evidence import mask_address
from leakcheck.model.record import NamedTuple
from leakcheck.report.safe import safe

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from leakcheck.incident.exposure import Exposure, Person
    from leakcheck.model.consent import Status

# Colours that stay apart for colour-blind eyes (Okabe and Ito).
AGREED, OBJECTED, UNKNOWN, LINE = "#009e73", "#d55e00", "#0072b2", "#8a94a0"
CIRCLE, NOT_SHOWN = "#f0e442", LINE
_LEGEND = ((AGREED, "agreed"), (UNKNOWN, "nobody asked, or not known"), (OBJECTED, "had said no"))
MOST_LINES = 30
MOST_LABELS = 150
_WIDTH, _TOP, _MARGIN = 960, 96, 40


class _Block(NamedTuple):
    """People drawn together, with a heading."""

    heading: str
    people: tuple[Person, ...]


def picture(exposure: Exposure, *, clear: bool = False) -> str:
    """Return the SVG; labels are masked unless `clear`."""
    seen = exposure.exposed
    shape, height = (
        _ring(exposure, clear=clear) if 1 < len(seen) <= MOST_LINES else _grids(_blocks(seen), _TOP, clear=clear)
    )
    rest = tuple(person for person in exposure.people if not person.seen_by)
    others = [_Block(_quoted_heading(exposure.quoted), exposure.quoted)] if exposure.quoted else []
    others += [_Block(_rest_heading(rest, len(seen)), rest)] if rest else []
    more, height = _grids(others, height + 16, clear=clear) if others else ([], height)
    bottom = height + 84
    lines = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {bottom}" width="{_WIDTH}" height="{bottom}"',
        '  font-family="DejaVu Sans, Verdana, sans-serif" font-size="13">',
        f'<rect width="{_WIDTH}" height="{bottom}" fill="#ffffff"/>',
        _text(_MARGIN, 42, _title(exposure), size=22, weight="bold"),
        _text(_MARGIN, 68, _subtitle(exposure), colour="#4a545e"),
        *shape,
        *more,
        *_legend(bottom - 50, exposure),
        "</svg>",
    ]
    return "\n".join(lines) + "\n"


def _title(exposure: Exposure) -> str:
    count = len(exposure.exposed)
    if not count and exposure.quoted:
        return "People were shown in quoted lines"
    return f"{count} {'person' if count == 1 else 'people'} could be seen by others"


def _subtitle(exposure: Exposure) -> str:
    within = f", {exposure.within:,} of them among people of one circle" if exposure.within else ""
    hover = "; hover over a dot for who it is" if len(exposure.exposed) > MOST_LABELS else ""
    if exposure.quoted_sights:
        within += f", and {exposure.quoted_sights:,} times somebody in quoted lines"
    return f"{exposure.disclosures:,} times somebody saw somebody else's address{within}{hover}"


def _rest_heading(people: Sequence[Person], seen: int) -> str:
    count = len(people)
    more = "person" if count == 1 else "people"
    if not seen:
        return f"{count} {more} got the mail, and nobody on it could see another"
    return f"{count} more {more} saw up to {seen} of them and could not be seen (Bcc or own people)"


def _quoted_heading(people: Sequence[Person]) -> str:
    count = len(people)
    who = "1 more person" if count == 1 else f"{count} more people"
    return f"{who} stood in quoted lines and did not get the mail, each seen by {_range([p.seen_by for p in people])}"


def _blocks(people: Sequence[Person]) -> list[_Block]:
    """Return people by circle, those without one last."""
    ordered = sorted(people, key=lambda person: (not person.circle, person.circle))
    found = []
    for circle, members in groupby(ordered, key=lambda person: person.circle):
        group = tuple(members)
        who = "1 person" if len(group) == 1 else f"{len(group)} people"
        heading = f"{who}, each seen by {_range([p.seen_by for p in group])}"
        found.append(_Block(f"circle {safe(circle)}: {heading}" if circle else heading, group))
    return found


def _range(counts: list[int]) -> str:
    low, high = min(counts), max(counts)
    if low == high == 1:
        return "1 person"
    return f"{low} others" if low == high else f"{low} to {high} others"


def _ring(exposure: Exposure, *, clear: bool) -> tuple[list[str], int]:
    """Draw a ring with a line between any two who saw each other; people of a circle are neighbours on one arc."""
    ordered = sorted(exposure.exposed, key=lambda person: (not person.circle, person.circle))
    radius = 150 + 4 * len(ordered)
    middle = (_WIDTH / 2, _TOP + radius + 40)
    places = [_on_ring(number, len(ordered), radius, middle) for number in range(len(ordered))]
    lines = [
        f'<line x1="{a[0]:.1f}" y1="{a[1]:.1f}" x2="{b[0]:.1f}" y2="{b[1]:.1f}" stroke="{LINE}" stroke-opacity="0.45"/>'
        for number, a in enumerate(places)
        for other, b in enumerate(places[number + 1 :], number + 1)
        if exposure.saw(ordered[number], ordered[other])
    ]
    arcs = list(_arcs(ordered, radius, middle))
    bands, words = ([a for a in arcs if a.startswith(start)] for start in ("<polyline", "<text"))
    dots = [
        piece
        for person, place in zip(ordered, places, strict=True)
        for piece in (
            _dot(person, *place, 8, clear=clear),
            _ring_label(person, place, middle, clear=clear),
        )
    ]
    return [*bands, *lines, *words, *dots], int(middle[1] + radius + 48)


def _on_ring(number: float, count: int, radius: float, middle: tuple[float, float]) -> tuple[float, float]:
    angle = 2 * pi * number / count - pi / 2
    return middle[0] + radius * cos(angle), middle[1] + radius * sin(angle)


def _arcs(people: Sequence[Person], radius: float, middle: tuple[float, float]) -> Iterator[str]:
    """Yield a band behind the people of each circle, with its name."""
    start = 0
    for circle, members in groupby(people, key=lambda person: person.circle):
        size = len(list(members))
        if circle:
            places = [
                _on_ring(start + (size - 1) * step / 12 if size > 1 else start, len(people), radius, middle)
                for step in range(13)
            ]
            points = " ".join(f"{x:.1f},{y:.1f}" for x, y in places)
            yield (
                f'<polyline points="{points}" fill="none" stroke="{CIRCLE}" stroke-width="30" stroke-opacity="0.5" '
                f'stroke-linecap="round" stroke-linejoin="round"><title>{escape(safe(circle))}</title></polyline>'
            )
            x, y = _on_ring(start + (size - 1) / 2, len(people), radius * 0.82, middle)
            words = _text(x, y, safe(circle), anchor="middle", colour="#4a545e", weight="bold")
            yield words.replace("<text", '<text stroke="#ffffff" stroke-width="5" stroke-linejoin="round"', 1)
            yield words
        start += size


def _ring_label(person: Person, place: tuple[float, float], middle: tuple[float, float], *, clear: bool) -> str:
    across = place[0] - middle[0]
    anchor = "middle" if abs(across) < 12 else "start" if across > 0 else "end"
    x = place[0] + (0 if anchor == "middle" else 14 if across > 0 else -14)
    y = place[1] + (4 if anchor != "middle" else -14 if place[1] < middle[1] else 24)
    return (
        _text(x, y, _label(person, clear=clear))
        if anchor == "start"
        else _text(x, y, _label(person, clear=clear), anchor=anchor)
    )


def _grids(blocks: Sequence[_Block], top: int, *, clear: bool) -> tuple[list[str], int]:
    """Draw each block as a box of rows of dots; with few people each has a label."""
    found: list[str] = []
    labelled = sum(len(block.people) for block in blocks) <= MOST_LABELS
    for block in blocks:
        cell = (212, 24) if labelled else (_small(len(block.people)),) * 2
        columns = max(1, (_WIDTH - 2 * _MARGIN - 20) // cell[0])
        height = 40 + cell[1] * ceil(len(block.people) / columns)
        found.append(
            f'<rect x="{_MARGIN}" y="{top}" width="{_WIDTH - 2 * _MARGIN}" height="{height}" rx="10" '
            f'fill="{"#fbf7c8" if block.heading.startswith("circle ") else "#f3f5f7"}" stroke="#c5ccd3"/>'
        )
        found.append(_text(_MARGIN + 14, top + 22, block.heading, weight="bold"))
        people = block.people if labelled else sorted(block.people, key=_shade)
        for number, person in enumerate(people):
            row, column = divmod(number, columns)
            x, y = _MARGIN + 20 + column * cell[0], top + 44 + row * cell[1]
            found.append(_dot(person, x, y, 6 if labelled else cell[0] * 0.36, clear=clear))
            if labelled:
                found.append(_text(x + 12, y + 4, _label(person, clear=clear), size=12))
        top += height + 14
    return found, top


def _small(count: int) -> int:
    """Return a cell size with which so many dots fill about a page."""
    return max(9, min(28, int(sqrt(860 * 620 / max(count, 1)))))


def _label(person: Person, *, clear: bool) -> str:
    address = person.recipient.addr_spec
    if not address:
        return safe(named(person.recipient)) if clear else f"{person.tag} (a name alone)"
    return safe(address) if clear else f"{person.tag} {safe(mask_address(address))}"


def _dot(person: Person, x: float, y: float, radius: float, *, clear: bool) -> str:
    title = f"{_label(person, clear=clear)}: seen by {person.seen_by}, saw {person.sees}"
    colour = _colour(person.consent) if person.seen_by else NOT_SHOWN
    return f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{radius:.1f}" fill="{colour}"><title>{escape(title)}</title></circle>'


def _colour(consent: Status) -> str:
    return AGREED if consent.agreed else OBJECTED if consent.objected else UNKNOWN


def _shade(person: Person) -> int:
    """Return the order of colours: in a crowd each colour stands together."""
    return [AGREED, UNKNOWN, OBJECTED].index(_colour(person.consent))


def _legend(y: int, exposure: Exposure) -> Iterator[str]:
    shown = Counter(_colour(person.consent) for person in (*exposure.exposed, *exposure.quoted))
    yield _text(_MARGIN, y, "Consent to be shown to the others:", colour="#4a545e")
    row = [(colour, f"{words} ({shown[colour]:,})") for colour, words in _LEGEND]
    yield from _keys(_MARGIN + 260, y, row)
    row = [(CIRCLE, "a circle: people who know one another")] * any(person.circle for person in exposure.people)
    row += [(NOT_SHOWN, "a line: one saw the other")] * (1 < len(exposure.exposed) <= MOST_LINES)
    row += [(NOT_SHOWN, "a grey dot: saw others, was not shown")] * (len(exposure.people) > len(exposure.exposed))
    yield from _keys(_MARGIN, y + 28, row)


def _keys(x: int, y: int, row: Sequence[tuple[str, str]]) -> Iterator[str]:
    for colour, words in row:
        if words.startswith("a line"):
            yield f'<rect x="{x}" y="{y - 5}" width="14" height="2" fill="{colour}"/>'
        else:
            yield f'<circle cx="{x + 6}" cy="{y - 4}" r="6" fill="{colour}"/>'
        yield _text(x + 20, y, words, colour="#4a545e")
        x += 44 + 7 * len(words)


def _text(  # noqa: PLR0913 - the attributes of a text
    x: float, y: float, words: str, *, size: int = 13, weight: str = "", anchor: str = "", colour: str = "#1b232b"
) -> str:
    more = f' font-weight="{weight}"' if weight else ""
    more += f' text-anchor="{anchor}"' if anchor else ""
    return f'<text x="{x:.1f}" y="{y:.1f}" font-size="{size}" fill="{colour}"{more}>{escape(words)}</text>'
