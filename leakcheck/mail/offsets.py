"""Maps from offsets in a decoded text or byte string back to offsets in what it was decoded from."""

from __future__ import annotations

import re
from array import array
from bisect import bisect_right

from leakcheck.mail import transfer
from leakcheck.mail.words import word_runs
from leakcheck.model.record import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable

_WIDTHS = (
    ("[\0-\x7f]++", 1),
    ("[\x80-\u07ff]++", 2),
    ("[\udc80-\udcff]++", 1),  # bytes that are no UTF-8, as surrogateescape shows them
    ("[\u0800-\ud7ff\ue000-\uffff]++", 3),
    ("[\U00010000-\U0010ffff]++", 4),
)
_QP_TOKEN = rb"=[0-9A-Fa-f]{2}|=[ \t]*+(?:\r\n|\r|\n|\Z)|[^=]++|="


class At(NamedTuple):
    """An offset in the source; `exact` is False when it stands inside something that cannot be cut."""

    offset: int
    exact: bool


class OffsetMap:
    """Runs of output that advance in a fixed ratio with the input.

    A run of `out_unit` to `in_unit` says that so many units of output stand for so many units of input: 1 to 3 for an
    escape, 3 to 4 for base64.
    """

    def __init__(self, runs: Iterable[tuple[int, int, int, int]], out_end: int, in_end: int) -> None:
        self._outs = array("q")
        self._ins = array("q")
        self._units = array("q")
        for out, source, out_unit, in_unit in runs:
            self._outs.append(out)
            self._ins.append(source)
            self._units.append(out_unit << 32 | in_unit)
        self._out_end = out_end
        self._in_end = in_end

    def start(self, offset: int) -> At:
        """Map the beginning of a span."""
        if offset >= self._out_end:
            return At(self._in_end, offset == self._out_end)
        return self._map(bisect_right(self._outs, offset) - 1, offset, up=0)

    def end(self, offset: int) -> At:
        """Map the end of a span: behind the unit before `offset`, so that dropped input at the end is left out."""
        if offset <= 0:
            return self.start(0)
        if offset >= self._out_end:
            return At(self._in_end, offset == self._out_end)
        return self._map(bisect_right(self._outs, offset - 1) - 1, offset, up=1)

    def _map(self, index: int, offset: int, up: int) -> At:
        if index < 0:
            return At(0, exact=False)
        unit = self._units[index]
        out_unit, in_unit = unit >> 32, unit & 0xFFFFFFFF
        whole, rest = divmod(offset - self._outs[index], out_unit)
        part = (rest * in_unit + (out_unit - 1) * up) // out_unit
        return At(self._ins[index] + whole * in_unit + part, rest == 0)


def transfer_maps(data: bytes, encoding: str) -> tuple[OffsetMap, ...]:
    """Return the maps from decoded bytes to the bytes as they travel, none when they are the same."""
    if encoding in transfer.BASE64:
        return _base64_maps(data)
    if encoding in transfer.QUOTED_PRINTABLE:
        return (_quoted_printable_map(data),)
    if encoding in transfer.UUENCODE:
        return (_uuencode_map(data),)
    return ()


def _base64_maps(data: bytes) -> tuple[OffsetMap, ...]:
    """Map bytes to base64 letters, and letters to where they stand among line ends and junk."""
    letters: list[tuple[int, int, int, int]] = []
    groups: list[tuple[int, int, int, int]] = []
    count = size = last = 0
    for start, stop in transfer.base64_segments(data):
        groups.append((size, count, 3, 4))
        before = count
        for stretch in re.finditer(rb"[A-Za-z0-9+/]++", data[start:stop]):
            letters.append((count, start + stretch.start(), 1, 1))
            count += stretch.end() - stretch.start()
            last = start + stretch.end()
        size += (count - before) * 3 // 4
        last += len(data[last:stop]) - len(data[last:stop].lstrip(b"="))
    return OffsetMap(groups, size, count), OffsetMap(letters, count, last)


