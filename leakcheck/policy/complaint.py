"""How a wrong configuration is put into words: one line with file, line and key."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping


def key_place(origins: Mapping[str, str], key: str) -> str:
    """Return where a key was set and its name, "leakcheck.toml:3: rule-dirs"."""
    return f"{origins[key]}: {key}" if key in origins else key


def shown(value: object) -> str:
    """Return a value as a short quoted text that is safe to print (control and bidi characters are escaped)."""
    text = repr(value)[1:-1] if isinstance(value, str) else repr(value)
    return f'"{text if len(text) <= 60 else text[:56] + "..."}"'


def key_word(name: str) -> str:
    """Return a key as it can be printed, without quotes around it."""
    return shown(name)[1:-1]


def near_miss(word: str, known: Iterable[str]) -> str:
    """Return ` (did you mean "fail-on"?)` when one of the known words is close, otherwise nothing."""
    import difflib

    words = list(known)
    plain = word.strip().lower().replace("_", "-")
    last = {name.rpartition(".")[2]: name for name in reversed(words)}
    if (tail := plain.rpartition(".")[2]) in last:
        return f' (did you mean "{last[tail]}"?)'
    close = difflib.get_close_matches(plain, [name.lower() for name in words], n=1, cutoff=0.7)
    if not close:
        return ""
    return f' (did you mean "{next(name for name in words if name.lower() == close[0])}"?)'


def type_word(value: object) -> str:
    """Return what TOML calls the type of a value, for people."""
    words = {bool: "true or false", int: "a whole number", float: "a number", str: "a text", list: "a list"}
    words |= {tuple: "a list", dict: "a table"}
    times = {"date": "a date", "time": "a time", "datetime": "a date with a time"}
    return words.get(type(value)) or times.get(type(value).__name__, "this")
