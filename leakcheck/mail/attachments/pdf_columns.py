"""Where the columns of tables begin on a page of a PDF, told by the gaps between its texts.

PDFium puts one blank between two cells as between two words. Only cells that are drawn row by row are found; those that
are drawn column by column look like prose in columns, and are left as they are.
"""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    Box = tuple[float, float, float, float]  # left, bottom, right, top in points
    Gap = tuple[float, float, float, float]  # left, right, middle, height of its letters

# As parts of the height of letters: the least gap, one that no blank between words makes, and what two gaps share.
_LEAST, _WIDE, _SHARED = 0.6, 1.0, 0.5


def column_starts(boxes: Iterable[Box]) -> list[tuple[float, float]]:
    """Return points in the first letters behind the gaps of tables; `boxes` are those of texts as they are drawn.

    A gap counts when the line with gaps before or behind has one there too, and one of both is wider than any blank.
    """
    lines = [line for line in _lines(boxes) if line]
    found = []
    for before, line, behind in zip([[], *lines], lines, [*lines[1:], []], strict=False):
        found += [(gap[1], gap[2]) for gap in line if _continues(gap, before) or _continues(gap, behind)]
    return found


def _lines(boxes: Iterable[Box]) -> list[list[Gap]]:
    """Return the gaps of each line of text."""
    lines: list[list[Gap]] = [[]]
    last: Box = (0, 0, 0, 0)
    for box in boxes:
        left, bottom, _, top = box
        if not bottom < (last[1] + last[3]) / 2 < top:
            if lines[-1]:
                lines.append([])
        elif left - last[2] > _LEAST * (height := max(top - bottom, last[3] - last[1])):
            lines[-1].append((last[2], left, (bottom + top) / 2, height))
        last = box
    return lines


def _continues(gap: Gap, line: Sequence[Gap]) -> bool:
    shared = _SHARED * gap[3]
    return any(
        min(gap[1], other[1]) - max(gap[0], other[0]) > shared and (_is_wide(gap) or _is_wide(other)) for other in line
    )


def _is_wide(gap: Gap) -> bool:
    return gap[1] - gap[0] > _WIDE * gap[3]
