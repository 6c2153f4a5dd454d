"""A writer of Outlook drafts: MAPI properties into a compound file. For tests and samples only.

Sources: [MS-OXMSG], [MS-OXPROPS], [MS-OXRTFCP], [MS-OXRTFEX].
"""

from __future__ import annotations

import datetime as dt
import zlib
from struct import pack
from typing import Any, NamedTuple

from tests.mail.msg.cfb import Tree, write_cfb

MESSAGE_CLASS_ID = bytes.fromhex("0b0d020000000000c000000000000046")
TEMPLATE_CLASS_ID = bytes.fromhex("46f0060000000000c000000000000046")
TO, CC, BCC = 1, 2, 3
UNSENT, READ, HAS_ATTACHMENT = 8, 1, 16


class Person(NamedTuple):
    """A row of the recipient table; a `kind` of "EX" has an X.500 name in `address`."""

    name: str
    address: str
    field: int = TO
    kind: str = "SMTP"
    smtp: str = ""
    more: dict[int, Any] = {}  # noqa: RUF012 - never changed


class File(NamedTuple):
    """An attachment; a `data` that is a Message is embedded."""

    name: str
    data: bytes | Message
    media_type: str = ""
    content_id: str = ""
    hidden: bool = False
    method: int = 1
    more: dict[int, Any] = {}  # noqa: RUF012 - never changed


class Message(NamedTuple):
    """A message; `code_page` makes its strings 8-bit in that codec, `numbers` are the three code page properties."""

    subject: str = ""
    body: str | None = None
    html: bytes = b""
    rtf: bytes = b""
    people: tuple[Person, ...] = ()
    files: tuple[File, ...] = ()
    sender: tuple[str, str] | None = None
    flags: int = UNSENT | READ
    class_name: str = "IPM.Note"
    codec: str = ""
    numbers: dict[int, int] = {}  # noqa: RUF012 - never changed
    more: dict[int, Any] = {}  # noqa: RUF012 - never changed
    template: bool = False


def write_msg(message: Message) -> bytes:
    """Return the bytes of a .msg file, or of an .oft file when the message is a template."""
    tree = _message(message, embedded=False)
    tree["__nameid_version1.0"] = {
        "__substg1.0_00020102": b"", "__substg1.0_00030102": b"", "__substg1.0_00040102": b"",
    }  # fmt: skip
    return write_cfb(tree, TEMPLATE_CLASS_ID if message.template else MESSAGE_CLASS_ID)


def _message(message: Message, *, embedded: bool) -> Tree:
    values: dict[int, Any] = {0x001A: message.class_name, 0x0037: message.subject, 0x0E07: message.flags}
    if message.body is not None:
        values[0x1000] = message.body
    if message.html:
        values[0x1013] = message.html
    if message.rtf:
        values[0x1009] = compress(message.rtf)
    if message.sender:
        name, address = message.sender
        values |= {0x0042: name, 0x0064: "SMTP", 0x0065: address, 0x5D02: address}
        values |= {0x0C1A: name, 0x0C1E: "SMTP", 0x0C1F: address, 0x5D01: address}
    values |= message.numbers | message.more
    counts = (len(message.people), len(message.files))
    head = pack("<8xIIII", *counts, *counts) + (b"" if embedded else bytes(8))
    tree = _storage(values, head, message.codec)
    for number, person in enumerate(message.people):
        tree[f"__recip_version1.0_#{number:08X}"] = _storage(_recipient(person, number), bytes(8), message.codec)
    for number, file in enumerate(message.files):
        tree[f"__attach_version1.0_#{number:08X}"] = _attachment(file, number, message.codec)
    return tree


def _recipient(person: Person, number: int) -> dict[int, Any]:
    values: dict[int, Any] = {0x3000: number, 0x0C15: person.field, 0x0FFE: 6, 0x3001: person.name}
    if person.kind:
        values[0x3002] = person.kind
    if person.address:
        values[0x3003] = person.address
    smtp = person.smtp or (person.address if person.kind == "SMTP" else "")
    if smtp:
        values[0x39FE] = smtp
    return values | person.more


def _attachment(file: File, number: int, codec: str) -> Tree:
    short = file.name[:8].upper() if len(file.name) > 12 else file.name
    values: dict[int, Any] = {0x0E21: number, 0x3705: file.method, 0x3704: short, 0x3707: file.name, 0x3001: file.name}
    if file.media_type:
        values[0x370E] = file.media_type
    if file.content_id:
        values[0x3712] = file.content_id
    if file.hidden:
        values[0x7FFE] = True
    if isinstance(file.data, bytes) and file.method == 1:
        values[0x3701] = file.data
    tree = _storage(values | file.more, bytes(8), codec)
    if isinstance(file.data, Message):
        tree["__substg1.0_3701000D"] = _message(file.data, embedded=True)
    elif file.method != 1:
        tree["__substg1.0_3701000D"] = {"CONTENTS": file.data}
    return tree


