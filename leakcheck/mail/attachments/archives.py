"""Archives: zip, tar, gzip, bzip2, xz. Every entry is a file to read; nothing is ever written to a disk."""

from __future__ import annotations

import bz2
import gzip
import io
import lzma
import tarfile
import zlib

from leakcheck.mail.attachments.finds import Harmful, Unreadable
from leakcheck.mail.attachments.kinds import suffix_of
from leakcheck.mail.attachments.package import Package

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from leakcheck.mail.attachments.budget import Budget
    from leakcheck.mail.attachments.finds import File, Finds

    _Decoder = bz2.BZ2Decompressor | lzma.LZMADecompressor

_CHUNK = 256 * 1024
_STEP = 64 * 1024
_XZ_MEMORY = 256 * 1024 * 1024


def read_zip(file: File, finds: Finds, budget: Budget) -> None:
    """Read a zip archive entry by entry; one that cannot be read leaves the others alone."""
    package = Package(file.data, budget)
    if package.zip.comment:
        finds.add_text(file, package.zip.comment.decode("utf-8", "replace"), "comment")
    names: list[str] = []
    entries: list[File] = []
    for info in package.infos:
        try:
            budget.spend("entries")
            names.append(info.filename)
            entries.append(file.entry(info.filename, package.content(info)))
        except Harmful:
            raise
        except Unreadable as reason:
            if not budget.left["entries"] or budget.seconds <= 0 or "locked" in reason.why:
                finds.miss(file, reason.why, reason.help)
                break
            finds.miss(file, reason.why, reason.help, f"entry {info.filename}")
    finds.add_text(file, "\n".join(names), "names of entries")
    finds.files.extend(reversed(entries))


def read_tar(file: File, finds: Finds, budget: Budget) -> None:
    """Read a tar archive."""
    names = []
    try:
        with tarfile.open(fileobj=io.BytesIO(file.data), mode="r:") as archive:
            for info in archive:
                budget.spend("entries")
                names.append(info.name)
                stream = archive.extractfile(info) if info.isfile() else None
                if stream is not None:
                    budget.check_entry(info.size)
                    budget.spend("unpacked_bytes", info.size)
                    finds.files.append(file.entry(info.name, stream.read(info.size)))
    except (tarfile.TarError, OSError, EOFError) as error:
        finds.miss(file, "the archive is damaged")
        del error
    finds.add_text(file, "\n".join(names), "names of entries")


def read_gzip(file: File, finds: Finds, budget: Budget) -> None:
    """Read what a gzip file packs; members that follow one another are one file."""
    raw = io.BytesIO(file.data)
    with gzip.GzipFile(fileobj=raw) as stream:
        pieces = ((piece, raw.tell()) for piece in iter(lambda: stream.read(_CHUNK), b""))
        _hand_on(file, finds, _joined(pieces, budget)[0])


def read_bzip2(file: File, finds: Finds, budget: Budget) -> None:
    """Read what a bzip2 file packs."""
    _read_stream(file, finds, budget, bz2.BZ2Decompressor())


def read_xz(file: File, finds: Finds, budget: Budget) -> None:
    """Read what an xz file packs."""
    _read_stream(file, finds, budget, lzma.LZMADecompressor(memlimit=_XZ_MEMORY))


def _read_stream(
    file: File, finds: Finds, budget: Budget, decoder: bz2.BZ2Decompressor | lzma.LZMADecompressor
) -> None:
    """Read one packed stream; what follows it is a file of its own, another stream for the most part."""
    out, used = _joined(_decoded(decoder, file.data), budget)
    _hand_on(file, finds, out)
    if file.data[used:].strip(b"\0"):
        budget.spend("entries")
        finds.files.append(file.entry("", file.data[used:])._replace(inside=file.place("behind the end")))


def _hand_on(file: File, finds: Finds, out: bytes) -> None:
    """Read the packed file in place of its packing: its own places are clear enough without one more step."""
    stem = file.name.rpartition(".")[0] or file.name
    inner = f"{stem}.tar" if suffix_of(file.name) == "tgz" else stem
    finds.files.append(file.entry(inner, out)._replace(inside=file.inside))


def _joined(pieces: Iterator[tuple[bytes, int]], budget: Budget) -> tuple[bytes, int]:
    """Join pieces that come with the number of packed bytes used so far, and return them with the last number.

    Stops at a limit long before memory does.
    """
    kept = []
    size = used = 0
    try:
        for piece, used in pieces:
            size += len(piece)
            budget.spend("unpacked_bytes", len(piece))
            budget.check_entry(size)
            budget.check_ratio(size, used)
            kept.append(piece)
    except (zlib.error, OSError, EOFError, lzma.LZMAError, ValueError) as error:
        raise Unreadable("it is damaged or cut off") from error
    return b"".join(kept), used


def _decoded(decoder: _Decoder, packed: bytes) -> Iterator[tuple[bytes, int]]:
    used = 0
    while not decoder.eof:
        feed = packed[used : used + _STEP] if decoder.needs_input else b""
        if decoder.needs_input and not feed:
            raise EOFError
        used += len(feed)
        piece = decoder.decompress(feed, _CHUNK)
        yield piece, used - len(decoder.unused_data)
