"""RTF to HTML or to text: HTML and plain text encapsulated by Outlook, and what Outlook wrote as RTF itself.

One pass over the tokens, the state of a group on a stack.
Sources: [MS-OXRTFEX] 2.1.3 and 3.1.3, RTF specification 1.9.1.
"""

from __future__ import annotations

import re
from operator import attrgetter
from typing import Any, NamedTuple

from leakcheck.mail.msg.rtf_tables import CHARACTERS, CHARSETS, SKIPPED, STARRED, SYMBOLS
from leakcheck.mail.msg.strings import codec_of, decode_run


class Rtf(NamedTuple):
    """What an RTF body says.

    `form` is "html" (`text` is HTML source), "text" (it was plain text) or "rtf" (`text` is the text as seen); `hidden`
    is text formatted as hidden or as deleted, which only "rtf" can have.
    """

    form: str
    text: str
    hidden: str = ""


def read_rtf(data: bytes) -> Rtf:
    """Return the content of an RTF document; whatever the bytes are, this returns something."""
    reader = _Reader()
    for match in re.finditer(_TOKENS, _without_binary(data)):
        kind = match.lastindex
        if kind == 1:
            reader.words(match[1])
        elif kind in (2, 3):
            reader.control(match[2], int(match[3]) if kind == 3 else None)
        elif kind == 4:
            reader.words(bytes((int(match[4], 16),)))
        elif kind == 5:
            reader.open() if match[5] == b"{" else reader.close()
        elif kind == 6:
            reader.symbol(match[6])
    return reader.result()


_TOKENS = (
    rb"([^\\{}\r\n]+)"
    rb"|\\([a-zA-Z]{1,32})(-?[0-9]{1,10})?+ ?"
    rb"|\\'([0-9a-fA-F]{2})"
    rb"|([{}])"
    rb"|\\([^a-zA-Z'])"
)


def _without_binary(data: bytes) -> bytes:
    r"""Cut out what `\binN` announces: N raw bytes that may look like RTF."""
    if b"\\bin" not in data:
        return data
    pieces, place = [], 0
    for match in re.finditer(rb"\\bin([0-9]{1,10}) ?", data):
        if match.start() >= place and data[match.start() - 1 : match.start()] != b"\\":
            pieces.append(data[place : match.start()])
            place = match.end() + int(match[1])
    return b"".join((*pieces, data[place:]))


class _Reader:
    """The state of one pass; the fields named in `_STATE` hold for a group and are restored at its end."""

    def __init__(self) -> None:
        self.skip = False  # nothing of this group is text
        self.tag = False  # an HTML fragment
        self.rtf_only = False  # text that the HTML does not have
        self.hidden = False
        self.fonts = False  # the table of fonts
        self.link = False  # the instruction of a field
        self.font = -1
        self.fallback = 1  # how many characters after a Unicode one are for readers without Unicode
        self.form = "rtf"
        self.stack: list[tuple[Any, ...]] = []
        self.seen: list[str] = []
        self.unseen: list[str] = []
        self.instruction: list[str] = []
        self.starred = False
        self.pending = 0  # characters of a fallback still to skip
        self.default_font = -1
        self.font_codecs: dict[int, str] = {}
        self.code_page = self.codec = "cp1252"
        self.target = self.seen
        self.silent = False
        self.run = bytearray()  # bytes of one code page; a character of two bytes may be written in two ways

    def settle(self) -> None:
        """Work out what follows from the state; end the run where its code page or its place ends."""
        self.silent = self.skip or self.fonts or (self.rtf_only and not self.tag and self.form == "html")
        codec = self.code_page if self.tag else self.font_codecs.get(self.font) or self.code_page
        target = self.instruction if self.link else self.unseen if self.hidden else self.seen
        if self.run and (codec != self.codec or target is not self.target):
            self.flush()
        self.codec, self.target = codec, target

    def flush(self) -> None:
        """Decode the bytes gathered so far."""
        if self.run:
            self.target.append(decode_run(bytes(self.run), self.codec, self.code_page))
            self.run.clear()

    def result(self) -> Rtf:
        self.flush()
        return Rtf(self.form, _joined(self.seen), _joined(self.unseen))

    def words(self, text: bytes) -> None:
        """Take characters that stand for themselves."""
        self.starred = False
        if self.pending:
            text, self.pending = text[self.pending :], max(self.pending - len(text), 0)
        if not self.silent:
            self.run += text

    def symbol(self, name: bytes) -> None:
        if name == b"*":
            self.starred = True
        elif self.pending:
            self.pending -= 1
        elif name in SYMBOLS:
            self.emit("\u00ad" if name == b"_" and self.form == "html" else SYMBOLS[name])

    def emit(self, text: str) -> None:
        """Append decoded text to where it belongs."""
        if self.silent:
            return
        if text.isascii():
            self.run += text.encode("ascii")
            return
        self.flush()
        self.target.append(text)

    def open(self) -> None:
        self.pending = 0
        self.stack.append(_STATE(self))

    def close(self) -> None:
        self.pending = 0
        instruction = self.link
        if self.stack:
            state = self.stack.pop()
            self.skip, self.tag, self.rtf_only, self.hidden, self.fonts, self.link, self.font, self.fallback = state
        if not self.stack:
            self.skip = True  # nothing after the end of the document is shown
        self.settle()
        if instruction and not self.link:
            self.seen += _target_of("".join(self.instruction))
            self.instruction.clear()

    def control(self, word: bytes, number: int | None) -> None:
        starred, self.starred, self.pending = self.starred, False, 0
        action = _ACTIONS.get(word)
        if word in CHARACTERS:
            self.emit(CHARACTERS[word])
        elif word in SKIPPED or (starred and word not in STARRED):
            self.skip = True
            self.settle()
        elif action:
            action(self, number)
            self.settle()


