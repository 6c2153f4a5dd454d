"""Secrets: tokens with a prefix, private keys, links and connection strings with a password, announced passwords."""

from __future__ import annotations

import re
from functools import cache

from leakcheck.detect.folding import mapped
from leakcheck.detect.terms import all_cues
from leakcheck.detect.words import speak_of
from leakcheck.model.severity import Confidence
from leakcheck.model.sighting import Sighting

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from leakcheck.detect.prepared import Prepared

_LONGEST_KEY = 20_000
# What a token without a sign in its anchor holds in a row, but for one that dots may part.
_SHAPES = bytes(120 if n < 128 and (chr(n).isalnum() or chr(n) in "_-=") else 32 for n in range(256))
_LONG = b"x" * 17
_PEM = r"-----BEGIN ([A-Z0-9 ]{0,40})PRIVATE KEY( BLOCK)?-----"
_LOGIN = r"://([^\s/@:<>\"']{0,64}):([^\s/@<>\"']{3,128})@[^\s/]"


def find(prepared: Prepared, _region: str) -> Iterator[Sighting]:
    """Yield secrets; nothing is guessed from randomness."""
    longs = " ".join(_long_words(prepared.plain))
    if longs or prepared.encoded or "~" in prepared.plain or speak_of(prepared.vocabulary, "token"):
        from leakcheck.detect import tokens

        yield from tokens.find(prepared, longs)
    yield from _private_keys(prepared)
    if prepared.linked and "@" in prepared.plain:
        yield from _logins(prepared.plain)
    yield from _commands(prepared)
    announcing = list(_announcing(prepared))
    if announcing or speak_of(prepared.vocabulary, "login"):
        from leakcheck.detect import passwords

        yield from passwords.find(prepared, announcing)
    if "passw" in prepared.lower or "Pw" in prepared.plain:
        from leakcheck.detect import password_names

        yield from password_names.find(prepared)
    if speak_of(prepared.vocabulary, "key-box"):
        from leakcheck.detect import key_boxes

        yield from key_boxes.find(prepared)


def _announcing(prepared: Prepared) -> Iterator[tuple[str, str]]:
    """Yield the cues of a password, a code or a key that stand in a text, each with its group."""
    index = _cues_by_word()
    for word in sorted(prepared.vocabulary & index.keys()):
        for row in index[word].split("|"):
            group, _, cue = row.partition(" ")
            if cue in prepared.lower:
                yield cue, group


@cache
def _cues_by_word() -> dict[str, str]:
    from leakcheck.detect.builtin_labels import SECRETS

    return dict(line.split(":", 1) for line in SECRETS.splitlines())


def _long_words(plain: str) -> Iterator[str]:
    """Yield the words of at least 17 letters, digits, "_", "-" and "=", with the sign before them."""
    shape = mapped(plain, _SHAPES)
    start = shape.find(_LONG)
    while start >= 0:
        end = shape.find(b" ", start)
        end = end if end >= 0 else len(shape)
        yield plain[max(start - 1, 0) : end]
        start = shape.find(_LONG, end)


def _private_keys(prepared: Prepared) -> Iterator[Sighting]:
    """Yield PEM, OpenSSH and OpenPGP private keys from their first line to their last, and PuTTY key files."""
    plain = prepared.whole
    if "private" not in prepared.vocabulary:
        return
    if "PRIVATE KEY" in plain:
        for found in re.finditer(_PEM, plain):
            closing = plain.find("-----END ", found.end(), found.end() + _LONGEST_KEY)
            end = plain.find("\n", closing) if closing > 0 else -1
            yield Sighting(
                "secret",
                found.start(),
                (end if end > 0 else len(plain)) if closing > 0 else found.end(),
                Confidence.HIGH if _holds_data(plain, found.end()) else Confidence.LOW,
                "private-key",
            )
    at = plain.find("PuTTY-User-Key-File-")
    if at >= 0 and "Private-Lines:" in plain:
        yield Sighting("secret", at, at + 21, Confidence.HIGH, "private-key")


def _holds_data(plain: str, at: int) -> bool:
    """Tell whether key data follows, not an ellipsis or prose."""
    return re.search(r"[A-Za-z0-9+/=]{40}", plain[at : at + 600]) is not None


def _logins(plain: str) -> Iterator[Sighting]:
    """Yield the password in `scheme://user:password@host`."""
    for found in re.finditer(_LOGIN, plain):
        password = found[2]
        dummy = password.lower() in all_cues("placeholder") or password.lower() in all_cues("password")
        if not dummy and not set(password) & set("${}*[]") and found[1].lower() != password.lower():
            yield Sighting("secret", *found.span(2), Confidence.HIGH, "url-password")


# Programs that take a password as an argument: what announces it, and the password.
_COMMANDS = (
    ("curl", r"curl [^\n]{0,200}?(?:-u|--user)[ =]?['\"]?[^\s:'\"]{1,64}:([^\s'\"@]{4,64})"),
    ("sshpass", r"sshpass +-p ?['\"]?([^\s'\"]{4,64})"),
    ("mysql", r"mysql(?:dump|admin)? [^\n]{0,120}?-p([^\s'\"-][^\s'\"]{3,63})"),
    ("net", r"net use [^\n]{0,120}? /user:[^\s]{1,64} ([^\s/]{4,64})"),
)


def _commands(prepared: Prepared) -> Iterator[Sighting]:
    """Yield passwords that are arguments of a command: `curl -u bob:...`, `mysql -p...`."""
    for word, pattern in _COMMANDS:
        if word in prepared.vocabulary or (word == "mysql" and "mysqldump" in prepared.vocabulary):
            for found in re.finditer(pattern, prepared.plain):
                value = found[1]
                if value.lower() not in all_cues("placeholder") and not set(value) & set("${}*[]<>"):
                    yield Sighting("secret", *found.span(1), Confidence.HIGH, "password")
