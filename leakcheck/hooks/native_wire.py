"""Native messaging: JSON with four bytes of length in front, in the byte order of the machine, on two pipes.

Thunderbird 153 ends a host that writes more than 1 MiB at once.
"""

from __future__ import annotations

import json
import os

from leakcheck.model.record import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

MOST_IN = 96 * 1024 * 1024
MOST_OUT = 1024 * 1024
_CHUNK = 1024 * 1024


class Wrong(NamedTuple):
    """A message that is none: a short code and one line that says why."""

    code: str
    message: str


def read_message(pipe: int, most: int = MOST_IN) -> dict[str, Any] | Wrong | None:
    """Return the next message, what is wrong with it, or None at the end of the pipe; never raises for its content."""
    head = _bytes(pipe, 4)
    if len(head) < 4:
        return None
    size = int.from_bytes(head, _byte_order())
    if size > most:
        return Wrong("too-large", f"a message may have at most {most} bytes") if _skipped(pipe, size) else None
    body = _bytes(pipe, size)
    if len(body) < size:
        return None
    try:
        found = json.loads(body)
    except (ValueError, RecursionError):
        return Wrong("not-json", "the message is not JSON in UTF-8")
    return found if isinstance(found, dict) else Wrong("not-an-object", "a message must be a JSON object")


def write_message(pipe: int, message: dict[str, Any]) -> None:
    """Write a message; one that would be too large is replaced by an error that says so."""
    body = json.dumps(message).encode()
    if len(body) >= MOST_OUT:
        wrong = {"code": "answer-too-large", "message": "there is more to say than a mail program accepts"}
        body = json.dumps({**_head(message), "ok": False, "error": wrong}).encode()
    data = memoryview(len(body).to_bytes(4, _byte_order()) + body)
    while data:
        data = data[os.write(pipe, data) :]


def _head(message: dict[str, Any]) -> dict[str, Any]:
    return {key: message.get(key) for key in ("protocol", "id")}


def _byte_order() -> Any:
    import sys

    return sys.byteorder


def _bytes(pipe: int, size: int) -> bytes:
    pieces = []
    while size and (piece := os.read(pipe, min(size, _CHUNK))):
        pieces.append(piece)
        size -= len(piece)
    return b"".join(pieces)


def _skipped(pipe: int, size: int) -> bool:
    """Read over a message that nobody wants; False when the pipe ended within it."""
    while size and (piece := os.read(pipe, min(size, _CHUNK))):
        size -= len(piece)
    return not size
