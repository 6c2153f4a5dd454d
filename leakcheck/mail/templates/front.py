"""The fields of a template that stand above its text: front matter and comment headers."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from leakcheck.mail.fields import field_text
from leakcheck.model.draft import Header, Origin
from leakcheck.model.place import Span
from leakcheck.model.record import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

_NAMES = {
    b"to": "To",
    b"cc": "Cc",
    b"bcc": "Bcc",
    b"from": "From",
    b"subject": "Subject",
    b"reply-to": "Reply-To",
    b"reply_to": "Reply-To",
    b"replyto": "Reply-To",
}
_BOM = b"\xef\xbb\xbf"
_MATTER = re.compile(rb"(---|\+\+\+)[ \t]*\r?\n(?:[^\r\n]*\r?\n){0,400}?\1[ \t]*(?:\r?\n|\Z)")
_COMMENT = re.compile(
    rb"\s{0,20}(?:<!--(.{0,8000}?)-->|\{#(.{0,8000}?)#\}|\{\{!--(.{0,8000}?)--\}\}|\{\{!(.{0,2000}?)\}\}"
    rb"|<%#(.{0,8000}?)%>|<#--(.{0,8000}?)-->|#\*(.{0,8000}?)\*#"
    rb"|\{% comment %\}(.{0,8000}?)\{% endcomment %\}|/\*(.{0,8000}?)\*/)",
    re.DOTALL,
)
_FIELD = re.compile(
    rb"^[ \t]{0,8}(?:[*#@][ \t]{0,4}){0,2}[\"']?(reply[-_]?to|to|cc|bcc|from|subject)[\"']?"
    rb"[ \t]{0,20}[:=][ \t]{0,20}([^\r\n]*)",
    re.IGNORECASE | re.MULTILINE,
)
_ITEM = re.compile(rb"\r?\n[ \t]{0,20}-[ \t]{1,20}([^\r\n]*)")
_LISTED = re.compile(rb"\"[^\"\r\n]{0,500}\"|'[^'\r\n]{0,500}'|[^\s,\[\]\"'](?:[^,\[\]\r\n]{0,500}[^\s,\[\]])?")
_QUOTED = re.compile(rb"(?:\"[^\"]{0,2000}\"|'[^']{0,2000}')[ \t]{0,20}(?:#.*)?\Z")
_NESTED = re.compile(rb"[ \t]{0,8}(?:name|address|email)[ \t]{0,8}:[ \t]{0,8}", re.IGNORECASE)


class Front(NamedTuple):
    """What stands above the text: fields, the bytes that hold them, and where the text begins."""

    headers: tuple[Header, ...] = ()
    span: Span = Span(0, 0)
    body: int = 0


def read_front(data: bytes) -> Front:
    """Return the fields of front matter (YAML, TOML) or of a comment at the beginning of a template."""
    begin = len(_BOM) if data.startswith(_BOM) else 0
    matter = _MATTER.match(data, begin)
    if matter:
        return Front(tuple(_headers(data, matter.start(), matter.end())), Span(*matter.span()), matter.end())
    comment = _COMMENT.match(data, begin)
    if comment:
        inner = comment.span(comment.lastindex or 0)
        headers = tuple(_headers(data, *inner))
        if headers:
            return Front(headers, Span(*inner), comment.end())
    return Front(body=begin)


def _headers(data: bytes, start: int, end: int) -> Iterator[Header]:
    for match in _FIELD.finditer(data[start:end]):
        name = _NAMES[match[1].lower()]
        for value in _values(data, start + match.start(2), start + match.end(2), end):
            text = field_text(data[value.start : value.end])
            if text:
                yield Header(name, text, Origin("field", None, 0, value))


def _values(data: bytes, start: int, stop: int, end: int) -> Iterator[Span]:
    """Yield the values of a field: one, those of a list in brackets, or the items below it."""
    value = data[start:stop]
    if value.startswith(b"[") and not value.startswith((b"[[", b"[%")) and b"]" in value:
        for item in _LISTED.finditer(value):
            yield _plain(data, start + item.start(), start + item.end())
    elif value.strip():
        yield _plain(data, start, stop)
    else:
        at = stop
        while (entry := _ITEM.match(data, at, end)) is not None:
            nested = _NESTED.match(data, entry.start(1), entry.end(1))
            yield _plain(data, nested.end() if nested else entry.start(1), entry.end(1))
            at = entry.end()


def _plain(data: bytes, start: int, end: int) -> Span:
    """Return a value without its blanks and the quotes around it."""
    raw = data[start:end]
    start += len(raw) - len(raw.lstrip())
    raw = raw.strip()
    quoted = _QUOTED.match(raw)
    if quoted:
        return Span(start + 1, start + raw.rindex(raw[:1]))
    return Span(start, start + len(raw))
