"""Make text from a mail or a file name harmless: nothing in it may drive a terminal, a log or a reader's eye."""

from __future__ import annotations

# Printable for Python, yet drawn as nothing: fillers, joiners, variation selectors (Default_Ignorable_Code_Point of
# Unicode 15). The emoji and text selectors U+FE0E and U+FE0F stay.
_UNSEEN = frozenset(
    map(
        chr,
        (
            *(0x034F, 0x115F, 0x1160, 0x17B4, 0x17B5, 0x3164, 0xFFA0),
            *range(0x180B, 0x1810),
            *range(0xFE00, 0xFE0E),
            *range(0xE0100, 0xE01F0),
        ),
    )
)
_BLANKS = frozenset("\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000")


def safe(text: str) -> str:
    r"""Return `text` on one line, with everything that cannot be seen as a visible escape `\u{1b}`.

    That is: C0, C1 and DEL (line breaks and tabs among them), bidi marks, zero-width and other unseen characters, line
    and paragraph separators, tags, surrogates, private use and unassigned code points.
    """
    if text.isprintable() and (text.isascii() or _UNSEEN.isdisjoint(text)):
        return text
    return "".join(map(_visible, text))


def _visible(char: str) -> str:
    if char in _BLANKS:
        return " "
    if char.isprintable() and char not in _UNSEEN:
        return char
    return f"\\u{{{ord(char):x}}}"
