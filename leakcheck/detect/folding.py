"""One way to write: odd blanks, dashes and wide digits as ASCII, letters in lower case, offsets kept."""

from __future__ import annotations

# Wide digits, and those of Arabic, Persian, Hindi and Bengali.
_ZEROS = (0xFF10, 0x0660, 0x06F0, 0x0966, 0x09E6)
# Characters that mail programs and word processors put where plain ones were meant. One for one: offsets stay.
_FOLDED = (
    *((chr(zero + n), str(n)) for zero in _ZEROS for n in range(10)),
    *((c, " ") for c in "\u00a0\u2007\u2009\u200a\u202f\u2002\u2003\u3000\u200b\u2060\ufeff\u2014"),
    *((c, "-") for c in "\u2010\u2011\u2012\u2013\u2212\u00ad\uff0d"),
    ("\uff0b", "+"),
    ("\uff08", "("),
    ("\uff09", ")"),
    ("\uff0e", "."),
    ("\uff1a", ":"),
    ("\uff20", "@"),
    ("\u2019", "'"),
)
_ASCII = bytes(range(128))


def folded(text: str) -> str:
    """Return a text of the same length in which signs that look like ASCII are ASCII."""
    if not text.isascii():
        for odd, plain in _FOLDED:
            if odd in text:
                text = text.replace(odd, plain)
    return text


def mapped(plain: str, table: bytes) -> bytes:
    """Return a byte for each character, by a table of 256; signs beyond Latin-1 count as "?"."""
    return plain.encode("latin-1", "replace").translate(table)


def lowered(plain: str) -> str:
    """Return a text in lower case and of the same length ("İ" would grow and stays as it is).

    On text beyond ASCII `str.lower` is several times slower than to lower bytes and then the few other letters.
    """
    if plain.isascii():
        return plain.lower()
    small = plain.encode("utf-8", "surrogatepass").lower()
    lower = small.decode("utf-8", "surrogatepass")
    for char in set(small.translate(None, _ASCII).decode("utf-8", "surrogatepass")):
        little = char.lower()
        if little != char and len(little) == 1:
            lower = lower.replace(char, little)
    return lower
