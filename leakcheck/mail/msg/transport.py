"""The header block that a received .msg keeps as one string (PidTagTransportMessageHeaders)."""

from __future__ import annotations

from leakcheck.model.draft import Header, Origin

TYPE_CHECKING = False
if TYPE_CHECKING:
    from leakcheck.model.policy import Limits


def read_transport_headers(text: str, limits: Limits) -> tuple[Header, ...]:
    """Return the fields of a header block; their origin is nowhere, since the file holds no such lines."""
    if not text:
        return ()
    from leakcheck.mail.fields import read_headers
    from leakcheck.mail.headerblock import scan_block

    raw = text.encode("utf-8", "replace")
    block = scan_block(raw, 0, len(raw), limits.header_lines, lambda _: False)
    nowhere = Origin("none")
    return tuple(header._replace(origin=nowhere) for header in read_headers(raw, block.fields, 0, ""))
