"""The MIME structure of a message in one iterative pass over its bytes.

Nothing is copied: every header field and body part is a span of the buffer it stands in. Only an enclosed message that
travels in base64 or quoted-printable is decoded, into a buffer of its own. Nothing here raises, whatever the bytes;
the cost is linear in them.
"""

from __future__ import annotations

from leakcheck.mail.delimiters import Delimiters
from leakcheck.mail.entity import Entity, read_entity
from leakcheck.mail.headerblock import begins_with_field, find_split, opening, scan_block
from leakcheck.mail.transfer import BASE64, QUOTED_PRINTABLE, UUENCODE, decode_transfer
from leakcheck.model.draft import Buffer, Defect, Unread
from leakcheck.model.place import Span
from leakcheck.model.record import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from leakcheck.mail.delimiters import Mark
    from leakcheck.model.draft import Part
    from leakcheck.model.policy import Limits

_FIELDS = 100_000  # in all; each costs some 600 bytes of memory, whatever the limit on header lines allows
_JUNK_RUNS = 50
_SPLIT = "some programs begin a new header field in the middle of a line"
_ENCODED = BASE64 | QUOTED_PRINTABLE | UUENCODE


class Gap(NamedTuple):
    """Bytes that belong to no header and no leaf.

    `kind` is "opening" (byte order mark, blank lines, mbox line), "blank" (between header and body), "junk" (inside the
    header), "delimiter", "preamble", "epilogue", or "unread" (behind a limit). `part` is the entity it belongs to.
    """

    kind: str
    span: Span
    buffer: int
    part: str


class Structure(NamedTuple):
    """The entities of a message in the order of their headers, and everything between them."""

    buffers: tuple[Buffer, ...]
    parts: tuple[Part, ...]
    gaps: tuple[Gap, ...]
    defects: tuple[Defect, ...]
    unread: tuple[Unread, ...]


def read_structure(data: bytes, limits: Limits, *, transcoded: bytes | None = None) -> Structure:
    """Find the parts of a message; `transcoded` holds the UTF-8 form of a file saved as UTF-16."""
    scan = _Scan(limits)
    scan.buffers.append(Buffer(data))
    if transcoded is not None:
        scan.buffers.append(Buffer(transcoded))
    scan.read_buffer(len(scan.buffers) - 1, None)
    while scan.encoded and not scan.full:
        scan.read_encoded(scan.encoded.pop(0))
    return Structure(
        tuple(scan.buffers),
        tuple(entity.part() for entity in scan.entities),
        tuple(scan.gaps),
        tuple(scan.defects),
        tuple(scan.unread),
    )


