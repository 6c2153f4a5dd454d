"""Code pages: which Python codec reads the 8-bit strings of a message.

Sources: [MS-OXCMSG] 2.2.1.3 (the three properties), [MS-UCODEREF] (code page numbers), [MS-LCID] (languages).
"""

from __future__ import annotations

import codecs

from leakcheck.mail import charsets

_NAMES = {
    708: "iso8859_6", 874: "cp874", 932: "cp932", 936: "gb18030", 949: "cp949", 950: "cp950", 1200: "utf-16-le",
    1201: "utf-16-be", 1361: "johab", 10000: "mac_roman", 10001: "shift_jis", 10006: "mac_greek", 10007: "mac_cyrillic",
    10029: "mac_latin2", 10081: "mac_turkish", 20127: "ascii", 20866: "koi8_r", 20932: "euc_jp", 20949: "cp949",
    21866: "koi8_u", 38598: "iso8859_8", 50220: "iso2022_jp", 50221: "iso2022_jp", 50222: "iso2022_jp",
    50225: "iso2022_kr", 51932: "euc_jp", 51936: "gb18030", 51949: "euc_kr", 52936: "hz", 54936: "gb18030",
    65000: "utf-7", 65001: "utf-8",
}  # fmt: skip
_LANGUAGES = {
    0x01: 1256, 0x02: 1251, 0x04: 936, 0x05: 1250, 0x08: 1253, 0x0D: 1255, 0x0E: 1250, 0x11: 932, 0x12: 949, 0x15: 1250,
    0x18: 1250, 0x19: 1251, 0x1A: 1250, 0x1B: 1250, 0x1C: 1250, 0x1E: 874, 0x1F: 1254, 0x20: 1256, 0x22: 1251,
    0x23: 1251, 0x24: 1250, 0x25: 1257, 0x26: 1257, 0x27: 1257, 0x28: 1251, 0x29: 1256, 0x2A: 1258, 0x2F: 1251,
    0x3F: 1251, 0x40: 1251, 0x44: 1251, 0x50: 1251,
}  # fmt: skip
_DIALECTS = {
    0x0404: 950,
    0x0C04: 950,
    0x1404: 950,
    0x0C1A: 1251,
    0x1C1A: 1251,
    0x201A: 1251,
    0x042C: 1254,
    0x082C: 1251,
}


def codec_of(code_page: int) -> str:
    """Return the name of the Python codec of a Windows code page, empty when there is none."""
    iso = 28591 <= code_page <= 28606
    name = f"iso8859_{code_page - 28590}" if iso else _NAMES.get(code_page, f"cp{code_page}")
    try:
        return codecs.lookup(name).name
    except LookupError:
        return ""


def codecs_of(message_code_page: int, language: int, internet_code_page: int) -> tuple[str, ...]:
    """Return the codecs to try on the 8-bit strings of a message, best first; 0 stands for a property not there."""
    pages = (message_code_page, _page_of_language(language), internet_code_page)
    return tuple(dict.fromkeys(name for name in map(codec_of, filter(None, pages)) if name))


def _page_of_language(language: int) -> int:
    return _DIALECTS.get(language) or _LANGUAGES.get(language & 0x3FF, 1252 if language else 0)


def decode(data: bytes, candidates: tuple[str, ...]) -> str:
    """Return 8-bit text decoded by the first codec that takes all of it, else by a guess; never raises."""
    if data.isascii() and b"\x1b" not in data and not any(name in candidates for name in ("utf-7", "hz")):
        return data.decode("ascii")
    for name in candidates:
        try:
            return data.decode(name)
        except (UnicodeError, ValueError):
            continue
    return charsets.decode(data).text


def decode_run(data: bytes, codec: str, fallback: str) -> str:
    """Return a run of RTF bytes decoded by its font's codec or the document's; runs are too short to guess from."""
    if data.isascii() and b"\x1b" not in data:
        return data.decode("ascii")
    for name in (codec, fallback):
        try:
            return data.decode(name)
        except (UnicodeError, ValueError):
            continue
    return data.decode(codec, "replace")
