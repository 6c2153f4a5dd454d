"""HTML files: the text as seen, what they hide, and the pictures in them."""

from __future__ import annotations

import re
from html import unescape

from leakcheck.mail.attachments.finds import FoundText
from leakcheck.mail.attachments.texts import text_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from leakcheck.mail.attachments.budget import Budget
    from leakcheck.mail.attachments.finds import File, Finds
    from leakcheck.mail.html import Page

_ATTRIBUTE = re.compile(
    r"""(?<=\s)(?:value|alt|title|content|placeholder|data-[\w-]{1,40})=("[^"<>]{1,2000}"|'[^'<>]{1,2000}')""",
    re.IGNORECASE,
)
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


def _lines(page: Page, source: str) -> Iterator[tuple[int, int]]:
    """Yield (offset in the text, line of the source) wherever the line changes."""
    ends = [offset for offset, _ in page.pieces[1:]] + [len(page.text)]
    line, last, at = 1, 0, 0
    for (offset, place), end in zip(page.pieces, ends, strict=True):
        if place > at:
            line += source.count("\n", at, place)
        at = max(at, place)
        if line != last:
            last = line
            yield offset, line
        while (found := source.find("\n", at, place + end - offset)) >= 0:
            line, at = line + 1, found + 1
            last = line
            yield offset + at - place, line


def add_page(file: File, finds: Finds, source: str) -> None:
    """Add the text of an HTML source, its hidden text, where its links lead, its scripts and told attributes."""
    from leakcheck.mail.html import read_html

    page = read_html(source)
    if page.text.strip():
        marks = tuple((offset, file.place(f"line {line}")) for offset, line in _lines(page, source))
        finds.texts.append(FoundText(page.text, marks))
    for hidden in page.hidden:
        finds.conceal(file, hidden.text, f"hidden in HTML ({hidden.how})")
    finds.add_text(file, "\n".join(hidden.text for hidden in page.hidden), "hidden text")
    links = dict.fromkeys(re.sub(r"(?i)^mailto:", "", link.text) for link in page.links)
    finds.add_text(file, "\n".join(links), "links")
    finds.add_text(file, "\n".join(_scripts(source)), "scripts")
    values = [unescape(match[1][1:-1]) for match in _ATTRIBUTE.finditer(source)]
    finds.add_text(file, "\n".join(dict.fromkeys(values)), "attributes")


def _scripts(source: str) -> Iterator[str]:
    """Yield what stands in script elements; a page saved from a program often carries its data there."""
    lower = source.lower()
    at = lower.find("<script")
    while at >= 0:
        start = lower.find(">", at) + 1
        end = lower.find("</script", start) if start else -1
        if start:
            yield source[start : end if end >= 0 else len(source)]
        at = lower.find("<script", end) if end >= 0 else -1