def _quoted_printable_map(data: bytes) -> OffsetMap:
    runs = []
    out = last = 0
    for token in re.compile(_QP_TOKEN).finditer(data):
        size = token.end() - token.start()
        if data[token.start()] != 61 or size == 1:
            runs.append((out, token.start(), 1, 1))
            out += size
        elif data[token.end() - 1] in b"\r\n \t" or token.end() - token.start() != 3:
            continue
        else:
            runs.append((out, token.start(), 1, 3))
            out += 1
        last = token.end()
    return OffsetMap(runs, out, last)


def _uuencode_map(data: bytes) -> OffsetMap:
    runs = []
    out = last = 0
    for start, end in transfer.uu_lines(data):
        size = len(transfer.decode_uuencode(data[start:end]))
        if size:
            runs.append((out, start + 1, 3, 4))
            out += size
            last = end
    return OffsetMap(runs, out, last)


def charset_map(data: bytes, text: str, codec: str) -> OffsetMap | None:
    """Return the map from characters to bytes, None when they are not known to correspond one by one."""
    if len(text) == len(data) and (codec or _in_step(data, text)):
        return OffsetMap([(0, 0, 1, 1)], len(text), len(data))
    if codec in {"utf_8", "utf_8_sig"}:
        raw = data.decode("utf-8", "surrogateescape")
        skip = 3 if len(raw) == len(text) + 1 else 0
        return _width_map(raw[1:] if skip else raw, skip)
    if codec in {"utf_16", "utf_16_le", "utf_16_be"}:
        return _step_map(text, [2 if ord(c) < 0x10000 else 4 for c in text], data)
    if codec in {"gb18030", "cp932", "cp949", "cp950", "shift_jis", "gbk", "big5", "euc_jp", "euc_kr"}:
        return _step_map(text, [len(c.encode(codec, "replace")) for c in text], data)
    return None


def _in_step(data: bytes, text: str) -> bool:
    """Tell whether each character of a text in a guessed charset stands for the byte at its place."""
    return all(byte == ord(char) for byte, char in zip(data, text, strict=True) if byte < 0x80)


def _width_map(text: str, skip: int) -> OffsetMap:
    runs = []
    size = skip
    widths = [width for _, width in _WIDTHS]
    for run in re.finditer("|".join(f"({pattern})" for pattern, _ in _WIDTHS), text):
        width = widths[(run.lastindex or 1) - 1]
        runs.append((run.start(), size, 1, width))
        size += width * (run.end() - run.start())
    return OffsetMap(runs, len(text), size)


def _step_map(text: str, widths: list[int], data: bytes) -> OffsetMap | None:
    """Map characters of several widths; a byte order mark stands before the first."""
    size = len(data) - sum(widths)
    if size not in {0, 2}:
        return None
    runs = []
    last = 0
    for index, width in enumerate(widths):
        if width != last:
            runs.append((index, size, 1, width))
            last = width
        size += width
    return OffsetMap(runs, len(text), len(data))


def kept_map(text: str, dropped: str, start: int, end: int) -> OffsetMap:
    """Map a text from which characters were taken out to the text with them; it began at `start`."""
    runs = []
    out = 0
    last = start
    for stretch in re.finditer(f"[^{dropped}]++", text[start:end]):
        runs.append((out, start + stretch.start(), 1, 1))
        out += stretch.end() - stretch.start()
        last = start + stretch.end()
    return OffsetMap(runs, out, last)


def line_end_map(text: str) -> OffsetMap:
    """Map a text whose line ends are all LF to the text with its own line ends."""
    runs = [(0, 0, 1, 1)]
    out = 0
    last = 0
    for number, end in enumerate(re.finditer("\r\n", text)):
        out = end.start() - number
        runs.append((out, end.start(), 1, 2))
        runs.append((out + 1, end.end(), 1, 1))
        last = number + 1
    return OffsetMap(runs, len(text) - last, len(text))


def words_map(text: str) -> OffsetMap:
    """Map a text with its encoded words decoded to the text with the words."""
    runs = []
    out = 0
    for run in word_runs(text):
        size = len(run.text)
        if size:
            runs.append((out, run.start, size, run.end - run.start) if run.encoded else (out, run.start, 1, 1))
            out += size
    return OffsetMap(runs, out, len(text))
