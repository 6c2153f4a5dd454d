"""The people invited by a text/calendar part (RFC 5545)."""

from __future__ import annotations

import re

from leakcheck.address.canonical import canonical
from leakcheck.model.draft import Attendee
from leakcheck.model.place import Span

TYPE_CHECKING = False
if TYPE_CHECKING:
    from leakcheck.model.draft import Origin

_LINE = re.compile(r"ATTENDEE((?:[;:])[^\r\n]*+(?:\r?\n[ \t][^\r\n]*+)*+)", re.IGNORECASE)
_FOLD = re.compile(r"\r?\n[ \t]")
_VALUE = re.compile(r'(?:;(?:[^":;]|"[^"]*+")*+)*+:')
_NAME = re.compile(r';CN=("[^"]*+"|[^;:"]*+)', re.IGNORECASE)
_MAILTO = re.compile(r"mailto:", re.IGNORECASE)


def read_attendees(text: str, part: str, origin: Origin) -> tuple[Attendee, ...]:
    """Return the ATTENDEE lines that name an address; `origin` leads from `text` to the bytes.

    The span of an attendee covers the address in `text` as it stands, a fold inside it included.
    """
    attendees = []
    for line in _LINE.finditer(text):
        if line.start() and text[line.start() - 1] not in "\r\n":
            continue
        found = _attendee(line[1], line.start(1), part, origin)
        if found:
            attendees.append(found)
    return tuple(attendees)


def _attendee(line: str, offset: int, part: str, origin: Origin) -> Attendee | None:
    flat = _FOLD.sub("", line)
    value = _VALUE.match(flat)
    if not value:
        return None
    head, raw = flat[: value.end()], flat[value.end() :]
    mailto = _MAILTO.match(raw.strip())
    address = raw.strip()[mailto.end() if mailto else 0 :].strip()
    email = re.search(r";EMAIL=([^;:\"]+)", head, re.IGNORECASE)
    if email and "@" not in address:
        address = email[1].strip()
    if "@" not in address:
        return None
    name = _NAME.search(head)
    start = _unflattened(line, flat.find(address))
    end = _unflattened(line, flat.find(address) + len(address) - 1) + 1
    key = canonical(address)
    return Attendee(part, name[1].strip('"') if name else "", address, key, origin, Span(offset + start, offset + end))


def _unflattened(line: str, offset: int) -> int:
    """Return the offset in a folded line of an offset in the unfolded one."""
    for fold in _FOLD.finditer(line):
        if fold.start() > offset:
            break
        offset += fold.end() - fold.start()
    return offset
