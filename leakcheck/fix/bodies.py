"""Body texts: replacements in the decoded text -> edits on the bytes as they travel."""

from __future__ import annotations

import re

from leakcheck.fix import encode
from leakcheck.fix.edits import Edit, apply_edits, narrowed
from leakcheck.mail.charsets import decode, known_codec, normal_line_ends
from leakcheck.mail.transfer import BASE64, QUOTED_PRINTABLE, UUENCODE, decode_transfer
from leakcheck.model.place import Span
from leakcheck.model.record import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from leakcheck.mail.places import Places
    from leakcheck.model.draft import Draft, Origin, Part, Text

_CHARSET = re.compile(rb"""(;\s*charset\s*=\s*)("[^"]*"|[^;\s]*)""", re.IGNORECASE)


class Swap(NamedTuple):
    """A stretch of a source text, in code points, and what stands there afterwards."""

    span: Span
    text: str


class Source(NamedTuple):
    """The decoded source of a text part, line ends as LF, with the way back to its bytes."""

    text: str
    origin: Origin
    part: Part | None
    encoding: str
    codec: str
    crlf: bool

    @property
    def html(self) -> bool:
        """Tell whether markup stands in the text."""
        return self.part is not None and "html" in self.part.media_type


def source_of(draft: Draft, origin: Origin) -> Source | None:
    """Return the source that a text was made of; None where it has no bytes of its own in the file."""
    if origin.form not in {"part", "html", "raw"} or origin.buffer:
        return None
    part = next((p for p in draft.parts if p.number == origin.part), None) if origin.form != "raw" else None
    raw = draft.buffers[0].data[origin.span.start : origin.span.end]
    encoding = part.encoding if part else ""
    data, tail = decode_transfer(raw, encoding)
    if tail is not None:
        return None
    text, codec = decode(data, part.params.get("charset", "") if part else "")
    form = "part" if part else "raw"
    crlf = "\r\n" in text
    return Source(normal_line_ends(text), origin._replace(form=form, pieces=()), part, encoding, codec, crlf)


def stretches(text: Text, span: Span, source: str) -> list[Span]:
    """Return where the source holds what a span of the text shows, in order; markup between is left out.

    A line end at the end of a piece stands for markup and has no place of its own.
    """
    pieces = text.origin.pieces
    if not pieces:
        return [span]
    found = []
    for number, (text_at, source_at) in enumerate(pieces):
        text_end = pieces[number + 1][0] if number + 1 < len(pieces) else span.end
        start, end = max(span.start, text_at), min(span.end, text_end)
        while end > start and text.text[end - 1] == "\n":
            end -= 1
        if start >= end:
            continue
        reference = (
            re.compile(r"&#?\w{1,40};?").match(source, source_at) if source[source_at : source_at + 1] == "&" else None
        )
        if reference:
            found.append(Span(source_at, reference.end()))
        else:
            found.append(Span(source_at + start - text_at, source_at + end - text_at))
    return found


def edits_of(draft: Draft, places: Places, source: Source, swaps: Iterable[Swap]) -> list[Edit]:
    """Return the edits that carry replacements out: in place where bytes and text correspond, else the whole body."""
    ordered = sorted({swap for swap in swaps if swap.span.start < swap.span.end or swap.text})
    if not ordered:
        return []
    return _spliced(draft, places, source, ordered) or _rebuilt(draft, source, ordered)


def _spliced(draft: Draft, places: Places, source: Source, swaps: Sequence[Swap]) -> list[Edit]:
    """Edit the bytes of each stretch; nothing where that cannot be done."""
    if source.encoding in BASE64 | UUENCODE or not all(swap.text.isascii() for swap in swaps):
        return []
    edits = []
    for swap in swaps:
        span = places.byte_span(source.origin, swap.span)
        if span is None:
            return []
        edits.append(Edit(span.start, span.end, _ascii(swap.text, source)))
    return _short_lines(draft.buffers[0].data, edits) if source.encoding in QUOTED_PRINTABLE else edits


def _ascii(text: str, source: Source) -> bytes:
    data = text.replace("\n", "\r\n").encode() if source.crlf else text.encode()
    return encode.quoted_printable(data, b"\n") if source.encoding in QUOTED_PRINTABLE else data


def _short_lines(data: bytes, edits: list[Edit]) -> list[Edit]:
    """Break the lines of quoted-printable that an edit makes too long; neighbours on one line become one edit."""
    merged: list[Edit] = []
    for edit in edits:
        start = data.rfind(b"\n", 0, edit.start) + 1
        stop = data.find(b"\n", edit.end)
        stop = len(data) if stop < 0 else stop
        here = [Edit(edit.start - start, edit.end - start, edit.replacement)]
        if merged and start < merged[-1].end:
            last = merged.pop()
            line = last.replacement
            shift = len(line) - (last.end - last.start)
            inner = Edit(edit.start - last.start + shift, edit.end - last.start + shift, edit.replacement)
            line += data[last.end : stop] if stop > last.end else b""
            merged.append(Edit(last.start, max(stop, last.end), apply_edits(line, [inner])))
        else:
            merged.append(Edit(start, stop, apply_edits(data[start:stop], here)))
    wrapped = (edit._replace(replacement=_wrapped(edit.replacement)) for edit in merged)
    return [small for edit in wrapped if (small := narrowed(data, edit))]


