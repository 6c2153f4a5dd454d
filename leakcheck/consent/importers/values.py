"""What an adapter reads out of a file: people and what the file says of them, and rows that cannot be used."""

from __future__ import annotations

from leakcheck.model.errors import ReadError
from leakcheck.model.record import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from leakcheck.model.consent import Status

LARGEST = 512 * 1024 * 1024


class Contact(NamedTuple):
    """One person as a file names them; `line` counts from 1 in the file `file`.

    `status` is None for mere membership, which is Unknown unless somebody vouches for it. `purpose` is "" where the
    import decides. `at` is the instant that the file gives, "" when it gives none. `reference` is the tag of a request
    that a mail answers; `digest` the SHA-256 of that mail, "" where the whole import has one.
    """

    line: int
    address: str
    name: str = ""
    status: Status | None = None
    purpose: str = ""
    at: str = ""
    file: str = ""
    reference: str = ""
    digest: str = ""

    def __repr__(self) -> str:
        return f"Contact(line {self.line}, {self.status.value if self.status else 'member'})"


class Bad(NamedTuple):
    """A row that cannot be used, and why, without a word of the row itself."""

    line: int
    why: str
    file: str = ""


class Piece(NamedTuple):
    """One file of what was given: the export itself, or one of several in a folder or an archive."""

    name: str
    data: bytes

    def __repr__(self) -> str:
        return f"Piece({len(self.data)} bytes)"


def pieces(path: str, ending: str) -> Iterator[Piece]:
    """Yield the file at `path`, or those with this ending of a folder or zip archive, by name.

    Raises ReadError for a damaged archive, one without such a file, or what is too large; OSError as open does.
    """
    import os
    import zipfile

    if os.path.isdir(path):  # noqa: PTH112 - pathlib costs start-up
        names = sorted(name for name in os.listdir(path) if name.lower().endswith(ending))  # noqa: PTH208 - as above
        if not names:
            raise ReadError(f"{path}: holds no {ending} file", path)
        for name in names:
            yield Piece(name, _read(os.path.join(path, name)))  # noqa: PTH118 - as above
    elif zipfile.is_zipfile(path):
        yield from _unpacked(path, ending)
    else:
        yield Piece(os.path.basename(path), _read(path))  # noqa: PTH119 - as above


def _read(path: str) -> bytes:
    with open(path, "rb") as file:  # noqa: PTH123 - as above
        data = file.read(LARGEST + 1)
    if len(data) > LARGEST:
        raise ReadError(f"{path}: is larger than {LARGEST // 1024 // 1024} MB, split it", path)
    return data


def _unpacked(path: str, ending: str) -> Iterator[Piece]:
    import zipfile
    import zlib

    try:
        with zipfile.ZipFile(path) as archive:
            entries = sorted((e for e in archive.infolist() if e.filename.lower().endswith(ending)), key=_name)
            if not entries:
                raise ReadError(f"{path}: holds no {ending} file", path)
            left = LARGEST
            for entry in entries:
                with archive.open(entry) as file:
                    data = file.read(left + 1)
                left -= len(data)
                if left < 0:
                    raise ReadError(f"{path}: unpacks to more than {LARGEST // 1024 // 1024} MB, split it", path)
                yield Piece(entry.filename.rpartition("/")[2], data)
    except (zipfile.BadZipFile, zlib.error, RuntimeError, NotImplementedError, EOFError):
        raise ReadError(f"{path}: is a damaged or locked archive", path) from None


def _name(entry: object) -> str:
    return str(getattr(entry, "filename", ""))