class _Scan:
    """What one pass gathers."""

    def __init__(self, limits: Limits) -> None:
        self.limits = limits
        self.buffers: list[Buffer] = []
        self.entities: list[Entity] = []
        self.gaps: list[Gap] = []
        self.defects: list[Defect] = []
        self.unread: list[Unread] = []
        self.encoded: list[Entity] = []
        self.fields_left = min(limits.header_lines, _FIELDS)
        self.bytes_left = limits.text_bytes
        self.full = False
        self.stack: list[Entity] = []
        self.buffer = 0
        self.data = b""
        self.delimiters = Delimiters(b"", 0)

    def read_buffer(self, number: int, owner: Entity | None) -> None:
        """Read one buffer from its first to its last byte."""
        self.buffer = number
        self.data = data = self.buffers[number].data
        end = min(len(data), self.limits.bytes)
        self.delimiters = Delimiters(data, end)
        self.stack = [owner] if owner else []
        pos = self.begin_message(0, end)
        while not self.full and (mark := self.delimiters.next(pos)):
            pos = self.pass_delimiter(mark, end)
        self.unwind(1 if owner else 0, end)
        if end < len(data):
            self.leave(end, len(data), "", f"only the first {end} bytes of the file are read")

    def read_encoded(self, entity: Entity) -> None:
        """Decode an enclosed message into a buffer of its own and read that."""
        data = self.buffers[entity.buffer].data
        size = entity.body_end - entity.body_start
        if size > self.bytes_left:
            why = f"more than {self.limits.text_bytes} bytes of encoded messages"
            self.unread.append(Unread("the rest of an enclosed message", why, entity.number))
        raw = data[entity.body_start : entity.body_start + min(size, self.bytes_left)]
        self.bytes_left -= len(raw)
        body = decode_transfer(raw, entity.encoding).data
        self.buffers.append(Buffer(body, entity.number))
        self.read_buffer(len(self.buffers) - 1, entity)

    def begin_message(self, pos: int, end: int) -> int:
        """Begin a message, and the messages that begin where its body does; return where content begins."""
        owner = self.stack[-1].number if self.stack else ""
        while True:
            start = opening(self.data, pos, end)
            self.add_gap("opening", pos, start, owner)
            entity = self.begin(start, end)
            if entity is None:
                return end
            pos, owner = entity.body_start, entity.number
            if not entity.is_message or not self.enters(entity):
                return pos

    def begin(self, pos: int, end: int) -> Entity | None:
        """Read a header and open its entity; None when there is no room for another part."""
        if len(self.entities) >= self.limits.parts:
            self.full = True
            self.leave(pos, end, "", f"more than {self.limits.parts} parts")
            return None
        block = scan_block(self.data, pos, end, self.fields_left, self.delimiters.stands_at)
        self.fields_left -= len(block.fields)
        entity = read_entity(self.data, self.buffer, block, self.stack[-1] if self.stack else None)
        self.entities.append(entity)
        self.stack.append(entity)
        self.add_gap("blank", block.header.end, block.body, entity.number)
        if block.junk:
            self.add_junk(block.junk, entity)
        for code, what in entity.defects:
            self.defect(code, what, entity, pos)
        split = find_split(self.data, block.header)
        if split is not None:
            self.defect("odd-line-end", _SPLIT, entity, split)
        if block.cut:
            why = f"more than {min(self.limits.header_lines, _FIELDS)} header fields"
            self.unread.append(Unread("the rest of a header", why, entity.number))
        if entity.is_multipart:
            self.open_multipart(entity)
        return entity

    def enters(self, entity: Entity) -> bool:
        """Tell whether the enclosed message is read in place; an encoded one is read later."""
        if self.too_deep(entity):
            return False
        if entity.encoding in _ENCODED and not self.is_plain(entity):
            self.encoded.append(entity)
            return False
        return True

    def is_plain(self, entity: Entity) -> bool:
        """Tell whether a message that is said to be base64 begins with header fields as they are."""
        return entity.encoding in BASE64 and begins_with_field(self.data, entity.body_start)

    def too_deep(self, entity: Entity) -> bool:
        """Tell whether an entity may hold no others, and say so."""
        if entity.depth < self.limits.depth:
            return False
        entity.sealed = True
        why = f"parts are nested more than {self.limits.depth} deep"
        self.unread.append(Unread("the inside of a part", why, entity.number))
        return True

    def open_multipart(self, entity: Entity) -> None:
        """Listen for the boundary of a multipart, when it has one that can be found."""
        if not self.too_deep(entity) and entity.boundary:
            self.delimiters.open(entity.boundary, len(self.stack) - 1)

    def pass_delimiter(self, mark: Mark, end: int) -> int:
        """Close what the delimiter closes, begin the part that it opens; return where content begins."""
        self.unwind(mark.level + 1, mark.start)
        multipart = self.stack[-1]
        self.close_between(multipart, mark.start)
        self.add_gap("delimiter", mark.start, mark.end, multipart.number)
        multipart.used = True
        if mark.closing:
            self.delimiters.close(multipart.boundary)
            multipart.epilogue = mark.end
            return mark.end
        entity = self.begin(mark.end, end)
        if entity is None:
            return end
        if entity.is_message and self.enters(entity):
            return self.begin_message(entity.body_start, end)
        return entity.body_start

    def unwind(self, level: int, at: int) -> None:
        """Close the entities above `level` at that offset."""
        while len(self.stack) > level:
            self.close(self.stack.pop(), at)

    def close(self, entity: Entity, at: int) -> None:
        """End the body of an entity."""
        entity.body_end = max(at, entity.body_start)
        if not entity.is_multipart or entity.sealed:
            return
        if entity.epilogue < 0 and entity.boundary:
            self.delimiters.close(entity.boundary)
        if not entity.used and not self.full:
            what = "a multipart without boundary" if not entity.boundary else "a boundary that never comes"
            entity.become_leaf()
            self.defect("boundary-missing", what, entity, entity.body_start)
            return
        if entity.epilogue < 0 and not self.full:
            self.defect("boundary-not-closed", "a multipart without closing delimiter", entity, at)
        self.close_between(entity, at)

    def close_between(self, multipart: Entity, at: int) -> None:
        """Record the bytes between the last thing of a multipart and `at`: its preamble or epilogue."""
        if not multipart.used:
            self.add_gap("preamble", multipart.body_start, at, multipart.number)
        elif multipart.epilogue >= 0:
            self.add_gap("epilogue", multipart.epilogue, at, multipart.number)
            multipart.epilogue = at

    def leave(self, start: int, end: int, part: str, why: str) -> None:
        """Leave bytes unread and say so."""
        self.add_gap("unread", start, end, part)
        self.unread.append(Unread("the rest of the message", why, part or None))

    def add_junk(self, junk: tuple[Span, ...], entity: Entity) -> None:
        """Record the lines of a header that are no fields."""
        self.defect("junk-header-line", "a line inside the header is no header field", entity, junk[0].start)
        for span in junk[:_JUNK_RUNS]:
            self.add_gap("junk", span.start, span.end, entity.number)
        if len(junk) > _JUNK_RUNS:
            why = f"more than {_JUNK_RUNS} stretches of lines that are no header fields"
            self.unread.append(Unread("lines inside a header", why, entity.number))

    def add_gap(self, kind: str, start: int, end: int, part: str) -> None:
        """Record bytes between header and body, or between parts."""
        if start < end:
            self.gaps.append(Gap(kind, Span(start, end), self.buffer, part))

    def defect(self, code: str, what: str, entity: Entity, at: int) -> None:
        """Record a defect, with its offset when it stands in the file itself."""
        self.defects.append(Defect(code, what, entity.number, at if self.buffer == 0 else None))
