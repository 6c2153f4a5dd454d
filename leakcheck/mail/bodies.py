"""The body texts of a message, part by part, up to the limit on text."""

from __future__ import annotations

import re

from leakcheck.mail.assemble import Assembly, Leaf
from leakcheck.mail.charsets import decode, normal_line_ends
from leakcheck.mail.folded import FOLDED_TYPES, join_folded
from leakcheck.mail.kinds import HTML_TYPES, Standing, holds_file, is_file, is_text, standings
from leakcheck.mail.transfer import decode_transfer
from leakcheck.model.draft import Defect, Encryption, Hidden, Origin, Unread
from leakcheck.model.place import Span

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable

    from leakcheck.mail.structure import Gap, Structure
    from leakcheck.model.draft import Attendee, Part, Recipient
    from leakcheck.model.policy import Limits

_PGP = "-----BEGIN PGP "
_PGP_BLOCK = r"^([> \t]{0,40})-----BEGIN PGP (MESSAGE|SIGNED MESSAGE)-----"
_DECRYPT = "check the draft before it is encrypted"


class Bodies:
    """Reads the texts of a structure into an assembly."""

    def __init__(self, structure: Structure, senders: Iterable[Recipient], limits: Limits) -> None:
        self.structure = structure
        self.assembly = Assembly(senders)
        self.attendees: list[Attendee] = []
        self.defects: list[Defect] = []
        self.unread: list[Unread] = []
        self.encryption: Encryption | None = None
        self.files: set[str] = set()  # the parts whose type says text, and whose bytes are a file
        self._parents = {part.parent for part in structure.parts}
        self._room = limits.text_bytes
        self._limit = limits.text_bytes

    def read(self) -> None:
        """Read every part that is text, and the text between parts."""
        stand = standings(self.structure.parts)
        types = {part.number: part.media_type for part in self.structure.parts}
        for part in self.structure.parts:
            if part.parent is not None and types[part.parent].startswith("message/"):
                from leakcheck.mail.enclosed import add_enclosed_header

                add_enclosed_header(self.assembly, self._buffer(part.buffer), part)
            if is_text(part):
                self._read_part(part, stand[part.number])
            elif part.media_type == "text/calendar":
                self._read_attendees(part)
        self._read_gaps()

    def _buffer(self, number: int) -> bytes:
        return self.structure.buffers[number].data

    def _read_part(self, part: Part, standing: Standing) -> None:
        data = self._buffer(part.buffer)
        span = self._within_limit(data, part.body, part.number)
        if span.start == span.end:
            return
        raw = data[span.start : span.end]
        encoding = "" if part.media_type.startswith("multipart/") and b" " in raw.strip() else part.encoding
        form = "part" if encoding == part.encoding else "raw"
        origin = Origin(form, part.number, part.buffer, span)
        body, tail = decode_transfer(raw, encoding)
        if is_file(body):  # and text as well: a program that believes the label shows it
            self.files.add(part.number)
        text = normal_line_ends(decode(body, part.params.get("charset", "") if form == "part" else "").text)
        self._add_text(part, Leaf(part.number, origin, standing.alternative, standing.message is not None), text)
        if tail is not None:
            self._add_tail(part, Span(span.start + tail, span.end))

    def _add_text(self, part: Part, leaf: Leaf, text: str) -> None:
        if part.media_type in HTML_TYPES:
            self.assembly.add_html(leaf, text)
            self._look_for_pgp(part, self.assembly.texts[-1].text)
            return
        if part.media_type == "text/calendar":
            self._add_attendees(part, text, leaf.origin)
        if part.media_type in FOLDED_TYPES:
            text, pieces = join_folded(text)
            leaf = leaf._replace(origin=leaf.origin._replace(pieces=pieces))
        elif part.params.get("format", "").lower() == "flowed":
            from leakcheck.mail.flowed import join_flowed

            text, pieces = join_flowed(text, part.params.get("delsp", "").lower() == "yes")
            leaf = leaf._replace(origin=leaf.origin._replace(pieces=pieces))
        self._look_for_pgp(part, text)
        if "begin " in text and holds_file(text):
            why = "it stands there encoded, without being attached"
            self.unread.append(Unread("a file inside the text", why, part.number, "attach the file instead"))
        self.assembly.add_plain(leaf, text)

    def _look_for_pgp(self, part: Part, text: str) -> None:
        """Say that encrypted text was not read; one in a quotation does not make this mail an encrypted one."""
        if _PGP not in text:
            return
        blocks = [(">" in match[1], match[2]) for match in re.finditer(_PGP_BLOCK, text, re.MULTILINE)]
        if any(kind == "MESSAGE" for _, kind in blocks):
            why = "it can be read with the key only"
            self.unread.append(Unread("the encrypted text", why, part.number, _DECRYPT))
        if (False, "MESSAGE") in blocks:
            self.encryption = Encryption("openpgp", encrypted=True)
        elif (False, "SIGNED MESSAGE") in blocks and self.encryption is None:
            self.encryption = Encryption("openpgp", encrypted=False)

    def _add_tail(self, part: Part, span: Span) -> None:
        """Add what follows the end of base64 in the clear."""
        offset = span.start if part.buffer == 0 else None
        what = "plain text follows the end of an encoded part"
        self.defects.append(Defect("text-after-base64", what, part.number, offset))
        self._add_raw(span, part.buffer, part.number)

    def _add_raw(self, span: Span, buffer: int, part: str) -> None:
        text = normal_line_ends(decode(self._buffer(buffer)[span.start : span.end]).text)
        self.assembly.add_plain(Leaf(part, Origin("raw", part, buffer, span)), text)

    def _read_attendees(self, part: Part) -> None:
        """Read the people of an attached invitation, whose text is not body text."""
        data = self._buffer(part.buffer)
        span = self._within_limit(data, part.body, part.number)
        body = decode_transfer(data[span.start : span.end], part.encoding).data
        text = normal_line_ends(decode(body, part.params.get("charset", "")).text)
        self._add_attendees(part, text, Origin("part", part.number, part.buffer, span))

    def _add_attendees(self, part: Part, text: str, origin: Origin) -> None:
        from leakcheck.mail.calendar import read_attendees

        self.attendees += read_attendees(text, part.number, origin)

    def _read_gaps(self) -> None:
        """Read the text between parts, which travels although hardly any program shows it."""
        for gap in self.structure.gaps:
            if gap.kind == "junk":
                self._add_raw(self._within_limit(self._buffer(gap.buffer), gap.span, gap.part), gap.buffer, gap.part)
            elif gap.kind in {"preamble", "epilogue"}:
                self._read_between(gap)

    def _read_between(self, gap: Gap) -> None:
        span = self._within_limit(self._buffer(gap.buffer), gap.span, gap.part)
        text = normal_line_ends(decode(self._buffer(gap.buffer)[span.start : span.end]).text)
        if gap.part not in self._parents:
            self._add_raw(span, gap.buffer, gap.part)
        elif text.strip() and not _is_notice(text):
            origin = Origin("raw", gap.part, gap.buffer, span)
            leading = gap.kind == "preamble"
            self.assembly.hidden.append(Hidden(gap.part, text, gap.kind, leading, Span(0, len(text)), origin))

    def _within_limit(self, data: bytes, span: Span, part: str) -> Span:
        """Return as much of the span as may still be read, up to a line end, and say when that is not all."""
        size = span.end - span.start
        if size <= self._room:
            self._room -= size
            return span
        stop = data.rfind(b"\n", span.start, span.start + self._room) + 1 or span.start + self._room
        self._room = 0
        why = f"more than {self._limit} bytes of text"
        self.unread.append(Unread("the rest of the text", why, part))
        return Span(span.start, max(stop, span.start))


def _is_notice(text: str) -> bool:
    """Tell whether a preamble is the usual word to programs that do not know MIME."""
    words = text.strip().lower()
    return words.startswith("this ") and len(words) < 400 and "@" not in words and ("mime" in words or "multi" in words)
