"""Bytes -> text, whatever the declared charset is worth; nothing here raises."""

from __future__ import annotations

import codecs
import re
from functools import cache, lru_cache

from leakcheck.model.record import NamedTuple

# Codecs of Python that are no charsets of mail: they interpret escapes, or cost more than linear time.
_NO_CHARSETS = frozenset({"idna", "punycode", "unicode_escape", "raw_unicode_escape", "undefined", "mbcs", "oem"})
# ASCII bytes may mean something else in these.
_SHIFTING = frozenset({"utf_7", "hz", "iso2022_jp", "iso2022_jp_1", "iso2022_jp_2", "iso2022_jp_ext", "iso2022_kr"})
_WIDE = frozenset({"utf_16", "utf_16_le", "utf_16_be", "utf_32", "utf_32_le", "utf_32_be"})
_EBCDIC = frozenset({"cp037", "cp273", "cp424", "cp500", "cp875", "cp1026", "cp1140"})
# The larger set that mail programs mean when they declare the smaller one (WHATWG Encoding, read 2026-11-22).
_WIDER = {
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "shift_jis": "cp932",
    "euc_kr": "cp949",
    "big5": "cp950",
    "iso8859_9": "cp1254",
    "tis_620": "cp874",
}
_MORE_NAMES = {
    "cp_850": "cp850",
    "koi8": "koi8_r",
    "unicode_1_1_utf_7": "utf_7",
    "utf8mb4": "utf_8",
    "windows_874": "cp874",
    "windows_31j": "cp932",
    "x_sjis": "cp932",
    "x_gbk": "gb18030",
    "cp_1252": "cp1252",
}
_ASCII = bytes(range(0x80))
_SHORT = 64
_BOMS = (
    (codecs.BOM_UTF8, "utf_8_sig"),
    (codecs.BOM_UTF32_LE, "utf_32"),
    (codecs.BOM_UTF32_BE, "utf_32"),
    (codecs.BOM_UTF16_LE, "utf_16"),
    (codecs.BOM_UTF16_BE, "utf_16"),
)


class Decoded(NamedTuple):
    """A text and the Python codec that made it, "" when it was guessed.

    "utf_8" may hold stray bytes of Windows-1252, one character each.
    """

    text: str
    codec: str


