"""The words by which somebody is called: "Miriam" and "Osei" out of "Dr. Miriam Osei", one spelling for all."""

from __future__ import annotations

import re

from leakcheck.detect.terms import all_cues
from leakcheck.model.record import NamedTuple

_NAME_WORD = r"[^\W\d_]+(?:['\u2019-][^\W\d_]+)*"
_GERMAN = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss", "\u2019": "'"})
_TITLES = frozenset(("dr", "prof", "dipl", "ing", "familie", "family"))


class CalledBy(NamedTuple):
    """Given name and surname as they are compared, empty where there is none."""

    given: str = ""
    surname: str = ""


def tokens(text: str) -> list[re.Match[str]]:
    """Return the words of a text, double names and words with an apostrophe as one."""
    return list(re.finditer(_NAME_WORD, text))


def words_of(text: str) -> list[str]:
    """Return the same words as text."""
    return [token[0] for token in tokens(text)]


def plain_word(word: str) -> str:
    """Return a word of a name as it is compared: lower case, no accents, German umlauts as two letters."""
    if word.isascii():
        return word.lower()
    import unicodedata

    lower = unicodedata.normalize("NFC", word).lower().translate(_GERMAN)
    if lower.isascii():
        return lower
    return "".join(c for c in unicodedata.normalize("NFKD", lower) if not unicodedata.combining(c))


def called_by(name: str, address: str = "") -> CalledBy:
    """Return the words of a name, or else of the local part of an address ("miriam.osei@example.com").

    A single word, or a local part, counts where it begins with a common given name. Firms and offices have none.
    """
    if not name.strip() or "@" in name:
        return _of_address(address)
    if "," in name:
        last, _, first = name.partition(",")
        name = f"{first} {last}"
    words = words_of(name)
    lower = [word.lower() for word in words]
    titled = 0
    while titled < len(lower) and is_title(lower[titled]):
        titled += 1
    words, lower = words[titled:], lower[titled:]
    if not words or _is_office(lower):
        return CalledBy()
    if len(words) == 1:
        if titled:
            return CalledBy("", _long(words[0]))
        return CalledBy(_long(words[0])) if lower[0] in all_cues("given-name") else CalledBy()
    return CalledBy(_long(words[0]), _long(words[-1]))


def is_title(lower: str) -> bool:
    """Tell whether a word in lower case stands before a surname: "Frau", "Dr"."""
    return lower in _TITLES or lower in all_cues("title")


def is_firm(lower: str) -> bool:
    """Tell whether a word in lower case says that a name is one of a firm."""
    return lower in all_cues("firm")


def _of_address(address: str) -> CalledBy:
    words = words_of(address.rpartition("@")[0].partition("+")[0].replace("-", " "))
    lower = [word.lower() for word in words]
    if not words or _is_office(lower) or lower[0] not in all_cues("given-name"):
        return CalledBy()
    return CalledBy(_long(words[0]), _long(words[-1]) if len(words) > 1 else "")


def _is_office(lower: list[str]) -> bool:
    return any(word in all_cues("firm") or word in all_cues("no-person") for word in lower)


def _long(word: str) -> str:
    """Return a word as it is compared, empty for an initial."""
    return plain_word(word) if len(word) > 1 else ""
