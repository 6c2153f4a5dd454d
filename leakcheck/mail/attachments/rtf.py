"""RTF documents: text, hidden and deleted text, properties, pictures are left to their own hexadecimal."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from leakcheck.mail.msg.rtf import read_rtf

if TYPE_CHECKING:
    from leakcheck.mail.attachments.budget import Budget
    from leakcheck.mail.attachments.finds import File, Finds

_INFO = re.compile(rb"\{\\(author|operator|company|manager|title|subject|doccomm|keywords) ([^{}]{1,1000})\}")
_KEYS = {b"author": "author", b"operator": "last-editor", b"company": "company", b"manager": "manager"}
_OBJECT = re.compile(rb"\{\\\*?\\?objdata")
_ESCAPE = re.compile(rb"\\'([0-9a-fA-F]{2})")


def read_rich(file: File, finds: Finds, budget: Budget) -> None:
    """Read an RTF document."""
    budget.check_time()
    rich = read_rtf(file.data)
    if rich.form == "html":
        from leakcheck.mail.attachments.pages import add_page

        add_page(file, finds, rich.text)
    else:
        finds.add_lines(file, rich.text, "paragraph")
    if rich.hidden.strip():
        finds.conceal(file, rich.hidden, "hidden or deleted text")
        finds.add_text(file, rich.hidden, "hidden text")
    words = []
    for key, value in _INFO.findall(file.data[:200_000]):
        text = _ESCAPE.sub(lambda m: bytes([int(m[1], 16)]), value).decode("cp1252", "replace")
        if key in _KEYS:
            finds.add_metadata(file, _KEYS[key], text)
        else:
            words.append(text)
    finds.add_text(file, "\n".join(words), "properties")
    if b"\\revauth" in file.data:
        finds.add_metadata(file, "tracked-change", "made")
    if b"\\objdata" in file.data:
        finds.miss(
            file, "an embedded object is not read", "Open it and look yourself, or take the object out", "object"
        )
