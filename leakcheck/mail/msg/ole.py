"""A careful layer over olefile: storages and streams of a compound file, whatever state its bytes are in.

olefile reads the header and the sector tables. Its directory tree and its streams are not used: the first recurses once
for each neighbour (a file of a few thousand recipients can exhaust the stack), and neither bounds what overlapping
streams add up to. Source: [MS-CFB] sections 2.2 to 2.6.
"""

from __future__ import annotations

from codecs import utf_16_le_decode
from struct import Struct

from leakcheck.model.errors import ReadError
from leakcheck.model.record import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import Any

OLE_MAGIC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"

_STORAGE, _STREAM, _ROOT = 1, 2, 5
_NONE = 0xFFFFFFFF
_SIZE = 0xFFFFFFFF  # version 3 files may leave junk in the upper half of a size
_ENTRY = Struct("<64s2xBxIII16s20xIQ")
_HEADER = Struct("<8s16sHHHHH6sIIIIIIIII")


class Entry(NamedTuple):
    """A stream: where it starts and how many bytes it claims to have."""

    start: int
    size: int


class Storage:
    """A folder of a compound file; the names of its children are lower case."""

    __slots__ = ("class_id", "storages", "streams")

    def __init__(self, class_id: bytes) -> None:
        self.class_id = class_id
        self.streams: dict[str, Entry] = {}
        self.storages: dict[str, Storage] = {}


class Ole:
    """An open compound file: `root` is the outermost storage, `damage` holds one sentence for each flaw met.

    All streams together cannot hold more bytes than the file; reading stops there, so overlapping streams cannot
    multiply the work.
    """

    def __init__(self, data: bytes, table: Any, root: Storage, mini: Entry) -> None:
        self.root = root
        self.damage: dict[str, None] = {}
        self._data = memoryview(data)
        self._fat: Sequence[int] = table.fat
        self._sector: int = table.sectorsize
        self._budget = len(data)
        numbers = self._large(Entry(table.first_mini_fat_sector, table.num_mini_fat_sectors * self._sector))
        self._mini_table: Sequence[int] = table.sect2array(numbers[: len(numbers) // 4 * 4])
        self._mini_data = memoryview(self._large(mini))

    def read(self, entry: Entry) -> bytes:
        """Return the bytes of a stream, fewer than it claims where the file is damaged."""
        small = entry.size < 4096
        content = self._chain(entry, self._mini_data, self._mini_table, 64) if small else self._large(entry)
        self._budget -= len(content)
        return content

    def _large(self, entry: Entry) -> bytes:
        return self._chain(entry, self._data[self._sector :], self._fat, self._sector)

    def _chain(self, entry: Entry, store: memoryview, table: Sequence[int], width: int) -> bytes:
        """Join the sectors of a chain; neighbours are taken as one slice."""
        wanted = min(entry.size, self._budget)
        pieces, sector = [], entry.start
        while wanted > 0 and sector < len(table):
            first = sector
            while table[sector] == sector + 1 < len(table) and (sector - first + 1) * width < wanted:
                sector += 1
            piece = store[first * width : min((sector + 1) * width, first * width + wanted)]
            if not piece:
                break
            wanted -= len(piece)
            pieces.append(piece)
            sector = table[sector]
        content = b"".join(pieces)
        if len(content) < entry.size:
            self.damage["a stream is shorter than it says"] = None
        return content


def open_ole(data: bytes) -> Ole:
    """Return the storages and streams of a compound file; raise ReadError where there is none."""
    table = _open_table(data)
    directory: bytes = table.directory
    first = _ENTRY.unpack_from(directory) if len(directory) >= _ENTRY.size else None
    if first is None or first[1] != _ROOT:
        raise ReadError("the Outlook file is damaged: it has no directory")
    root = Storage(first[5])
    sound = _fill(root, first[4], directory)
    ole = Ole(data, table, root, Entry(first[6], first[7] & _SIZE))
    if not sound:
        ole.damage["the directory is damaged"] = None
    if table.short:
        ole.damage["a sector table is missing"] = None
    return ole


def _open_table(data: bytes) -> Any:
    """Let olefile read the header and the sector table, after looking at what it would trust."""
    _check_header(data)
    try:
        return _table_class()(data)
    except (OSError, ValueError, IndexError, OverflowError, MemoryError) as error:
        raise ReadError("the Outlook file is damaged: its sector table cannot be read") from error


def _check_header(data: bytes) -> None:
    """Refuse a header whose numbers would send olefile round in circles."""
    if len(data) < 1536 or not data.startswith(OLE_MAGIC):
        raise ReadError("the Outlook file is cut off or is no Outlook file")
    header = _HEADER.unpack_from(data)
    shift, tables = header[5], header[9]
    if shift not in (9, 12) or header[6] != 6:
        raise ReadError("the Outlook file is damaged: its sector size is wrong")
    if tables > (len(data) >> shift) + 1:
        raise ReadError("the Outlook file is cut off or damaged: it names more sectors than it has")


def _table_class() -> Any:
    """Return olefile's reader with a sector table built in place and a directory left unparsed.

    olefile is made here because importing it costs as much as starting Python.
    """
    import array
    import logging

    import olefile

    logging.getLogger("olefile").setLevel(logging.CRITICAL + 1)

    class Table(olefile.OleFileIO):  # type: ignore[misc]  # olefile ships no types
        directory = b""
        short = False

        def loadfat_sect(self, sect: Any) -> int:
            """Add the sectors named in `sect`; a sector beyond the end of the file counts as free."""
            for number in sect if isinstance(sect, array.array) else self.sect2array(sect):
                if number >= _NONE - 1:
                    return int(number)
                self.fp.seek(self.sectorsize * (number + 1))
                block = self.fp.read(self.sectorsize)
                self.short |= len(block) < self.sectorsize
                self.fat.extend(self.sect2array(block.ljust(self.sectorsize, b"\xff")))
            return _NONE

        def loaddirectory(self, sect: int) -> None:
            """Keep the bytes of the directory; the tree is ours."""
            self.root = None
            self.directory = self._open(sect, force_FAT=True).getvalue()

    return Table


def _fill(root: Storage, child: int, directory: bytes) -> bool:
    """Hang every reachable entry of the directory below `root`; tell whether all its links were sound."""
    waiting = [(root, child)]
    seen = {0}
    names: dict[bytes, str] = {}
    sound = True
    while waiting:
        storage, number = waiting.pop()
        if (number + 1) * _ENTRY.size > len(directory) or number in seen:
            sound = sound and number == _NONE
            continue
        seen.add(number)
        raw, kind, left, right, child, class_id, start, size = _ENTRY.unpack_from(directory, number * _ENTRY.size)
        if left != _NONE:
            waiting.append((storage, left))
        if right != _NONE:
            waiting.append((storage, right))
        name = names.get(raw) or names.setdefault(raw, _name(raw))
        if kind == _STREAM:
            storage.streams.setdefault(name, Entry(start, size & _SIZE))
        elif kind == _STORAGE:
            waiting.append((storage.storages.setdefault(name, Storage(class_id)), child))
        else:
            sound = False
    return sound


def _name(raw: bytes) -> str:
    return utf_16_le_decode(raw, "replace")[0].partition("\0")[0].lower()
