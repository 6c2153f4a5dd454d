"""MAPI properties of a message, a recipient or an attachment, by their 16-bit number.

Fixed-size values stand in the stream `__properties_version1.0`, everything else in a stream of its own.
Source: [MS-OXMSG] 2.4, numbers in [MS-OXPROPS].
"""

from __future__ import annotations

import datetime as dt
from codecs import utf_16_le_decode
from struct import Struct

from leakcheck.mail.msg.strings import codecs_of, decode

TYPE_CHECKING = False
if TYPE_CHECKING:
    from leakcheck.mail.msg.ole import Ole, Storage

PROPERTY_STREAM = "__properties_version1.0"
TOP_HEADER, EMBEDDED_HEADER, SUB_HEADER = 32, 24, 8

_ENTRY = Struct("<HHI8s")
_EPOCH = dt.datetime(1601, 1, 1, tzinfo=dt.UTC)
_WIDTHS = {0x0002: 2, 0x0003: 4, 0x000B: 2, 0x0014: 8}
_TIME = 0x0040


class Properties:
    """The properties of one storage; each stream is read once, when it is asked for.

    `header` is the size of what stands before the first fixed property; `codecs` are inherited from the message that
    holds this storage, None where this is a message itself.
    """

    def __init__(self, ole: Ole, storage: Storage, header: int, codecs: tuple[str, ...] | None = None) -> None:
        self._ole = ole
        self.storage = storage
        raw = self._stream(PROPERTY_STREAM)
        self._head = raw[:header]
        usable = (len(raw) - header) // _ENTRY.size * _ENTRY.size
        body = raw[header : header + max(usable, 0)]
        self._fixed = {number: (kind, value) for kind, number, _, value in _ENTRY.iter_unpack(body)}
        self.codecs = codecs_of(*map(self.number, (0x3FFD, 0x3FF1, 0x3FDE))) if codecs is None else codecs

    def announced(self) -> tuple[int, int]:
        """Return how many recipients and attachments the message says that it has."""
        return int.from_bytes(self._head[16:20], "little"), int.from_bytes(self._head[20:24], "little")

    def number(self, number: int) -> int:
        """Return an integer or boolean, 0 when it is absent."""
        kind, value = self._fixed.get(number, (0, b""))
        return int.from_bytes(value[: _WIDTHS.get(kind, 0)], "little")

    def time(self, number: int) -> dt.datetime | None:
        """Return a point in time (UTC), None when it is absent or out of range."""
        kind, value = self._fixed.get(number, (0, b""))
        ticks = int.from_bytes(value, "little") if kind == _TIME else 0
        try:
            return _EPOCH + dt.timedelta(microseconds=ticks // 10) if ticks else None
        except OverflowError:
            return None

    def text(self, number: int) -> str:
        """Return a string, empty when it is absent."""
        wide = self._value(number, 0x001F)
        if wide:
            return utf_16_le_decode(wide, "replace")[0].rstrip("\0")
        return decode(self._value(number, 0x001E), self.codecs).rstrip("\0")

    def texts(self, number: int) -> list[str]:
        """Return the strings of a property with several values."""
        wide, narrow = f"__substg1.0_{number:04x}101f-", f"__substg1.0_{number:04x}101e-"
        found = []
        for name in self.storage.streams:
            if name.startswith(wide):
                found.append(utf_16_le_decode(self._stream(name), "replace")[0].rstrip("\0"))
            elif name.startswith(narrow):
                found.append(decode(self._stream(name), self.codecs).rstrip("\0"))
        return found

    def binary(self, number: int) -> bytes:
        """Return a byte string, empty when it is absent."""
        return self._value(number, 0x0102)

    def _value(self, number: int, kind: int) -> bytes:
        """Return the stream of a property, and note when one that is announced is not there."""
        name = f"__substg1.0_{number:04x}{kind:04x}"
        if name not in self.storage.streams:
            announced, value = self._fixed.get(number, (0, b""))
            if announced == kind and int.from_bytes(value[:4], "little") > 2:
                self._ole.damage["a value that the file announces is missing"] = None
        return self._stream(name)

    def _stream(self, name: str) -> bytes:
        entry = self.storage.streams.get(name)
        return self._ole.read(entry) if entry else b""