def _wrapped(lines: bytes) -> bytes:
    eol = b"\r\n" if b"\r" in lines else b"\n"
    return b"\n".join(
        encode.wrapped(line.rstrip(b"\r"), eol) + (b"\r" if line.endswith(b"\r") else b"")
        for line in lines.split(b"\n")
    )


def _rebuilt(draft: Draft, source: Source, swaps: Sequence[Swap]) -> list[Edit]:
    """Encode the whole text anew, in its own charset and encoding where they can carry it."""
    text = swapped(source.text, swaps)
    if source.crlf:
        text = text.replace("\n", "\r\n")
    return written(draft, source, text)


def swapped(text: str, swaps: Sequence[Swap]) -> str:
    """Return a text with its replacements, which are in order and do not overlap."""
    out, at = [], 0
    for swap in swaps:
        if swap.span.start >= at:
            out += [text[at : swap.span.start], swap.text]
            at = swap.span.end
    return "".join([*out, text[at:]])


def written(draft: Draft, source: Source, text: str) -> list[Edit]:
    """Return the edits that put a text in the place of a body; UTF-8 and quoted-printable where its own cannot."""
    data = draft.buffers[0].data
    span = source.origin.span
    eol = b"\r\n" if b"\r\n" in data[span.start : span.end] or b"\r\n" in data[:1_000] else b"\n"
    body = _encoded(text, source.codec)
    encoding = _plain_name(source.encoding)
    if source.part is None or (body is not None and encoding is not None and _fits(body, source)):
        raw = text.encode("utf-8", "surrogateescape") if body is None else body
        small = narrowed(data, Edit(*span, _ended(data, span, encode.transfer(raw, encoding or "", eol), eol)))
        return [small] if small else []
    new = _ended(data, span, encode.quoted_printable(text.encode("utf-8", "replace"), eol), eol)
    return [*_header_edits(draft, source.part, eol), Edit(*span, new)]


def encoded_body(raw: bytes, new: bytes, encoding: str) -> bytes:
    """Return the bytes of a file in the place of an encoded body; base64 where its encoding cannot carry them."""
    eol = b"\r\n" if b"\r\n" in raw else b"\n"
    if encoding in QUOTED_PRINTABLE:
        return b"".join(_hex_line(new[at : at + 24], eol) for at in range(0, len(new), 24))
    body = encode.transfer(new, "base64" if encoding in BASE64 else "", eol)
    return body if raw.endswith((b"\n", b"\r")) or encoding not in BASE64 else body.removesuffix(eol)


def _hex_line(data: bytes, eol: bytes) -> bytes:
    return b"".join(b"=%02X" % byte for byte in data) + b"=" + eol


def _ended(data: bytes, span: Span, new: bytes, eol: bytes) -> bytes:
    """Return a body that ends with a line end when it did: a base64 body gets one of its own."""
    old_ends = data[span.start : span.end].endswith((b"\n", b"\r"))
    return new.removesuffix(eol) if new.endswith(eol) and not old_ends else new


def _encoded(text: str, codec: str) -> bytes | None:
    try:
        return text.encode(codec) if codec else None
    except (UnicodeError, LookupError):
        return None


def _plain_name(encoding: str) -> str | None:
    """Return the transfer encoding to write, None for one that is not written any more."""
    if encoding in BASE64:
        return "base64"
    if encoding in QUOTED_PRINTABLE:
        return "quoted-printable"
    return None if encoding in UUENCODE else ""


def _fits(body: bytes, source: Source) -> bool:
    """Tell whether the header of the part describes these bytes: a codec that was guessed is not declared there."""
    if body.isascii():
        return True
    part = source.part
    declared = known_codec(part.params.get("charset", "")) if part else ""
    return bool(declared) and declared in {source.codec, "utf_8"} and _plain_name(source.encoding) is not None


def _header_edits(draft: Draft, part: Part, eol: bytes) -> list[Edit]:
    """Return the edits that declare UTF-8 and quoted-printable in the header of a part."""
    data = draft.buffers[0].data
    edits, fresh = [], b""
    fields = {field.name.lower(): field for field in part.fields}
    kind = fields.get("content-type")
    if kind is None:
        fresh += b"Content-Type: text/plain; charset=utf-8" + eol
    else:
        value = data[kind.value.start : kind.value.end]
        new = _CHARSET.sub(rb"\1utf-8", value, count=1) if _CHARSET.search(value) else value + b"; charset=utf-8"
        edits.append(Edit(*kind.value, new))
    how = fields.get("content-transfer-encoding")
    if how is None:
        fresh += b"Content-Transfer-Encoding: quoted-printable" + eol
    else:
        edits.append(Edit(*how.value, b" quoted-printable"))
    if part.parent is None and "mime-version" not in fields:
        fresh += b"MIME-Version: 1.0" + eol
    return [Edit(part.header.start, part.header.start, fresh), *edits] if fresh else edits
