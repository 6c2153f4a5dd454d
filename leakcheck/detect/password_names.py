"""Passwords behind names of settings that programmers write as one word: `userPassword: ...`, `PGPASSWORD=...`."""

from __future__ import annotations

import re

from leakcheck.detect.announced import value_after
from leakcheck.detect.strength import is_fair, is_placeholder, is_plausible, is_strong
from leakcheck.model.severity import Confidence
from leakcheck.model.sighting import Sighting

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from leakcheck.detect.prepared import Prepared

_NAME = r"(?:Passw(?:or[dt]|d)|PASSW(?:ORD|D)|(?<=[a-z])P(?:wd|w|ass))(?![\w(])"
# `config.dbPassword2`, `getenv("DB")`: code, and no value.
_CODE = r"[A-Za-z_]\w{0,40}(?:\.[A-Za-z_]\w{0,40}){1,6}"


def find(prepared: Prepared) -> Iterator[Sighting]:
    """Yield values of such settings: where the name begins within a word, and the value looks like a password."""
    plain = prepared.plain
    for found in re.finditer(_NAME, plain):
        if not plain[found.start() - 1 : found.start()].isalnum() or not found.start():
            continue
        value = value_after(plain, found.end())
        if value and value.lead and _is_password(value.text) and not prepared.masked(found.start()):
            yield Sighting("secret", value.start, value.end, Confidence.HIGH, "password")


def _is_password(text: str) -> bool:
    if "passw" in text.lower() or is_placeholder(text) or not is_plausible(text):
        return False
    return (is_fair(text) or is_strong(text)) and re.fullmatch(_CODE, text) is None
