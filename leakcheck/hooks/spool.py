"""Keep a message whole before anybody gets it: a transport that is started has all of it, whatever becomes of us."""

from __future__ import annotations

import os

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

IN_MEMORY = 32 * 1024 * 1024
CHUNK = 1024 * 1024


def spool(source: int) -> int:
    """Copy a file descriptor to its end into a file that has no name, and return that one's descriptor.

    Up to IN_MEMORY bytes it never touches a disk; nobody else can open it, and it vanishes with the last process that
    has it. Raises OSError when there is no room.
    """
    target, size = _nameless(), 0
    for chunk in _chunks(source):
        if size <= IN_MEMORY < size + len(chunk):
            target = _moved(target)
        _write(target, chunk)
        size += len(chunk)
    return target


def head(file: int, size: int) -> bytes:
    """Return the first bytes of a spooled message, at most `size`."""
    os.lseek(file, 0, os.SEEK_SET)
    with open(os.dup(file), "rb", buffering=0) as reader:
        there = os.fstat(file).st_size
        return reader.readall() if there <= size else b"".join(_pieces(reader.fileno(), size))


def replaced(data: bytes) -> int:
    """Return the descriptor of a nameless file with these bytes."""
    target = _nameless() if len(data) <= IN_MEMORY else _on_disk()
    _write(target, data)
    return target


def _pieces(file: int, size: int) -> Iterator[bytes]:
    while size and (piece := os.read(file, min(size, CHUNK))):
        size -= len(piece)
        yield piece


def _chunks(source: int) -> Iterator[bytes]:
    while chunk := os.read(source, CHUNK):
        yield chunk


def _write(target: int, data: bytes) -> None:
    view = memoryview(data)
    while view:
        view = view[os.write(target, view) :]


def _nameless() -> int:
    if hasattr(os, "memfd_create"):
        return os.memfd_create("leakcheck")
    return _on_disk()


def _on_disk() -> int:
    import tempfile

    with tempfile.TemporaryFile(buffering=0) as file:
        return os.dup(file.fileno())


def _moved(file: int) -> int:
    """Return a file on disk with the same bytes; what is large would take the memory of others."""
    target = _on_disk()
    os.lseek(file, 0, os.SEEK_SET)
    for chunk in _chunks(file):
        _write(target, chunk)
    os.close(file)
    return target
