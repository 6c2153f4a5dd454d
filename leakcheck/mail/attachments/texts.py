"""Plain text, tables of text, JSON, XML, Markdown, SVG: what a text editor shows."""

from __future__ import annotations

import re

from leakcheck.mail.attachments.kinds import suffix_of
from leakcheck.mail.charsets import decode, normal_line_ends

TYPE_CHECKING = False
if TYPE_CHECKING:
    from leakcheck.mail.attachments.budget import Budget
    from leakcheck.mail.attachments.finds import File, Finds

_JSON_ESCAPE = re.compile(r"\\u([0-9a-fA-F]{4})")
_REFERENCE = re.compile(r"&#(?:x([0-9a-fA-F]{1,6})|([0-9]{1,7}));")


def read_plain(file: File, finds: Finds, budget: Budget) -> None:  # noqa: ARG001 - one shape for all readers
    """Read a text; its places are lines. JSON escapes and XML references count as the characters they stand for."""
    text = text_of(file.data)
    start = text[:64].lstrip("\ufeff \t\n")
    if "\\u" in text and (start.startswith(("{", "[")) or suffix_of(file.name) in {"json", "jsonl"}):
        text = _JSON_ESCAPE.sub(lambda m: _char(int(m[1], 16)), text)
    if start.startswith("<") and "&#" in text:
        text = _REFERENCE.sub(lambda m: _char(int(m[1], 16) if m[1] else int(m[2])), text)
    finds.add_lines(file, text)


def read_rows(file: File, finds: Finds, budget: Budget) -> None:
    """Read a table of text; its places are rows."""
    text = text_of(file.data)
    budget.spend("cells", text.count("\n"))
    finds.add_lines(file, text, "row")


def text_of(data: bytes) -> str:
    """Return the text of a file in whatever charset, line ends as LF."""
    return normal_line_ends(decode(data).text)


def _char(number: int) -> str:
    """Return a character that breaks no line and stands alone."""
    return chr(number) if 32 <= number < 0xD800 or 0xE000 <= number < 0x110000 else " "
