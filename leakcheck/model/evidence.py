"""The offending value of a finding, which masks itself wherever it is printed."""

from __future__ import annotations

import itertools


class Evidence:
    """A value that shows itself only to code that asks with `reveal`.

    `str`, `repr`, format strings, logs and tracebacks show the masked form.
    """

    __slots__ = ("_value", "kind")

    def __init__(self, value: str, kind: str = "") -> None:
        self._value = value
        self.kind = kind

    def reveal(self) -> str:
        """Return the value itself; only the writer's own terminal may show it."""
        return self._value

    def masked(self) -> str:
        """Return a form that lets the writer recognise the value and nobody else read it."""
        return mask(self._value, self.kind)

    def __str__(self) -> str:
        return self.masked()

    def __repr__(self) -> str:
        return f"Evidence({self.masked()!r})"

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Evidence) and self._value == other._value

    def __hash__(self) -> int:
        return hash(self._value)


def mask(value: str, kind: str = "") -> str:
    """Return `value` with all but a hint of it replaced by stars, never longer than 24 characters.

    An address keeps its first letters and its top-level domain (`a***@e***.org`), digits keep the last two when there
    are at least eight, words keep their first letter. A merge field is the name of a value and shows itself; what it
    holds in quotes, addresses and long numbers may be a value. The id or name of a rule is nobody's datum and stays.
    """
    if kind == "rule":
        return value
    if kind == "merge-field":
        field = _mask_field(value)
        return field if len(field) <= _WIDEST else f"{field[: _WIDEST - 1].rstrip()}…"
    if kind in _CLOSED_KINDS:
        return "***"
    if "@" in value:
        return mask_address(value)
    digits = [c for c in value if c.isdigit()]
    if len(digits) * 2 >= len(value.strip()) and digits:
        return f"***{''.join(digits[-2:])}" if len(digits) >= 8 else "***"
    return " ".join(f"{word[0]}***" for word in value.split()[:3]) or "***"


_WIDEST = 24
_CLOSED_KINDS = frozenset({"secret", "date-of-birth", "personal-link", "geo-location"})


def _mask_field(value: str) -> str:
    import re

    quoted = r"\"[^\"]*\"?|'[^']*'?|`[^`]*`?|[“„‘][^”“’]*[”“’]?|&quot;.*?(?:&quot;|\Z)|&#39;.*?(?:&#39;|\Z)"
    bare = r"[^\s\"'@{}()\[\],|=<>]+@[^\s\"'{}()\[\],|<>]*|\+?\d[\d .()/-]{2,}\d"
    shown = re.compile(f"{quoted}|{bare}", re.DOTALL)
    return shown.sub(lambda found: "***" if any(map(str.isalnum, found[0])) else found[0], value)


def mask_address(value: str) -> str:
    """Return an address as `a***@e***.org`; the number of stars says nothing about the length."""
    local, _, rest = value.strip("<> ").rpartition("@")
    host = "".join(itertools.takewhile(lambda sign: sign.isalnum() or sign in "-._", rest))  # others' words may follow
    name, _, top = host.rstrip(".").rpartition(".")
    head = local.lstrip('"')[:1]
    if not name:
        return f"{head}***@***"
    return f"{head}***@{name[:1]}***.{top[:24]}"
