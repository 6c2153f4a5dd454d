"""What a compound file carries for other programs: packed files, documents in documents, macros.

Sources: [MS-OLEDS] 2.3 (Ole10Native), [MS-OVBA] 2.4.1 (packing of macro code).
"""

from __future__ import annotations

import struct

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from leakcheck.mail.attachments.budget import Budget
    from leakcheck.mail.attachments.finds import File, Finds
    from leakcheck.mail.msg.ole import Ole, Storage

_NATIVE = "\x01ole10native"
_WHOLE = frozenset({"package", "contents", "embeddedodf"})  # streams that are a file of another format as they are
_DOCUMENTS = frozenset({"workbook", "book", "worddocument", "powerpoint document"})
_SOURCE = b"\x00Attribut\x00e "  # how the packed source of every macro module begins
_CHUNK = 4096
_MOST = 500


def read_objects(file: File, finds: Finds, budget: Budget, ole: Ole) -> bool:
    """Hand on the files and read the macros in a compound file; tell whether there were any."""
    before = len(finds.files), len(finds.texts), len(finds.unread)
    for storage, name in _storages(ole.root):
        for stream, entry in storage.streams.items():
            if stream in _WHOLE:
                _hand_on(file, finds, budget, name or stream, ole.read(entry))
            elif stream == _NATIVE:
                read_native(file, finds, budget, ole.read(entry))
            elif name and stream in _DOCUMENTS:
                how = "Open it and look yourself, or take the object out"
                finds.miss(file, "a document inside the document is not read", how, f"embedded {name}")
            elif name.rpartition("/")[2] == "vba":
                _read_macros(file, finds, budget, stream, ole.read(entry))
    return before != (len(finds.files), len(finds.texts), len(finds.unread))


def _storages(root: Storage) -> Iterator[tuple[Storage, str]]:
    """Yield the root and all storages below it, each with its path."""
    waiting = [(root, "")]
    for _ in range(_MOST):
        if not waiting:
            return
        storage, name = waiting.pop()
        yield storage, name
        waiting += [(child, f"{name}/{key}".strip("/")) for key, child in storage.storages.items()]


def _hand_on(file: File, finds: Finds, budget: Budget, name: str, data: bytes) -> None:
    budget.spend("entries")
    finds.files.append(file.entry(name, data, "embedded"))


def read_native(file: File, finds: Finds, budget: Budget, data: bytes) -> None:
    """Read a packed file: its label, where it was on the disk, and its bytes."""
    try:
        label, at = _string(data, 6)
        path, at = _string(data, at)
        size = struct.unpack_from("<I", data, at + 4)[0]
        at += 8 + size
        size = struct.unpack_from("<I", data, at)[0]
    except (struct.error, ValueError):
        finds.miss(file, "an embedded object is damaged", "Open it and look yourself, or take the object out")
        return
    finds.add_metadata(file, "path", path if "\\" in path or "/" in path else "")
    _hand_on(file, finds, budget, label or "object", data[at + 4 : at + 4 + size])


def _string(data: bytes, at: int) -> tuple[str, int]:
    end = data.index(b"\0", at)
    return data[at:end].decode("cp1252", "replace"), end + 1


def _read_macros(file: File, finds: Finds, budget: Budget, name: str, stream: bytes) -> None:
    """Read the source of a macro module; the other streams of a project hold none."""
    at = stream.find(_SOURCE) - 3
    if at < 0:
        return
    source = unpacked(stream[at:])
    budget.spend("unpacked_bytes", len(source))
    text = source.decode("cp1252", "replace").replace("\r\n", "\n")
    code = "\n".join(line for line in text.split("\n") if not line.startswith("Attribute "))
    finds.add_text(file, code, f"macro {name}")
    if code.strip() and not any(row[2] == "macros" for row in finds.contents):
        finds.contents.append((file.name, file.inside, "macros", "", b""))


def unpacked(data: bytes) -> bytes:
    """Return what a compressed container of [MS-OVBA] holds, as far as it is sound."""
    out = bytearray()
    at = 1
    while at + 2 <= len(data):
        header = int.from_bytes(data[at : at + 2], "little")
        end = at + (header & 0xFFF) + 3
        out += _chunk(data[at + 2 : end]) if header >> 15 else data[at + 2 : end]
        at = end
    return bytes(out)


def _chunk(data: bytes) -> bytes:
    out = bytearray()
    at = 0
    while at < len(data) and len(out) < _CHUNK:
        flags = data[at]
        at += 1
        for bit in range(8):
            if flags >> bit & 1 == 0:
                out += data[at : at + 1]
                at += 1
                continue
            token = int.from_bytes(data[at : at + 2], "little")
            at += 2
            bits = max((len(out) - 1).bit_length(), 4)
            length, back = (token & (0xFFFF >> bits)) + 3, (token >> (16 - bits)) + 1
            if back > len(out) or at > len(data):
                return bytes(out)
            for _ in range(min(length, _CHUNK - len(out))):
                out.append(out[-back])
    return bytes(out)
