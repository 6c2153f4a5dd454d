"""What the control words of RTF do to the state of a reader."""

from __future__ import annotations

from leakcheck.mail.msg.rtf_tables import CHARSETS
from leakcheck.mail.msg.strings import codec_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from leakcheck.mail.msg.rtf_reader import RtfReader


def _from_html(reader: RtfReader, number: int | None) -> None:
    if number == 1 and not reader.seen:
        reader.form = "html"


def _from_text(reader: RtfReader, _number: int | None) -> None:
    if not reader.seen:
        reader.form = "text"


def _html_tag(reader: RtfReader, _number: int | None) -> None:
    reader.tag = reader.form == "html"
    reader.skip |= not reader.tag


def _html_rtf(reader: RtfReader, number: int | None) -> None:
    reader.rtf_only = number != 0


def _font_table(reader: RtfReader, _number: int | None) -> None:
    reader.fonts = True


def _font(reader: RtfReader, number: int | None) -> None:
    reader.font = number or 0


def _default_font(reader: RtfReader, number: int | None) -> None:
    reader.font = reader.default_font = number or 0


def _plain(reader: RtfReader, _number: int | None) -> None:
    reader.font = reader.default_font
    reader.hidden = reader.white = False


def _font_charset(reader: RtfReader, number: int | None) -> None:
    if reader.fonts and number in CHARSETS:
        reader.font_codecs.setdefault(reader.font, codec_of(CHARSETS[number]))


def _font_code_page(reader: RtfReader, number: int | None) -> None:
    if reader.fonts and number:
        reader.font_codecs[reader.font] = codec_of(number)


def _code_page(reader: RtfReader, number: int | None) -> None:
    reader.code_page = codec_of(number or 1252) or reader.code_page


def _hidden(reader: RtfReader, number: int | None) -> None:
    reader.hidden = number != 0 and reader.form == "rtf"


def _colour(reader: RtfReader, number: int | None) -> None:
    reader.white = (number or 0) in reader.whites


def _fallback(reader: RtfReader, number: int | None) -> None:
    reader.fallback = min(max(number or 0, 0), 8)


def _unicode(reader: RtfReader, number: int | None) -> None:
    reader.emit(chr((number or 0) & 0xFFFF))
    reader.pending = reader.fallback


def _field_instruction(reader: RtfReader, _number: int | None) -> None:
    reader.link = reader.form == "rtf"
    reader.skip |= not reader.link


def _footnote(reader: RtfReader, _number: int | None) -> None:
    """Keep the words of a note apart from the word that it stands at."""
    reader.emit(" ")


ACTIONS = {
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
    b"cf": _colour,
    b"uc": _fallback,
    b"u": _unicode,
    b"fldinst": _field_instruction,
    b"footnote": _footnote,
}