def decode(data: bytes, declared: str = "", *, guess: bool = True) -> Decoded:
    """Decode by the declared charset if it holds, else by a byte order mark, UTF-8, ISO-2022-JP, or a guess.

    A guess costs about 0.3 ms, the first one 0.3 s; without `guess` stray bytes count as Windows-1252.
    """
    codec = known_codec(declared)
    if b"\0" in data and codec not in _WIDE and (wide := _unmarked_utf16(data)):
        text = _strict(data[: len(data) // 2 * 2], wide)
        if text is not None:
            return Decoded(text, wide)
    if data.isascii() and _plain_in(data, codec):
        return Decoded(data.decode("ascii"), "ascii")
    for name in _candidates(data, codec):
        text = _strict(data, name)
        if text is not None:
            return Decoded(text, name)
    mixed = _mostly_utf8(data)
    if mixed is not None:
        return Decoded(mixed, "utf_8")
    if len(data) <= _SHORT and 2 * len(data.translate(None, _ASCII)) < len(data):
        guess = False  # a few accents among Latin letters; a guess needs more to go by
    return _guessed(data) if guess else Decoded(_with_strays(data.decode("utf-8", "surrogateescape")), "utf_8")


def normal_line_ends(text: str) -> str:
    """Return the text with every line end as LF."""
    return text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text


@lru_cache(maxsize=256)
def known_codec(declared: str) -> str:
    """Return Python's codec for a charset label, "" when there is none that may be used on mail."""
    match = re.search(r"[A-Za-z0-9][\w.:+-]{1,40}", declared)
    if not match:
        return ""
    label = match[0].lower().replace("-", "_").replace(".", "_").replace(":", "_").replace(" ", "_")
    label = _MORE_NAMES.get(label, label)
    return _codec_names().get(label, "")


@cache
def _codec_names() -> dict[str, str]:
    """Map every label to a codec module; a table, because asking the codec registry imports a module per label."""
    from encodings.aliases import aliases

    names = {codec: codec for codec in aliases.values()} | dict(aliases)
    names |= {name: name for name in ("cp720", "cp737", "cp856", "cp874", "cp875", "koi8_t", "koi8_u", "cp1006")}
    names |= {"utf_8_sig": "utf_8", "utf8": "utf_8", "iso8859_1": "latin_1"}
    text_codecs = {label: codec for label, codec in names.items() if not codec.endswith("_codec")}
    return {label: codec for label, codec in text_codecs.items() if codec not in _NO_CHARSETS | {"rot_13"}}


def _plain_in(data: bytes, codec: str) -> bool:
    """Tell whether seven-bit bytes stand for themselves."""
    if codec in _SHIFTING or b"\x1b" in data:
        return not any(mark in data for mark in (b"+", b"~", b"\x1b", b"\x0e"))
    if codec in _WIDE:
        return b"\0" not in data
    return codec not in _EBCDIC


def _candidates(data: bytes, codec: str) -> list[str]:
    names = []
    if data.startswith((b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff", b"\0\0\xfe\xff")):
        names += [name for bom, name in _BOMS if data.startswith(bom)]
    if codec == "utf_16" and not names:
        codec = "utf_16_be" if data[::2].count(0) > data[1::2].count(0) else "utf_16_le"
    if codec == "latin_1":
        names += ["cp1252"] if _holds_c1(data) else []
    if codec and codec != "ascii":
        names += [codec] + ([_WIDER[codec]] if codec in _WIDER else [])
    if b"\x1b$" in data:
        names += ["iso2022_jp_ext", "iso2022_kr"]
    names.append("utf_8")
    return names


def _unmarked_utf16(data: bytes) -> str:
    """Return the codec of UTF-16 that says nothing of itself: in Western text every second byte is zero.

    Plain words beside such text, which a program that believes the label would show, are proof against it.
    """
    half = len(data) // 2
    even, odd = data[: 2 * half : 2].count(0), data[1::2].count(0)
    if half < 2 or 10 * max(even, odd) < 9 * half or 10 * min(even, odd) > half:
        return ""
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)) or re.search(rb"[ -~]{5}", data):
        return ""
    return "utf_16_be" if even > odd else "utf_16_le"


def _holds_c1(data: bytes) -> bool:
    """Tell whether there are bytes that are control characters in Latin-1 and letters in Windows-1252."""
    return len(data.translate(None, bytes(range(0x80, 0xA0)))) != len(data)


def _strict(data: bytes, codec: str) -> str | None:
    try:
        text = data.decode(codec)
        text.encode("utf-8")  # UTF-7 and some others let lone surrogates through
    except (UnicodeError, LookupError, ValueError):
        return None
    return text


def _mostly_utf8(data: bytes) -> str | None:
    """Decode UTF-8 in which a few bytes of Windows-1252 went astray, None when it is something else."""
    text = data.decode("utf-8", "surrogateescape")
    clean = data.decode("utf-8", "ignore")
    letters = len(clean) - len(clean.encode("ascii", "ignore"))
    return _with_strays(text) if letters >= 2 * (len(text) - len(clean)) else None


def _with_strays(text: str) -> str:
    """Replace what surrogateescape left by the characters of Windows-1252."""
    return text.translate(_stray_table())


@cache
def _stray_table() -> dict[int, str]:
    return {0xDC00 + byte: bytes([byte]).decode("cp1252", "ignore") or chr(byte) for byte in range(0x80, 0x100)}


def _guessed(data: bytes) -> Decoded:
    """Let flanker's charset guesser decide; take every byte for UTF-8 or Windows-1252 when it cannot."""
    from leakcheck.mail.quiet import load_flanker

    try:
        text = load_flanker("flanker.mime.message.charsets").convert_to_unicode("utf-8", data)
        text.encode("utf-8")
    except Exception:  # noqa: BLE001 - a guesser over hostile bytes: any failure means "no guess"
        text = "\ufffd"
    if "\ufffd" not in text and _keeps_words(data, text):
        return Decoded(text, "")
    return Decoded(_with_strays(data.decode("utf-8", "surrogateescape")), "utf_8")


def _keeps_words(data: bytes, text: str) -> bool:
    """Tell whether ASCII words are still there: on broken bytes the guesser may answer EBCDIC."""
    words = re.findall(rb"[A-Za-z0-9@.]{4,40}", data[:4_096])[:8]
    return b"\0" in data or all(word.decode("ascii") in text for word in words)
