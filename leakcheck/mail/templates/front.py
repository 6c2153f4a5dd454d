"""The fields of a template that stand above its text: front matter and comment headers."""

from __future__ import annotations

import re

from leakcheck.mail.fields import field_text
from leakcheck.model.draft import Header, Origin
from leakcheck.model.place import Span
from leakcheck.model.record import NamedTuple

TYPE_CHECKING = False
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
# Below a field: an item of a list, or a key of a mailbox; lines of tags stand between them.
_BELOW = re.compile(
    rb"\r?\n(?=[ \t-])[ \t]{0,20}(-[ \t]{1,20})?(?:(name|address|email|mail)[ \t]{0,8}:[ \t]{0,8})?([^\r\n]*)",
    re.IGNORECASE,
)
_TAGS = re.compile(rb"\r?\n[ \t]{0,40}(?:\{[{%#]|<[%#]|\[#|#)[^\r\n]{0,400}")
_SCALAR = re.compile(rb"[>|][+-]?[ \t]{0,20}\Z")
_INDENTED = re.compile(rb"(?:\r?\n(?:[ \t]{1,40}[^\r\n]*|(?=\r?\n))){1,400}")
_LIST_END = re.compile(rb"\n[ \t]{0,20}\]")
_LISTED = re.compile(rb"\"[^\"\r\n]{0,500}\"|'[^'\r\n]{0,500}'|[^\s,\[\]\"'](?:[^,\[\]\r\n]{0,500}[^\s,\[\]])?")
_QUOTED = re.compile(rb"(?:\"[^\"]{0,2000}\"|'[^']{0,2000}')[ \t]{0,20}(?:#.*)?\Z")


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
    """Yield the values of a field: one, those of a list in brackets, or the lines below it."""
    value = data[start:stop]
    if value.startswith(b"[") and not value.startswith((b"[[", b"[%")):
        yield from _in_brackets(data, start, stop, end)
    elif _SCALAR.match(value):
        if lines := _INDENTED.match(data, stop, end):
            yield _plain(data, *lines.span())
    elif value.strip():
        yield _plain(data, start, stop)
    else:
        yield from _below(data, stop, end)


def _in_brackets(data: bytes, start: int, stop: int, end: int) -> Iterator[Span]:
    if b"]" not in data[start:stop] and (closing := _LIST_END.search(data, stop, end)):
        stop = closing.end()
    for item in _LISTED.finditer(data[start:stop]):
        yield _plain(data, start + item.start(), start + item.end())


def _below(data: bytes, at: int, end: int) -> Iterator[Span]:
    """Yield the items of a list in YAML, and the addresses of mailboxes with keys of their own."""
    while True:
        if tags := _TAGS.match(data, at, end):
            at = tags.end()
        elif line := _BELOW.match(data, at, end):
            dash, key, _ = line.groups()
            if (key or b"name").lower() != b"name" or (dash and not key):
                yield _plain(data, *line.span(3))
            at = line.end()
        else:
            return


def _plain(data: bytes, start: int, end: int) -> Span:
    """Return a value without its blanks and the quotes around it."""
    raw = data[start:end]
    start += len(raw) - len(raw.lstrip())
    raw = raw.strip()
    quoted = _QUOTED.match(raw)
    if quoted:
        return Span(start + 1, start + raw.rindex(raw[:1]))
    return Span(start, start + len(raw))