_STATE = attrgetter("skip", "tag", "rtf_only", "hidden", "fonts", "link", "font", "fallback")


def _joined(pieces: list[str]) -> str:
    r"""Join pieces; `\u` writes characters beyond U+FFFF as two halves, which meet only here."""
    text = "".join(pieces)
    try:
        text.encode()
    except UnicodeEncodeError:
        return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    return text


def _target_of(instruction: str) -> list[str]:
    """Return the address of a HYPERLINK field in angle brackets, as Outlook does in plain text."""
    match = re.search(r'HYPERLINK[^"]{0,40}"([^"]{1,2000})"', instruction)
    return [f"<{match[1]}> "] if match else []


def _from_html(reader: _Reader, number: int | None) -> None:
    if number == 1 and not reader.seen:
        reader.form = "html"


def _from_text(reader: _Reader, _number: int | None) -> None:
    if not reader.seen:
        reader.form = "text"


def _html_tag(reader: _Reader, _number: int | None) -> None:
    reader.tag = reader.form == "html"
    reader.skip |= not reader.tag


def _html_rtf(reader: _Reader, number: int | None) -> None:
    reader.rtf_only = number != 0


def _font_table(reader: _Reader, _number: int | None) -> None:
    reader.fonts = True


def _font(reader: _Reader, number: int | None) -> None:
    reader.font = number or 0


def _default_font(reader: _Reader, number: int | None) -> None:
    reader.font = reader.default_font = number or 0


def _plain(reader: _Reader, _number: int | None) -> None:
    reader.font = reader.default_font
    reader.hidden = False


def _font_charset(reader: _Reader, number: int | None) -> None:
    if reader.fonts and number in CHARSETS:
        reader.font_codecs.setdefault(reader.font, codec_of(CHARSETS[number]))


def _font_code_page(reader: _Reader, number: int | None) -> None:
    if reader.fonts and number:
        reader.font_codecs[reader.font] = codec_of(number)


def _code_page(reader: _Reader, number: int | None) -> None:
    reader.code_page = codec_of(number or 1252) or reader.code_page


def _hidden(reader: _Reader, number: int | None) -> None:
    reader.hidden = number != 0 and reader.form == "rtf"


def _fallback(reader: _Reader, number: int | None) -> None:
    reader.fallback = min(max(number or 0, 0), 8)


def _unicode(reader: _Reader, number: int | None) -> None:
    reader.emit(chr((number or 0) & 0xFFFF))
    reader.pending = reader.fallback


def _field_instruction(reader: _Reader, _number: int | None) -> None:
    reader.link = reader.form == "rtf"
    reader.skip |= not reader.link


_ACTIONS = {
    b"fromhtml": _from_html,
    b"fromtext": _from_text,
    b"htmltag": _html_tag,
    b"htmlrtf": _html_rtf,
    b"fonttbl": _font_table,
    b"f": _font,
    b"deff": _default_font,
    b"plain": _plain,
    b"fcharset": _font_charset,
    b"cpg": _font_code_page,
    b"ansicpg": _code_page,
    b"v": _hidden,
    b"deleted": _hidden,
    b"uc": _fallback,
    b"u": _unicode,
    b"fldinst": _field_instruction,
}
