"""Write what was fixed: readable by its owner alone, complete or not at all, never over the original."""

from __future__ import annotations

import os
import secrets
import shutil
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from leakcheck.model.errors import ConfigError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_MODE = 0o600
Piece = bytes | memoryview


def target_of(draft: str, output: str, ending: str) -> Path:
    """Return where the fixed draft goes: `output`, or beside the draft with another ending."""
    path = Path(draft)
    target = Path(output) if output else path.with_name(path.stem + ending)
    if path.exists() and target.exists() and target.samefile(path):
        raise ConfigError(f"{target}: is the draft itself; give another --output, or --in-place to keep it as .orig")
    if not target.parent.is_dir():
        raise ConfigError(f"{target.parent}: no such folder")
    return target


@contextmanager
def new_file(target: Path) -> Iterator[BinaryIO]:
    """Give a file to write to that takes the place of `target` when all went well."""
    hidden = _hidden(target)
    try:
        with open_private(hidden) as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        hidden.replace(target)
    finally:
        hidden.unlink(missing_ok=True)


@contextmanager
def new_folder(target: Path) -> Iterator[Path]:
    """Give a folder to write to that becomes `target` when all went well; ConfigError for a used one or a link."""
    if target.is_symlink():
        raise ConfigError(f"{target}: is a link, not a folder; give the folder it leads to as --output")
    if target.exists() and (not target.is_dir() or any(target.iterdir())):
        raise ConfigError(f"{target}: is there already and not an empty folder; give another --output")
    hidden = _hidden(target)
    hidden.mkdir(mode=0o700)
    try:
        yield hidden
        hidden.replace(target)
    finally:
        shutil.rmtree(hidden, ignore_errors=True)


def write_file(target: Path, pieces: Iterable[Piece]) -> None:
    """Write one file."""
    with new_file(target) as file:
        file.writelines(pieces)


def write_in_place(path: Path, data: bytes) -> Path:
    """Put the fixed draft in the place of the original, which is kept as `.orig`; return where it is kept."""
    kept = path.with_name(path.name + ".orig")
    if os.path.lexists(kept):
        raise ConfigError(f"{kept}: is there already; move it away, or use --output")
    with suppress(OSError):
        kept.hardlink_to(path)
    if not kept.exists():
        shutil.copy2(path, kept)
    write_file(path, (data,))
    return kept


def open_private(path: Path) -> BinaryIO:
    """Open a new file that only its owner may read."""
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
    return os.fdopen(os.open(path, flags, _MODE), "wb")


def _hidden(target: Path) -> Path:
    return target.with_name(f".leakcheck-{secrets.token_hex(8)}")
