"""RTF to HTML or to text: HTML and plain text encapsulated by Outlook, and what Outlook wrote as RTF itself.

One pass over the tokens, the state of a group on a stack.
Sources: [MS-OXRTFEX] 2.1.3 and 3.1.3, RTF specification 1.9.1.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from leakcheck.mail.msg.rtf_tables import CHARACTERS, CHARSETS, SKIPPED, STARRED, SYMBOLS
from leakcheck.mail.msg.strings import codec_of, decode


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


class _Group(NamedTuple):
    r"""The state that a closing brace restores.

    `skip`: nothing of this group is text; `tag`: an HTML fragment; `rtf_only`: text that the HTML does not have;
    `font` selects the code page; `fallback`: how many characters follow a `\u` for readers without Unicode.
    """

    skip: bool = False
    tag: bool = False
    rtf_only: bool = False
    hidden: bool = False
    fonts: bool = False
    link: bool = False
    font: int = -1
    fallback: int = 1


class _Reader:
    """The state of one pass."""

    def __init__(self) -> None:
        self.form = "rtf"
        self.now = _Group()
        self.stack: list[_Group] = []
        self.seen: list[str] = []
        self.hidden: list[str] = []
        self.link: list[str] = []
        self.run = bytearray()  # bytes of one font, so that a character of two bytes may be written in two ways
        self.starred = False
        self.pending = 0  # characters still to skip after a \u
        self.default_font = -1
        self.font_codecs: dict[int, str] = {}
        self.codec = "cp1252"

    def result(self) -> Rtf:
        self.flush()
        return Rtf(self.form, _joined(self.seen), _joined(self.hidden))

    def silent(self) -> bool:
        """Tell whether text here belongs to nobody."""
        now = self.now
        return now.skip or now.fonts or (now.rtf_only and not now.tag and self.form == "html")

    def words(self, text: bytes) -> None:
        """Take characters that stand for themselves."""
        self.starred = False
        if self.pending:
            text, self.pending = text[self.pending :], max(self.pending - len(text), 0)
        if not self.silent():
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
        if self.silent():
            return
        self.flush()
        self.target().append(text)

    def target(self) -> list[str]:
        if self.now.link:
            return self.link
        return self.hidden if self.now.hidden else self.seen

    def flush(self) -> None:
        """Decode the bytes gathered so far, by the code page of their font."""
        if self.run:
            font = "" if self.now.tag else self.font_codecs.get(self.now.font, "")
            self.target().append(decode(bytes(self.run), tuple(filter(None, (font, self.codec)))))
            self.run.clear()

    def open(self) -> None:
        self.flush()
        self.pending = 0
        self.stack.append(self.now)

    def close(self) -> None:
        self.flush()
        self.pending = 0
        ended, self.now = self.now, self.stack.pop() if self.stack else _Group(skip=True)
        if not self.stack:  # nothing after the end of the document is shown
            self.now = _Group(skip=True)
        if ended.link and not self.now.link:
            self.seen += _target_of("".join(self.link))
            self.link.clear()

    def control(self, word: bytes, number: int | None) -> None:
        starred, self.starred, self.pending = self.starred, False, 0
        if word in CHARACTERS:
            self.emit(CHARACTERS[word])
        elif word in SKIPPED or (starred and word not in STARRED):
            self.change(skip=True)
        elif action := _ACTIONS.get(word):
            action(self, number)

    def change(self, **state: bool | int) -> None:
        """Give the rest of the group another state."""
        self.flush()
        self.now = self.now._replace(**state)  # type: ignore[arg-type]  # the callers below name the right types


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
    reader.change(tag=reader.form == "html", skip=reader.now.skip or reader.form != "html")


def _html_rtf(reader: _Reader, number: int | None) -> None:
    reader.change(rtf_only=number != 0)


def _font_table(reader: _Reader, _number: int | None) -> None:
    reader.change(fonts=True)


def _font(reader: _Reader, number: int | None) -> None:
    if number != reader.now.font:
        reader.change(font=number or 0)


def _default_font(reader: _Reader, number: int | None) -> None:
    reader.default_font = number or 0
    reader.change(font=number or 0)


def _plain(reader: _Reader, _number: int | None) -> None:
    reader.change(font=reader.default_font, hidden=False)


def _font_charset(reader: _Reader, number: int | None) -> None:
    if reader.now.fonts and number in CHARSETS:
        reader.font_codecs.setdefault(reader.now.font, codec_of(CHARSETS[number]))


def _font_code_page(reader: _Reader, number: int | None) -> None:
    if reader.now.fonts and number:
        reader.font_codecs[reader.now.font] = codec_of(number)


def _code_page(reader: _Reader, number: int | None) -> None:
    reader.codec = codec_of(number or 1252) or reader.codec


def _hidden(reader: _Reader, number: int | None) -> None:
    reader.change(hidden=number != 0 and reader.form == "rtf")


def _fallback(reader: _Reader, number: int | None) -> None:
    reader.change(fallback=min(max(number or 0, 0), 8))


def _unicode(reader: _Reader, number: int | None) -> None:
    reader.emit(chr((number or 0) & 0xFFFF))
    reader.pending = reader.now.fallback


def _field_instruction(reader: _Reader, _number: int | None) -> None:
    reader.change(link=reader.form == "rtf", skip=reader.now.skip or reader.form != "rtf")


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
