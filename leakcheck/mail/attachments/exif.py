"""EXIF: the directory of tags that cameras write (Exif 2.32, TIFF 6.0)."""

from __future__ import annotations

import struct

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

_SIZES = {1: 1, 2: 1, 3: 2, 4: 4, 5: 8, 6: 1, 7: 1, 8: 2, 9: 4, 10: 8}
_TEXTS = {
    0x010E: "description",
    0x010F: "device",
    0x0110: "device",
    0x010D: "software",
    0x0131: "software",
    0x013B: "author",
    0x013C: "computer",
    0x8298: "copyright",
    0x9286: "description",
    0x9C9C: "description",
    0x9C9D: "author",
    0xA430: "author",
    0xA431: "serial-number",
    0xA435: "serial-number",
}
_GPS, _EXIF = 0x8825, 0x8769
_THUMBNAIL, _THUMBNAIL_SIZE = 0x0201, 0x0202
_WIDE = frozenset({0x9C9C, 0x9C9D})
_MOST_TAGS, _MOST_DIRECTORIES, _LONGEST = 500, 12, 2_000


class Directory:
    """Reads the directories of a TIFF structure; whatever the bytes say, it ends and does not raise."""

    def __init__(self, data: bytes) -> None:
        self.data = data
        self.order = "<" if data[:2] == b"II" else ">"
        self.found: list[tuple[str, str]] = []
        self.thumbnail = b""
        self._gps: dict[int, tuple[bytes, list[float]]] = {}

    def read(self) -> None:
        """Read all directories that can be reached from the first."""
        waiting = [(self._number(4, 4), "main")]
        seen: set[int] = set()
        while waiting and len(seen) < _MOST_DIRECTORIES:
            offset, name = waiting.pop()
            if not offset or offset in seen or offset + 2 > len(self.data):
                continue
            seen.add(offset)
            place: dict[int, int] = {}
            for tag, kind, count, at in self._entries(offset):
                if tag in (_GPS, _EXIF):
                    waiting.append((self._number(at, 4), "gps" if tag == _GPS else "exif"))
                elif name == "gps":
                    self._gps[tag] = (self._raw(kind, count, at), self._ratios(kind, count, at))
                elif tag in (_THUMBNAIL, _THUMBNAIL_SIZE):
                    place[tag] = self._number(at, 4)
                elif tag in _TEXTS and name != "thumbnail":
                    self._add_text(tag, self._raw(kind, count, at))
            if _THUMBNAIL in place:
                start = place[_THUMBNAIL]
                self.thumbnail = self.data[start : start + place.get(_THUMBNAIL_SIZE, 0)]
            end = offset + 2 + self._number(offset, 2) * 12
            if name in {"main", "thumbnail"}:
                waiting.append((self._number(end, 4), "thumbnail"))
        if position := self._position():
            self.found.append(("gps", position))

    def _entries(self, offset: int) -> Iterator[tuple[int, int, int, int]]:
        number = min(self._number(offset, 2), _MOST_TAGS)
        for place in range(number):
            at = offset + 2 + place * 12
            if at + 12 > len(self.data):
                return
            yield self._number(at, 2), self._number(at + 2, 2), self._number(at + 4, 4), at + 8

    def _add_text(self, tag: int, raw: bytes) -> None:
        if tag == 0x9286:
            raw = raw[8:] if raw[:8] in {b"ASCII\0\0\0", b"\0" * 8} else raw
        text = raw.decode("utf-16-le" if tag in _WIDE else "utf-8", "replace").split("\0")[0].strip()
        if text:
            self.found.append((_TEXTS[tag], text))

    def _number(self, at: int, size: int) -> int:
        try:
            return int(struct.unpack_from(self.order + ("H" if size == 2 else "I"), self.data, at)[0])
        except struct.error:
            return 0

    def _raw(self, kind: int, count: int, at: int) -> bytes:
        size = _SIZES.get(kind, 1) * min(count, _LONGEST)
        start = at if size <= 4 else self._number(at, 4)
        return self.data[start : start + size]

    def _ratios(self, kind: int, count: int, at: int) -> list[float]:
        raw = self._raw(kind, count, at)
        if kind != 5:
            return []
        values = []
        for place in range(0, len(raw) - 7, 8):
            over, under = struct.unpack_from(self.order + "II", raw, place)
            values.append(over / under if under else 0.0)
        return values

    def _position(self) -> str:
        """Return latitude and longitude in degrees, empty when there are none."""
        words = []
        for sign, value, negative in ((1, 2, b"S"), (3, 4, b"W")):
            degrees = self._gps.get(value, (b"", []))[1]
            if len(degrees) < 3:
                return ""
            number = degrees[0] + degrees[1] / 60 + degrees[2] / 3600
            words.append(f"{-number if self._gps.get(sign, (b'', []))[0][:1] == negative else number:.5f}")
        return ", ".join(words)
