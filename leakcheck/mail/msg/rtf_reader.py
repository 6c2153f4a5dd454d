"""What one pass over RTF keeps: the state of the open groups, and the text gathered so far."""

from __future__ import annotations

import re
from operator import attrgetter

from leakcheck.mail.msg.rtf_tables import SYMBOLS
from leakcheck.mail.msg.strings import decode_run
from leakcheck.model.record import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any


class Rtf(NamedTuple):
    """What an RTF body says.

    `form` is "html" (`text` is HTML source), "text" (it was plain text) or "rtf" (`text` is the text as seen); `hidden`
    is text formatted as hidden or as deleted, `white` is what `text` has in white letters; only "rtf" can have them.
    `cut` tells that the bytes end within a group: programs close all that they open.
    """

    form: str
    text: str
    hidden: str = ""
    white: str = ""
    cut: bool = False


class RtfReader:
    """The state of one pass; the fields named in `_STATE` hold for a group and are restored at its end."""

    def __init__(self) -> None:
        self.skip = False  # nothing of this group is text
        self.tag = False  # an HTML fragment
        self.rtf_only = False  # text that the HTML does not have
        self.hidden = False
        self.white = False
        self.fonts = False  # the table of fonts
        self.link = False  # the instruction of a field
        self.font = -1
        self.fallback = 1  # how many characters after a Unicode one are for readers without Unicode
        self.form = "rtf"
        self.stack: list[tuple[Any, ...]] = []
        self.seen: list[str] = []
        self.unseen: list[str] = []
        self.pale: list[str] = []
        self.whites: frozenset[int] = frozenset()  # the colours that nobody sees on white paper
        self.instruction: list[str] = []
        self.starred = False
        self.pending = 0  # characters of a fallback still to skip
        self.default_font = -1
        self.font_codecs: dict[int, str] = {}
        self.code_page = self.codec = "cp1252"
        self.target = self.seen
        self.fades = False
        self.silent = False
        self.run = bytearray()  # bytes of one code page; a character of two bytes may be written in two ways

    def settle(self) -> None:
        """Work out what follows from the state; end the run where its code page or its place ends."""
        self.silent = self.skip or self.fonts or (self.rtf_only and not self.tag and self.form == "html")
        codec = self.code_page if self.tag else self.font_codecs.get(self.font) or self.code_page
        target = self.instruction if self.link else self.unseen if self.hidden else self.seen
        fades = self.white and target is self.seen
        if self.run and (codec != self.codec or target is not self.target or fades != self.fades):
            self.flush()
        self.codec, self.target, self.fades = codec, target, fades

    def flush(self) -> None:
        """Decode the bytes gathered so far."""
        if self.run:
            self._append(decode_run(bytes(self.run), self.codec, self.code_page))
            self.run.clear()

    def _append(self, text: str) -> None:
        self.target.append(text)
        if self.fades:
            self.pale.append(text)

    def result(self) -> Rtf:
        """Return what was gathered."""
        self.flush()
        return Rtf(self.form, _joined(self.seen), _joined(self.unseen), _joined(self.pale), bool(self.stack))

    def words(self, text: bytes) -> None:
        """Take characters that stand for themselves."""
        self.starred = False
        if self.pending:
            text, self.pending = text[self.pending :], max(self.pending - len(text), 0)
        if not self.silent:
            self.run += text

    def symbol(self, name: bytes) -> None:
        """Take a backslash with a character that is no letter."""
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
        self._append(text)

    def open(self) -> None:
        """Begin a group."""
        self.pending = 0
        self.stack.append(_STATE(self))

    def close(self) -> None:
        """End a group: its state ends with it."""
        self.pending = 0
        instruction = self.link
        if self.stack:
            state = self.stack.pop()
            self.skip, self.tag, self.rtf_only, self.hidden, self.white = state[:5]
            self.fonts, self.link, self.font, self.fallback = state[5:]
        if not self.stack:
            self.skip = True  # nothing after the end of the document is shown
        self.settle()
        if instruction and not self.link:
            self.seen += _target_of("".join(self.instruction))
            self.instruction.clear()


_STATE = attrgetter("skip", "tag", "rtf_only", "hidden", "white", "fonts", "link", "font", "fallback")


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
