"""Join the spans of a structure, which must give back each buffer byte for byte."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from leakcheck.mail.structure import Structure
    from leakcheck.model.place import Span


def joined(structure: Structure, buffer: int = 0) -> bytes:
    """Return the bytes of all spans of a buffer in order; overlaps and holes show as wrong bytes."""
    data = structure.buffers[buffer].data
    return b"".join(data[span.start : span.end] for span in sorted(tiles(structure, buffer)))


def tiles(structure: Structure, buffer: int) -> list[Span]:
    """Return headers, separators, and the bodies that no other entity of the same buffer lies in."""
    parents = {part.parent for part in structure.parts if part.buffer == buffer}
    spans = [gap.span for gap in structure.gaps if gap.buffer == buffer and gap.kind != "junk"]
    for part in structure.parts:
        if part.buffer != buffer:
            continue
        spans.append(part.header)
        unopened = part.media_type.startswith("message/") and part.number not in parents
        if part.leaf or unopened:
            spans.append(part.body)
    return [span for span in spans if span.start < span.end]
