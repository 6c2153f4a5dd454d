"""Marks of bold and italic text, as mail programs write them into plain text: `*Password:* ...`, `_in full_`.

Terminals have theirs, which come with what somebody copies out of them.
"""

from __future__ import annotations

import re
from functools import cache

_MARKS = "*_"
_ESCAPE = "\x1b"
_COLOURS = r"\x1b\[[0-9;]{0,16}[A-Za-z]"
_LONGEST = 150  # characters of a line that one pair encloses; it may go over one line end
# What may touch a mark from outside: after a letter or in a path it is something else.
_OPENS_AFTER = frozenset(" \t\r\n>|([{\"'\u00ab\u201e\u201c:;,-\u2022*_")


def blanked(plain: str) -> str:
    """Return a text of the same length with blanks in the place of pairs of marks: no word or value has them."""
    if _ESCAPE in plain:
        plain = re.sub(_COLOURS, lambda found: " " * len(found[0]), plain)
    for mark in _MARKS:
        if mark in plain and _closing(mark).search(plain):
            plain = _without(plain, mark)
    return plain


@cache
def _closing(mark: str) -> re.Pattern[str]:
    return re.compile(rf"{re.escape(mark)}(?!\w)")  # no name with underscores in it


def _run_end(plain: str, at: int, mark: str) -> int:
    """Return where a row of the same mark ends: a longer one is a rule or a mask, and no place in it opens a pair."""
    if not plain.startswith(mark, at + 1):
        return at + 1
    row = re.compile(rf"\{mark}+").match(plain, at)
    return row.end() if row else at + 1


@cache
def _pair(mark: str) -> re.Pattern[str]:
    sign, other = re.escape(mark), rf"[^{mark}\n]{{1,{_LONGEST}}}"
    return re.compile(rf"({sign}{{1,3}})(?=[^\s{mark}]){other}(?:\n{other})?(?<=\S)\1(?![\w{mark}])")


def _may_open(plain: str, at: int) -> bool:
    """Tell whether a mark at a place may open a pair; behind a hyphen in a word it is part of a value."""
    if not at or plain[at - 1] not in _OPENS_AFTER:
        return not at
    return plain[at - 1] != "-" or not plain[at - 2 : at - 1].isalnum()


def _without(plain: str, mark: str) -> str:
    parts: list[str] = []
    done, at = 0, plain.find(mark)
    while at >= 0:
        found = _pair(mark).match(plain, at) if _may_open(plain, at) else None
        if found:
            size, end = len(found[1]), found.end()
            parts += (plain[done:at], " " * size, plain[at + size : end - size], " " * size)
            done = end
        at = plain.find(mark, found.end() if found else _run_end(plain, at, mark))
    return "".join(parts) + plain[done:] if parts else plain
