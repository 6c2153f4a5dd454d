"""RTF documents: text, hidden and deleted text, comments, headers, properties, pictures and objects."""

from __future__ import annotations

import re
import struct

from leakcheck.mail.attachments.office_common import authors_of_comments
from leakcheck.mail.attachments.ole_objects import read_native
from leakcheck.mail.msg.rtf import read_rtf

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from leakcheck.mail.attachments.budget import Budget
    from leakcheck.mail.attachments.finds import File, Finds

_INFO = re.compile(rb"\{\\(author|operator|company|manager|title|subject|doccomm|keywords) ([^{}]{1,1000})\}")
_KEYS = {b"author": "author", b"operator": "last-editor", b"company": "company", b"manager": "manager"}
_ESCAPE = re.compile(rb"\\'([0-9a-fA-F]{2})")
_ASIDE = re.compile(rb"\{(?:\\\*)?\\((?:header|footer)[lrf]?|annotation|atnauthor|fonttbl|objdata)\b")
_BRACE = re.compile(rb"\\[\\{}]|[{}]")
_PICTURE = re.compile(rb"\\(?:jpegblip|pngblip|emfblip)\b")
_HEXADECIMAL = re.compile(rb"(?<![0-9a-zA-Z])[0-9a-fA-F][0-9a-fA-F\s]{63,}")
_NEAR = 4_000
_LONGEST_FONTS = 20_000
_HOW = "Open it and look yourself, or take the object out"


def read_rich(file: File, finds: Finds, budget: Budget) -> None:
    """Read an RTF document."""
    budget.check_time()
    rich = read_rtf(file.data)
    if rich.cut:
        finds.miss(file, "it is damaged or cut off")
    if rich.form == "html":
        from leakcheck.mail.attachments.pages import add_page

        add_page(file, finds, rich.text)
    else:
        finds.add_lines(file, rich.text, "paragraph")
    if rich.hidden.strip():
        finds.conceal(file, rich.hidden, "hidden or deleted text")
        finds.add_text(file, rich.hidden, "hidden text")
    finds.conceal(file, rich.white, "white text")
    _read_info(file, finds)
    _read_asides(file, finds, budget)
    for number, data in enumerate(_pictures(file.data), 1):
        budget.spend("entries")
        finds.files.append(file.entry(str(number), data, "picture"))
    if b"\\revauth" in file.data:
        finds.add_metadata(file, "tracked-change", "made")


def _read_info(file: File, finds: Finds) -> None:
    words = []
    for key, value in _INFO.findall(file.data[:200_000]):
        text = _ESCAPE.sub(lambda m: bytes([int(m[1], 16)]), value).decode("cp1252", "replace")
        if key in _KEYS:
            finds.add_metadata(file, _KEYS[key], text)
        else:
            words.append(text)
    finds.add_text(file, "\n".join(words), "properties")


def _read_asides(file: File, finds: Finds, budget: Budget) -> None:
    """Read what stands beside the text: comments, headers and footers, objects."""
    fonts, authors, comments = b"", [], 0
    for name, group in _asides(file.data):
        budget.check_time()
        if name == b"fonttbl":
            fonts = fonts or group[:_LONGEST_FONTS]
        elif name == b"objdata":
            _read_object(file, finds, budget, group)
        else:
            body = group.replace(b"\\" + name, b"", 1).replace(b"\\*", b"", 1)
            text = read_rtf(b"{\\rtf1\\ansi" + fonts + body + b"}").text
            comments += name == b"annotation"
            if name == b"atnauthor":
                authors.append(text.strip())
            else:
                finds.add_text(file, text, f"comment {comments}" if name == b"annotation" else "header or footer")
    authors_of_comments(file, finds, authors, comments)


def _asides(data: bytes) -> Iterator[tuple[bytes, bytes]]:
    """Yield the name and the bytes of each group that the text does not flow through."""
    at = 0
    while match := _ASIDE.search(data, at):
        depth = 0
        at = len(data)
        for brace in _BRACE.finditer(data, match.start()):
            depth += {b"{": 1, b"}": -1}.get(brace[0], 0)
            if not depth:
                at = brace.end()
                break
        yield match[1], data[match.start() : at]


def _pictures(data: bytes) -> Iterator[bytes]:
    match = _PICTURE.search(data)
    while match is not None:
        start = _HEXADECIMAL.search(data, match.end(), match.end() + _NEAR)
        found = _HEXADECIMAL.match(data, start.start()) if start else None
        if found is not None:
            yield _unhex(found[0])
        match = _PICTURE.search(data, found.end() if found else match.end())


def _unhex(word: bytes) -> bytes:
    digits = b"".join(word.split())
    return bytes.fromhex(digits[: len(digits) // 2 * 2].decode("ascii"))


def _read_object(file: File, finds: Finds, budget: Budget, group: bytes) -> None:
    """Read an object of OLE 1.0 ([MS-OLEDS] 2.2.5): its class, and the file that it is."""
    found = _HEXADECIMAL.search(group)
    data = _unhex(found[0]) if found else b""
    try:
        size = struct.unpack_from("<I", data, 8)[0]
        name, at = data[12 : 12 + size].rstrip(b"\0"), 12 + size
        for _ in range(2):
            at += 4 + struct.unpack_from("<I", data, at)[0]
        size = struct.unpack_from("<I", data, at)[0]
        inner = data[at + 4 : at + 4 + size]
    except struct.error:
        finds.miss(file, "an embedded object is damaged", _HOW, "object")
        return
    if name == b"Package":
        read_native(file, finds, budget, bytes(4) + inner)
    else:
        budget.spend("entries")
        finds.files.append(file.entry(name.decode("latin-1") or "object", inner, "embedded"))
