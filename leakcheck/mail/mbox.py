"""Mails in an mbox file: where each begins and ends, found without reading the whole file into memory."""

from __future__ import annotations

import re

from leakcheck.model.record import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    import mmap
    from collections.abc import Iterator

_HEADER = re.compile(rb"[!-9;-~]{1,200}[ \t]{0,20}:")
_TIME = re.compile(rb"\d\d:\d\d")
_STATUS = re.compile(rb"^X-Mozilla-Status:[ \t]{0,20}([0-9A-Fa-f]{4})", re.MULTILINE)
_HEADER_END = re.compile(rb"\r?\n\r?\n")
_EXPUNGED = 0x0008
_LINE = 1_024
_HEAD = 64 * 1024
_CHUNK = 1024 * 1024


class Stored(NamedTuple):
    """One mail of a store: its bytes without the `From ` line, and the line of the file on which they begin."""

    start: int
    end: int
    first_line: int


def mails(data: bytes | mmap.mmap) -> Iterator[Stored]:
    """Yield every mail of an mbox in order.

    A mail begins at a `From ` line with a header line below it, when a blank line stands above it (or the start of
    the file) or a time of day stands in it: to split once too often shows a draft twice, to split too little would
    hide its recipients.
    """
    line = 1
    counted = 0
    begin = -1
    for separator, start in _separators(data):
        if begin >= 0:
            yield Stored(begin, _without_blank_line(data, separator), line)
        line += _line_ends(data, counted, start)
        counted = begin = start
    if begin >= 0:
        yield Stored(begin, len(data), line)


def holds_several(data: bytes | mmap.mmap) -> bool:
    """Tell whether these bytes are an mbox with more than one mail."""
    return sum(1 for _, _two in zip(_separators(data), range(2), strict=False)) == 2


def is_expunged(data: bytes | mmap.mmap, mail: Stored) -> bool:
    """Tell whether Thunderbird has deleted this mail and only not yet compacted the file."""
    head = data[mail.start : min(mail.end, mail.start + _HEAD)]
    end = _HEADER_END.search(head)
    status = _STATUS.search(head, 0, end.start() if end else len(head))
    return status is not None and bool(int(status[1], 16) & _EXPUNGED)


def _separators(data: bytes | mmap.mmap) -> Iterator[tuple[int, int]]:
    """Yield where each `From ` line begins and where the mail below it begins."""
    at = 0 if data[:5] == b"From " else data.find(b"\nFrom ") + 1
    while data[at : at + 5] == b"From ":
        line_end = data.find(b"\n", at, at + _LINE)
        if line_end > 0 and _HEADER.match(data[line_end + 1 : line_end + 256]) and _is_separator(data, at, line_end):
            yield at, line_end + 1
        at = data.find(b"\nFrom ", at) + 1
        if at == 0:
            return


def _is_separator(data: bytes | mmap.mmap, at: int, line_end: int) -> bool:
    blank_above = data[max(0, at - 3) : at].endswith((b"\n\n", b"\n\r\n"))
    return at == 0 or blank_above or _TIME.search(data[at:line_end]) is not None


def _without_blank_line(data: bytes | mmap.mmap, separator: int) -> int:
    """Return the end of the mail above a `From ` line: the blank line between them belongs to neither."""
    tail = data[max(0, separator - 3) : separator]
    if tail.endswith(b"\n\r\n"):
        return separator - 2
    return separator - 1 if tail.endswith(b"\n\n") else separator


def _line_ends(data: bytes | mmap.mmap, start: int, end: int) -> int:
    """Count line ends (LF, CRLF, CR) in a stretch that begins at the start of a line, in pieces."""
    count = 0
    for begin in range(start, end, _CHUNK):
        stop = min(begin + _CHUNK, end)
        piece = data[begin:stop]
        count += piece.count(b"\n") + piece.count(b"\r") - piece.count(b"\r\n")
        count -= stop < end and data[stop - 1 : stop + 1] == b"\r\n"
    return count
