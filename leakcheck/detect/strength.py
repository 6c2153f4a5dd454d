"""Whether a text looks like a secret, or stands where one was meant."""

from __future__ import annotations

import re

from leakcheck.detect.terms import all_cues

_SYMBOLS = frozenset("!@#$%^&*?~+=_|\\-.:;,/§€£")
_BRACKETS = frozenset("(){}[]<>")
_SIGNS = frozenset("!@#$%^&*()_+=?~")
_DRAWN = frozenset("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-") | _SIGNS
_CALL = r"[A-Za-z_][\w.]{0,40}\((?:\w{0,40}\)?$|.{0,100}[$(])"  # crypt($Salt1, decode(A1b2)
_SHORTEST, _FAIR = 8, 6
_MASKING = frozenset("*x.-_#?\u2022\u25cf")


def is_placeholder(text: str) -> bool:
    """Tell whether people write this in the place of a password."""
    bare = text.strip("!.\"'*_").lower()
    return bare in all_cues("placeholder") or bare in all_cues("password") or set(text.lower()) <= _MASKING


def is_plausible(text: str) -> bool:
    """Tell whether a text is neither code, an address, a path, a link nor a template field."""
    if is_random(text):
        return True
    if (
        _BRACKETS & set(text)
        or "&quot" in text
        or "\\&" in text  # markup of manual pages
        or "://" in text
        or text.startswith(("/", "$", "%", "--", "\\", "www.", "@"))
    ):
        return False
    if text.replace("-", "").replace("_", "").isalpha() and not text.isalpha():
        return False  # GNUTLS_E_DECRYPTION, single-threaded, user_input
    if "@" in text and "." in text.rpartition("@")[2]:
        return False
    return re.fullmatch(r"[\w.-]{1,64}[/=,|:;][\w./=,|:;-]{0,64}", text) is None or any(c.isdigit() for c in text)


def is_random(text: str) -> bool:
    """Tell whether letters of both cases, digits and signs stand together as generators mix them: no code does that."""
    if len(text) < _SHORTEST or not set(text) <= _DRAWN or text.startswith(("/", "--", "\\")):
        return False
    classes = (str.islower, str.isupper, str.isdigit, _SIGNS.__contains__)
    if not all(any(map(of_class, text)) for of_class in classes) or re.match(_CALL, text):
        return False
    return text[0] not in "$%@" or any(sign in _SIGNS - {"_"} for sign in text[1:-1])  # variables


def is_fair(text: str) -> bool:
    """Tell whether a text has small letters with digits or signs among them: no name of a protocol or an option."""
    small = sum(map(str.islower, text))
    signs = not (_SIGNS - {"@", "_"}).isdisjoint(text)
    return len(text) >= _FAIR and small >= 3 and (signs or any(map(str.isdigit, text)))


def is_mixed(text: str) -> bool:
    """Tell whether a text mixes letters with digits or signs, or capitals inside a word."""
    classes = (
        any(c.islower() for c in text),
        any(c.isupper() for c in text[1:]),
        any(c.isdigit() for c in text),
        any(c in _SYMBOLS for c in text.strip("-.,:;")),
    )
    return sum(classes) >= 2


def is_strong(text: str) -> bool:
    """Tell whether a text looks like a password with nothing but the word before it."""
    letters = any(c.isalpha() for c in text)
    digits = any(c.isdigit() for c in text)
    signs = any(c in "!@#$%^&*?~+=" for c in text)
    inner = any(c.isdigit() for c in text.rstrip("0123456789!"))
    capitals = any(c.isupper() for c in text[1:]) and any(c.islower() for c in text)
    return len(text) >= 6 and letters and ((signs and (digits or capitals)) or (digits and capitals and inner))
