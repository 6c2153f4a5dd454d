"""Defects in the bytes that could hide a recipient or a part."""

from __future__ import annotations

from leakcheck.checks import words
from leakcheck.model.draft import Origin
from leakcheck.model.evidence import Evidence
from leakcheck.model.finding import Hit, Place
from leakcheck.model.place import Span
from leakcheck.model.record import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from leakcheck.checks.world import World
    from leakcheck.model.draft import Defect, Draft


class Options(NamedTuple):
    """Codes of defects that do not matter to this sender."""

    ignored: tuple[str, ...] = ()


def check(draft: Draft, options: Options, world: World) -> Iterator[Hit]:
    """Yield one hit for each sort of defect."""
    found: dict[str, list[Defect]] = {}
    for defect in draft.defects:
        if defect.code not in options.ignored:
            found.setdefault(defect.code, []).append(defect)
    for code, defects in found.items():
        values = {"what": defects[0].what, "code": code, "times": words.count(len(defects), "time")}
        yield Hit(tuple(_place(draft, defect) for defect in defects), len(defects), values=values)


def _place(draft: Draft, defect: Defect) -> Place:
    where, part = "header" if _in_header(draft, defect) else "body", defect.part or None
    if defect.offset is None:
        return Place(where, part, Span(0, 0), Evidence(""), Origin("none"))
    origin = Origin("raw", part, 0, Span(defect.offset, defect.offset))
    return Place(where, part, Span(0, 0), Evidence(""), origin)


def _in_header(draft: Draft, defect: Defect) -> bool:
    """Tell whether a defect stands in a header: that of the message, or that of its part."""
    if defect.part is None:
        return True
    if defect.offset is None:
        return False
    headers = (part.header for part in draft.parts if part.number == defect.part and not part.buffer)
    return any(header.start <= defect.offset < header.end for header in headers)
