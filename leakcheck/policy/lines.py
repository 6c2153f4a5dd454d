"""On which line of a TOML text a key stands, which tomllib does not tell."""

from __future__ import annotations

import re

KeyPath = tuple[str | int, ...]

_BLANK = re.compile(r"(?:[ \t\n]|#[^\n]*)*+")
_NAME = re.compile(r"""[ \t]*([A-Za-z0-9_-]++|"(?:[^"\\\n]|\\.)*+"|'[^'\n]*+')[ \t]*""")
_TOKEN = re.compile(
    r'"""(?:[^"\\]|\\.|"(?!""))*+"{3,5}'
    r"|'''(?:[^']|'(?!''))*+'{3,5}"
    r'|"(?:[^"\\\n]|\\.)*+"'
    r"|'[^'\n]*+'"
    r"|#[^\n]*+"
    r"""|[^"'#\[\]{}\n]++"""
    r"|.",
    re.DOTALL,
)


class KeyLines:
    """The first line of every key and table of a valid TOML text; text that tomllib refuses gives nothing useful."""

    def __init__(self, text: str) -> None:
        self._text = text.replace("\r\n", "\n")
        self._lines: dict[KeyPath, int] = {}
        self._tables: dict[tuple[str, ...], int] = {}
        self._scan()

    def line(self, path: KeyPath) -> int:
        """Return the line of a key, or of the nearest thing around it that has one; 1 when nothing has."""
        for end in range(len(path), 0, -1):
            if found := self._lines.get(path[:end]):
                return found
        return 1

    def _scan(self) -> None:
        text, at, line, counted = self._text, 0, 1, 0
        table: KeyPath = ()
        while (at := _end(_BLANK, text, at)) < len(text):
            line, counted = line + text.count("\n", counted, at), at
            if text[at] == "[":
                table, at = self._header(at, line)
            else:
                names, at = _names(text, at)
                self._note((*table, *names), len(table), line)
                at = _past_value(text, at + 1)

    def _header(self, at: int, line: int) -> tuple[KeyPath, int]:
        """Read `[table]` or `[[array]]`; return its path with the indices of the arrays that it stands in."""
        width = 2 if self._text.startswith("[[", at) else 1
        names, at = _names(self._text, at + width)
        if width == 2:
            self._tables[names] = self._tables.get(names, -1) + 1
        path: list[str | int] = []
        for depth, name in enumerate(names, 1):
            path.append(name)
            if (index := self._tables.get(names[:depth])) is not None:
                path.append(index)
        self._note(tuple(path), 0, line)
        return tuple(path), at + width

    def _note(self, path: KeyPath, known: int, line: int) -> None:
        for end in range(known + 1, len(path) + 1):
            self._lines.setdefault(path[:end], line)


def _end(pattern: re.Pattern[str], text: str, at: int) -> int:
    found = pattern.match(text, at)
    return found.end() if found else at


def _names(text: str, at: int) -> tuple[tuple[str, ...], int]:
    """Read a dotted key; return its names and the offset after it."""
    names = []
    while found := _NAME.match(text, at):
        names.append(_unquoted(found[1]))
        at = found.end()
        if not text.startswith(".", at):
            break
        at += 1
    return tuple(names), at


def _unquoted(name: str) -> str:
    if "\\" in name and name[0] == '"':
        import tomllib

        return str(tomllib.loads(f"name = {name}")["name"])
    return name[1:-1] if name[0] in "\"'" else name


def _past_value(text: str, at: int) -> int:
    """Return the offset after a value: the line end that stands outside of strings and brackets."""
    depth = 0
    while found := _TOKEN.match(text, at):
        piece, at = found[0], found.end()
        if piece == "\n" and not depth:
            break
        depth += (piece in {"[", "{"}) - (piece in {"]", "}"})
    return at
