"""One header block in the bytes: its fields, its junk lines, and where the body begins."""

from __future__ import annotations

import re
from functools import cache

from leakcheck.model.draft import Field
from leakcheck.model.place import Span
from leakcheck.model.record import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable

# A line end is CRLF, LF, CR, or CR CRLF as left by a careless conversion.
_FIELD = re.compile(rb"([!-9;-~]++)[ \t]*+:([^\r\n]*+(?:(?:\r{0,2}+\n|\r)[ \t][^\r\n]*+)*+)(?:\r{0,2}+\n|\r|\Z)")
_BLANK = re.compile(rb"\r{0,2}+\n|\r")
_BLANKS = re.compile(rb"[ \t]*+(?:\r{0,2}+\n|\r)")
_LINE = re.compile(rb"[^\r\n]*+(?:\r{0,2}+\n|\r|\Z)")
_MBOX = re.compile(rb">?From [^\r\n:]*+[^\r\n]*+(?:\r{0,2}+\n|\r|\Z)")
_DELIMITER = rb"([^\s:]{1,200}+)[ \t]{0,200}+[\r\n]"
# Characters at which some programs begin a line and we do not (str.splitlines of Python, the end of a string in C).
_SPLIT = re.compile(
    rb"(?:[\0\x0b\x0c\x1c-\x1e\x85]|\xe2\x80[\xa8\xa9])[ \t]{0,20}"
    rb"(?:resent-)?(?:to|cc|bcc|apparently-to|content-type)[ \t]{0,20}:",
    re.IGNORECASE,
)
_BOM = b"\xef\xbb\xbf"
# What may follow a junk line and still count as a header field; anything else there is text of the body.
_KNOWN_STARTS = ("resent-", "content-", "x-", "list-", "arc-", "original-", "disposition-", "dkim-", "domainkey-")
_KNOWN = """
from sender reply-to to cc bcc fcc subject date message-id in-reply-to references mime-version return-path received
received-spf authentication-results keywords comments importance priority precedence sensitivity organization user-agent
mailer errors-to delivered-to envelope-to return-receipt-to auto-submitted thread-topic thread-index accept-language
autocrypt status
"""


class Block(NamedTuple):
    """A header block.

    `header` spans the fields and junk lines, `body` is the offset behind the blank line; `junk` are runs of lines that
    are no fields; `cut` tells that the limit on lines ended it.
    """

    fields: tuple[Field, ...]
    header: Span
    body: int
    junk: tuple[Span, ...]
    cut: bool


def opening(data: bytes, start: int, end: int) -> int:
    """Return where the first header field stands behind a byte order mark, blank lines and an mbox line.

    The answer is `start` when no field follows, since the blank lines are then the end of an empty header.
    """
    pos = start
    if data.startswith(_BOM, start):
        pos = start = start + len(_BOM)
    while pos < end and (match := _BLANKS.match(data, pos, end)):
        pos = match.end()
    match = _MBOX.match(data, pos, end)
    if match:
        pos = start = match.end()
    return pos if pos == start or _FIELD.match(data, pos, end) else start


def begins_with_field(data: bytes, pos: int) -> bool:
    """Tell whether a header field stands at `pos`."""
    return _FIELD.match(data, pos) is not None


def find_split(data: bytes, header: Span) -> int | None:
    """Return where a field value goes on with a recipient or type field behind a character that may end a line."""
    match = _SPLIT.search(data, header.start, header.end)
    return match.start() if match else None


def scan_block(data: bytes, start: int, end: int, room: int, is_delimiter: Callable[[int], bool]) -> Block:
    """Read the header block at `start`; `room` is how many fields and junk lines may be read.

    A line that is no field does not end the block while known fields follow, because mail programs differ here and a
    recipient must not vanish. Without such fields the body begins at that line.
    """
    fields: list[Field] = []
    junk: list[Span] = []
    pos = header_end = start
    body = -1
    while pos < end and room > 0:
        room -= 1
        byte = data[pos]
        if byte in b"\r\n":
            blank = _BLANK.match(data, pos, end)
            body = blank.end() if blank else end
            break
        if byte == 45 and (is_delimiter(pos) or _own_delimiter(data, start, pos, end)):
            body = pos
            break
        match = _FIELD.match(data, pos, end)
        if match and (not junk or _is_known(match[1])):
            pos = header_end = match.end()
            fields.append(_field(match))
        else:
            pos = _add_junk(data, pos, end, junk)
    cut = pos < end and body < 0
    if header_end < pos:
        junk = [span for span in junk if span.start < header_end]
        return Block(tuple(fields), Span(start, header_end), header_end, tuple(junk), cut)
    return Block(tuple(fields), Span(start, pos), pos if body < 0 else body, tuple(junk), cut)


def _own_delimiter(data: bytes, start: int, pos: int, end: int) -> bool:
    """Tell whether the line at `pos` is a delimiter with the boundary that this very header declares."""
    match = re.match(_DELIMITER, data[pos + 2 : min(pos + 402, end)]) if data.startswith(b"--", pos) else None
    if not match:
        return False
    near = data[max(start, pos - 4_096) : pos].lower()
    token = match[1].lower()
    return b"boundary=" + token in near or b'boundary="' + token + b'"' in near


def _is_known(name: bytes) -> bool:
    lower = name.decode("ascii").lower()
    return lower in _known_names() or lower.startswith(_KNOWN_STARTS)


@cache
def _known_names() -> frozenset[str]:
    return frozenset(_KNOWN.split())


def _field(match: re.Match[bytes]) -> Field:
    return Field(match[1].decode("ascii"), Span(*match.span()), Span(*match.span(2)))


def _add_junk(data: bytes, pos: int, end: int, junk: list[Span]) -> int:
    """Add the line at `pos` to the last run of junk, or begin a run; return where the next line begins."""
    line = _LINE.match(data, pos, end)
    stop = line.end() if line else end
    if junk and junk[-1].end == pos:
        junk[-1] = Span(junk[-1].start, stop)
    else:
        junk.append(Span(pos, stop))
    return stop
