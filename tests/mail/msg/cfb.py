"""A small writer of compound files ([MS-CFB] version 3), for tests and samples only.

The same tree always gives the same bytes.
"""

from __future__ import annotations

from struct import pack

SECTOR, MINI, CUTOFF = 512, 64, 4096
END, FREE, FAT_SECTOR, DIFAT_SECTOR, NOTHING = 0xFFFFFFFE, 0xFFFFFFFF, 0xFFFFFFFD, 0xFFFFFFFC, 0xFFFFFFFF

Tree = dict[str, "bytes | Tree"]


def write_cfb(tree: Tree, class_id: bytes = bytes(16)) -> bytes:
    """Return a compound file whose root storage holds `tree`: bytes are streams, dicts are storages."""
    return _Writer(tree, class_id).result()


class _Writer:
    def __init__(self, tree: Tree, class_id: bytes) -> None:
        self.sectors = bytearray()
        self.fat: list[int] = []
        self.mini = bytearray()
        self.mini_fat: list[int] = []
        self.entries: list[list[object]] = [["Root Entry", 5, NOTHING, NOTHING, NOTHING, class_id, END, 0]]
        self.entries[0][4] = self.add_children(tree)

    def add_children(self, tree: Tree) -> int:
        """Append the entries of one storage and return the number of the topmost of its balanced tree."""
        first = len(self.entries)
        names = sorted(tree, key=lambda name: (len(name), name.upper()))
        for name in names:
            self.entries.append([name, 2, NOTHING, NOTHING, NOTHING, bytes(16), END, 0])
        for number, name in enumerate(names, first):
            content = tree[name]
            if isinstance(content, dict):
                self.entries[number][1] = 1
                self.entries[number][6] = 0
                self.entries[number][4] = self.add_children(content)
            else:
                self.entries[number][6:] = [self.add_stream(content), len(content)]
        return self.balance(first, first + len(names))

    def balance(self, start: int, end: int) -> int:
        if start >= end:
            return NOTHING
        middle = (start + end) // 2
        self.entries[middle][2] = self.balance(start, middle)
        self.entries[middle][3] = self.balance(middle + 1, end)
        return middle

    def add_stream(self, content: bytes) -> int:
        if not content:
            return END
        if len(content) < CUTOFF:
            return _append(self.mini, self.mini_fat, content, MINI)
        return _append(self.sectors, self.fat, content, SECTOR)

    def result(self) -> bytes:
        mini_size = len(self.mini)
        mini_stream = _append(self.sectors, self.fat, bytes(self.mini), SECTOR) if self.mini else END
        self.entries[0][6:] = [mini_stream, mini_size]
        mini_fat = _numbers(self.mini_fat)
        mini_start = _append(self.sectors, self.fat, mini_fat, SECTOR) if mini_fat else END
        directory = b"".join(map(_entry, self.entries))
        directory += _entry(["", 0, NOTHING, NOTHING, NOTHING, bytes(16), 0, 0]) * (-len(self.entries) % 4)
        directory_start = _append(self.sectors, self.fat, directory, SECTOR)
        fat_sectors, difat_sectors = _tables(len(self.fat))
        first = len(self.fat)
        self.fat += [FAT_SECTOR] * fat_sectors + [DIFAT_SECTOR] * difat_sectors
        self.sectors += _numbers(self.fat)
        places = list(range(first, first + fat_sectors))
        self.sectors += _difat(places[109:], first + fat_sectors)
        difat_start = first + fat_sectors if difat_sectors else END
        numbers = (
            0,
            fat_sectors,
            directory_start,
            0,
            CUTOFF,
            mini_start,
            len(mini_fat) // SECTOR,
            difat_start,
            difat_sectors,
        )
        head = pack("<8s16xHHHHH6x9I", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", 0x3E, 3, 0xFFFE, 9, 6, *numbers)
        return head + pack("<109I", *(places[:109] + [FREE] * 109)[:109]) + bytes(self.sectors)


def _append(store: bytearray, table: list[int], content: bytes, width: int) -> int:
    start = len(table)
    count = -(-len(content) // width)
    table += [*range(start + 1, start + count), END]
    store += content.ljust(count * width, b"\0")
    return start


def _numbers(table: list[int]) -> bytes:
    return pack(f"<{len(table)}I", *table) + b"\xff" * (-4 * len(table) % SECTOR)


def _tables(used: int) -> tuple[int, int]:
    """Return how many sectors the sector table needs, which counts itself, and the table of those beyond 109."""
    fat = difat = 0
    while True:
        needed = -(-(used + fat + difat) // 128)
        more = max(0, -(-(needed - 109) // 127))
        if (needed, more) == (fat, difat):
            return fat, difat
        fat, difat = needed, more


def _difat(places: list[int], start: int) -> bytes:
    blocks = [places[i : i + 127] for i in range(0, len(places), 127)]
    out = b""
    for number, block in enumerate(blocks, start + 1):
        link = number if number - start < len(blocks) else END
        out += pack("<128I", *(block + [FREE] * 127)[:127], link)
    return out


def _entry(fields: list[object]) -> bytes:
    name, kind, left, right, child, class_id, start, size = fields
    raw = f"{name}\0".encode("utf-16-le") if name else b""
    return pack("<64sHBBIII16s20xIQ", raw, len(raw), kind, 1, left, right, child, class_id, start, size)
