"""HTML files: the text as seen, what they hide, and the pictures in them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from leakcheck.mail.attachments.finds import FoundText
from leakcheck.mail.attachments.texts import text_of

if TYPE_CHECKING:
    from leakcheck.mail.attachments.budget import Budget
    from leakcheck.mail.attachments.finds import File, Finds

_PICTURE = re.compile(rb"data:image/[\w.+-]{1,40};base64,([A-Za-z0-9+/=\s%]{1,20000000})")


def read_page(file: File, finds: Finds, budget: Budget) -> None:
    """Read an HTML file; its places are lines of its source."""
    budget.check_time()
    add_page(file, finds, text_of(file.data))
    if b"data:image" in file.data:
        from leakcheck.mail.transfer import decode_base64

        for number, match in enumerate(_PICTURE.finditer(file.data), 1):
            budget.spend("entries")
            finds.files.append(file.entry(str(number), decode_base64(match[1]).data, "picture"))


def add_page(file: File, finds: Finds, source: str) -> None:
    """Add the text of an HTML source, its hidden text and the addresses behind its links."""
    from leakcheck.mail.html import read_html

    page = read_html(source)
    marks: list[tuple[int, str]] = []
    line, at = 1, 0
    for offset, place in page.pieces:
        if place > at:
            line += source.count("\n", at, place)
            at = place
        name = file.place(f"line {line}")
        if not marks or marks[-1][1] != name:
            marks.append((offset, name))
    if page.text.strip():
        finds.texts.append(FoundText(page.text, tuple(marks)))
    for hidden in page.hidden:
        finds.conceal(file, hidden.text, f"hidden in HTML ({hidden.how})")
    finds.add_text(file, "\n".join(hidden.text for hidden in page.hidden), "hidden text")
    links = [link.text for link in page.links if link.text.lower().startswith("mailto:")]
    finds.add_text(file, "\n".join(link[7:] for link in links), "links")
