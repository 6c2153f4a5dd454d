"""From a span of decoded text back to bytes, line and column of the file as saved."""

from __future__ import annotations

from bisect import bisect_right

from leakcheck.mail.charsets import decode
from leakcheck.mail.fields import ADDRESS_FIELDS
from leakcheck.mail.lines import Lines
from leakcheck.mail.offsets import (
    At,
    OffsetMap,
    charset_map,
    kept_map,
    line_end_map,
    transfer_maps,
    words_map,
)
from leakcheck.mail.transfer import decode_transfer
from leakcheck.model.place import Span
from leakcheck.model.record import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from leakcheck.model.draft import Draft, Origin, Part


class _Chain(NamedTuple):
    """The maps from a decoded text to the bytes of its buffer, in order, and where those bytes begin.

    `exact` is False when characters and bytes are not known to correspond; the maps then lead to about the place.
    """

    maps: tuple[OffsetMap, ...]
    base: int
    exact: bool


class Places:
    """Finds the places of one draft; everything is computed when it is first asked for, and once."""

    def __init__(self, draft: Draft) -> None:
        self._draft = draft
        self._chains: dict[tuple[str, int, int, int], _Chain] = {}
        self._owners: dict[int, _Chain] = {}
        self._lines: dict[int, Lines] = {}
        self._parts: dict[str, Part] = {}
        self._plain_fields: frozenset[tuple[int, int]] | None = None

    def locate(self, origin: Origin, span: Span) -> tuple[int | None, int | None]:
        """Return line and column of a span of decoded text, both from 1 and as `Lines` counts them.

        None and None where the draft has no file with lines.
        """
        if not self._has_place(origin):
            return None, None
        at = origin.span.start if origin.form == "file" else self._start(origin, span.start).offset
        buffer = origin.buffer
        while self._draft.buffers[buffer].owner is not None:
            buffer, at = self._outwards(buffer, at)
        return self._lines_of(buffer).locate(at)

    def byte_span(self, origin: Origin, span: Span) -> Span | None:
        """Return the bytes of the file that decode to this text and nothing else, None when there are no such bytes.

        There are none inside an encoded word or half a base64 group, across markup, or in a nested encoded message.
        """
        if not self._has_place(origin) or origin.form == "file" or origin.buffer != 0 or span.start >= span.end:
            return None
        if _piece(origin.pieces, span.start) != _piece(origin.pieces, span.end - 1):
            return None
        if not self._chain(origin).exact:
            return None
        start, end = self._start(origin, span.start), self._end(origin, span.end)
        return Span(start.offset, end.offset) if start.exact and end.exact else None

    def _has_place(self, origin: Origin) -> bool:
        """Tell whether there are lines to point at: none in a compose window or an Outlook file."""
        return origin.form != "none" and self._draft.format != "msg" and origin.buffer < len(self._draft.buffers)

    def _start(self, origin: Origin, offset: int) -> At:
        chain = self._chain(origin)
        offset = _to_source(origin.pieces, offset)
        exact = True
        for step in chain.maps:
            offset, whole = step.start(offset)
            exact = exact and whole
        return At(chain.base + offset, exact)

    def _end(self, origin: Origin, offset: int) -> At:
        chain = self._chain(origin)
        offset = _to_source(origin.pieces, offset - 1) + 1
        exact = True
        for step in chain.maps:
            offset, whole = step.end(offset)
            exact = exact and whole
        return At(chain.base + offset, exact)

    def _chain(self, origin: Origin) -> _Chain:
        key = (origin.form, origin.buffer, origin.span.start, origin.span.end)
        chain = self._chains.get(key)
        if chain is None:
            chain = self._chains[key] = self._build(origin)
        return chain

    def _build(self, origin: Origin) -> _Chain:
        raw = self._draft.buffers[origin.buffer].data[origin.span.start : origin.span.end]
        if origin.form == "field":
            return self._field_chain(origin, raw)
        encoding = charset = ""
        part = self._part(origin.part)
        if part and origin.form != "raw":
            encoding, charset = part.encoding, part.params.get("charset", "")
        data = decode_transfer(raw, encoding).data
        text, codec = decode(data, charset)
        to_bytes = charset_map(data, text, codec)
        maps = (line_end_map(text), to_bytes or _by_share(text, data), *transfer_maps(raw, encoding))
        return _Chain(maps, origin.span.start, to_bytes is not None)

    def _field_chain(self, origin: Origin, raw: bytes) -> _Chain:
        text, codec = decode(raw)
        to_bytes = charset_map(raw, text, codec)
        unfolded = text.translate({13: None, 10: None}).strip(" \t")
        start = len(text) - len(text.lstrip(" \t\r\n"))
        maps = [kept_map(text, "\r\n", start, len(text)), to_bytes or _by_share(text, raw)]
        if "=?" in unfolded and (origin.buffer, origin.span.start) not in self._address_fields():
            maps.insert(0, words_map(unfolded))
        return _Chain(tuple(maps), origin.span.start, to_bytes is not None)

    def _address_fields(self) -> frozenset[tuple[int, int]]:
        """Return where the values stand whose encoded words are not decoded in the text of the header."""
        if self._plain_fields is None:
            self._plain_fields = frozenset(
                (part.buffer, field.value.start)
                for part in self._draft.parts
                for field in part.fields
                if field.name.lower() in ADDRESS_FIELDS
            )
        return self._plain_fields

    def _part(self, number: str | None) -> Part | None:
        if not self._parts:
            self._parts = {part.number: part for part in self._draft.parts}
        return self._parts.get(number) if number is not None else None

    def _outwards(self, buffer: int, offset: int) -> tuple[int, int]:
        """Go from an offset in a decoded message to the buffer that holds its encoded form."""
        part = self._part(self._draft.buffers[buffer].owner)
        if part is None or part.buffer == buffer:
            return 0, 0
        chain = self._owners.get(buffer)
        if chain is None:
            raw = self._draft.buffers[part.buffer].data[part.body.start : part.body.end]
            chain = self._owners[buffer] = _Chain(transfer_maps(raw, part.encoding), part.body.start, exact=True)
        for step in chain.maps:
            offset = step.start(offset).offset
        return part.buffer, chain.base + offset

    def _lines_of(self, buffer: int) -> Lines:
        """Return the lines of the file, or of its UTF-8 form, which has the same lines."""
        lines = self._lines.get(buffer)
        if lines is None:
            lines = self._lines[buffer] = Lines(self._draft.buffers[buffer].data, self._draft.first_line)
        return lines


def _piece(pieces: tuple[tuple[int, int], ...], offset: int) -> int:
    return bisect_right(pieces, (offset, 1 << 62)) - 1


def _to_source(pieces: tuple[tuple[int, int], ...], offset: int) -> int:
    if not pieces:
        return offset
    text_offset, source_offset = pieces[max(_piece(pieces, offset), 0)]
    return source_offset + max(offset - text_offset, 0)


def _by_share(text: str, data: bytes) -> OffsetMap:
    """Map a text in an unknown or shifting charset line by line, when it has the lines of its bytes."""
    ends = [i + 1 for i, c in enumerate(text) if c == "\n"]
    raw_ends = [i + 1 for i, byte in enumerate(data) if byte == 10]
    if len(ends) != len(raw_ends):
        return OffsetMap([(0, 0, max(len(text), 1), len(data))], len(text), len(data))
    runs = []
    stops = [*ends, len(text)]
    raw_stops = [*raw_ends, len(data)]
    for out, raw, stop, raw_stop in zip([0, *ends], [0, *raw_ends], stops, raw_stops, strict=True):
        if stop > out:
            runs.append((out, raw, stop - out, raw_stop - raw))
    return OffsetMap(runs, len(text), len(data))