def _storage(values: dict[int, Any], head: bytes, codec: str) -> Tree:
    """Return the streams of a set of properties; the Python type of a value gives its property type."""
    tree: Tree = {}
    fixed = b""
    for number, value in sorted(values.items()):
        if isinstance(value, list):
            tree |= {f"__substg1.0_{number:04X}101F-{i:08X}": text.encode("utf-16-le") for i, text in enumerate(value)}
            continue
        kind, inline, stream = _value(value, codec)
        if stream is not None:
            tree[f"__substg1.0_{number:04X}{kind:04X}"] = stream
        fixed += pack("<HHI8s", kind, number, 6, inline)
    tree["__properties_version1.0"] = head + fixed
    return tree


def _value(value: Any, codec: str) -> tuple[int, bytes, bytes | None]:
    if isinstance(value, bool):
        return 0x000B, pack("<Q", value), None
    if isinstance(value, int):
        return 0x0003, pack("<Q", value & 0xFFFFFFFF), None
    if isinstance(value, dt.datetime):
        ticks = (value - dt.datetime(1601, 1, 1, tzinfo=dt.UTC)) // dt.timedelta(microseconds=1) * 10
        return 0x0040, pack("<Q", ticks), None
    if isinstance(value, bytes):
        return 0x0102, pack("<II", len(value), 0), value
    if codec:
        raw = value.encode(codec)
        return 0x001E, pack("<II", len(raw) + 1, 0), raw
    raw = value.encode("utf-16-le", "surrogatepass")
    return 0x001F, pack("<II", len(raw) + 2, 0), raw


_FIRST_WORDS = (
    b"{\\rtf1\\ansi\\mac\\deff0\\deftab720{\\fonttbl;}{\\f0\\fnil \\froman \\fswiss \\fmodern \\fscript \\fdecor "
    b"MS Sans SerifSymbolArialTimes New RomanCourier{\\colortbl\\red0\\green0\\blue0\r\n\\par "
    b"\\pard\\plain\\f0\\fs20\\b\\i\\u\\tab\\tx"
)


def compress(rtf: bytes) -> bytes:
    """Return compressed RTF: greedy, through an index of three-byte words, the window of 4,096 bytes kept."""
    text = _FIRST_WORDS + rtf
    start = len(_FIRST_WORDS)
    places = {text[i : i + 3]: i for i in range(start - 2)}
    tokens: list[bytes] = []
    place = start
    while place < len(text):
        found = places.get(text[place : place + 3], place)
        length = _match(text, found, place) if 0 < place - found < 4000 else 0
        step = length if length >= 3 else 1
        tokens.append(pack(">H", found % 4096 << 4 | length - 2) if step > 1 else text[place : place + 1])
        for i in range(place, place + step):
            places[text[i - 2 : i + 1]] = i - 2
        place += step
    tokens.append(pack(">H", len(text) % 4096 << 4))
    groups = [tokens[i : i + 8] for i in range(0, len(tokens), 8)]
    packed = b"".join(bytes((sum(1 << i for i, t in enumerate(g) if len(t) == 2),)) + b"".join(g) for g in groups)
    checksum = zlib.crc32(packed, 0xFFFFFFFF) ^ 0xFFFFFFFF
    return pack("<II4sI", len(packed) + 12, len(rtf), b"LZFu", checksum) + packed


def _match(text: bytes, found: int, place: int) -> int:
    length = 0
    while length < 17 and place + length < len(text) and text[found + length] == text[place + length]:
        length += 1
    return length


def store(rtf: bytes) -> bytes:
    """Return RTF in the uncompressed form."""
    return pack("<II4sI", len(rtf) + 12, len(rtf), b"MELA", 0) + rtf


def encapsulate(html: str, code_page: int = 1252) -> bytes:
    """Return HTML as Outlook keeps it in RTF: tags in `htmltag` groups, text between them, RTF-only parts marked."""
    out = [f"{{\\rtf1\\ansi\\ansicpg{code_page}\\fromhtml1 \\deff0{{\\fonttbl\r\n{{\\f0\\fswiss Arial;}}}}\r\n"]
    place = 0
    while place < len(html):
        end = html.find(">", place) + 1 if html[place] == "<" else html.find("<", place)
        if html.startswith("<!--", place):
            end = html.find("-->", place) + 3
        end = end if end > 0 else len(html)
        piece = _escape(html[place:end])
        out.append(
            f"{{\\*\\htmltag64 {piece}}}"
            if html[place] == "<"
            else f"\\htmlrtf {{\\htmlrtf0 {piece}\\htmlrtf }}\\htmlrtf0 "
        )
        place = end
    return ("".join(out) + "}").encode("ascii")


def _escape(text: str) -> str:
    units = text.encode("utf-16-le")
    out = []
    for low, high in zip(units[::2], units[1::2], strict=True):
        unit = low | high << 8
        if chr(unit) in "\\{}":
            out.append("\\" + chr(unit))
        elif unit == 10:
            out.append("\\par\r\n")
        else:
            out.append(chr(unit) if 32 <= unit < 127 else f"\\u{unit - 65536 if unit > 32767 else unit}?")
    return "".join(out)
