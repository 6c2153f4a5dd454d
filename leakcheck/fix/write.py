"""Write what was fixed: readable by its owner alone, complete or not at all, never over anything else."""

from __future__ import annotations

import os
import secrets
import shutil
from contextlib import contextmanager
from pathlib import Path

from leakcheck.model.errors import ConfigError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from typing import BinaryIO

_MODE = 0o600
Piece = bytes | memoryview


def target_of(draft: str, output: str, ending: str) -> Path:
    """Return where the fixed draft goes: `output`, or beside the draft with another ending."""
    path = Path(draft)
    target = Path(output) if output else path.with_name(path.stem + ending)
    if path.exists() and target.exists() and target.samefile(path):
        raise ConfigError(f"{target}: is the draft itself; give another --output, or --in-place to keep it as .orig")
    if target.exists() and not (target.is_file() or target.is_dir()):
        raise ConfigError(f"{target}: is no file that can be replaced; give another --output")
    if not target.parent.is_dir():
        raise ConfigError(f"{target.parent}: no such folder")
    return target


def is_taken(target: Path, data: bytes = b"") -> bool:
    """Tell whether a file stands there whose content would be lost: neither empty nor what is to be written."""
    if target.is_dir():
        raise ConfigError(f"{target}: is a folder; give a file as --output")
    if not target.exists():
        return False
    size = target.stat().st_size
    return size > 0 and (size != len(data) or target.read_bytes() != data)


def refuse_taken(target: Path, data: bytes = b"") -> None:
    """Raise ConfigError for a file whose content would be lost."""
    if is_taken(target, data):
        raise ConfigError(f"{target}: is there already with other content; move it away, or give another --output")


@contextmanager
def new_file(target: Path) -> Iterator[BinaryIO]:
    """Give a file to write to that takes the place of `target`, or of what that link leads to, when all went well."""
    real = Path(os.path.realpath(target))
    hidden = _hidden(real)
    try:
        with _told_of(target):
            opened = open_private(hidden)
        with opened as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        hidden.replace(real)
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
    try:
        with _told_of(target):
            hidden.mkdir(mode=0o700)
        yield hidden
        hidden.replace(target)
    finally:
        shutil.rmtree(hidden, ignore_errors=True)


def write_file(target: Path, pieces: Iterable[Piece]) -> None:
    """Write one file."""
    with new_file(target) as file:
        file.writelines(pieces)


def kept_original(path: Path) -> Path:
    """Return where an original is kept that is replaced; ConfigError when a file stands there."""
    real = Path(os.path.realpath(path))
    kept = real.with_name(real.name + ".orig")
    if os.path.lexists(kept):
        raise ConfigError(f"{kept}: is there already; move it away, or use --output")
    return kept


def write_in_place(path: Path, data: bytes) -> Path:
    """Put the fixed draft in the place of the original, which is kept as `.orig`; return where it is kept.

    When that fails everything is as before, and nothing is kept.
    """
    kept = kept_original(path)
    with _kept(path, kept), new_file(path) as file:
        file.write(data)
    return kept


@contextmanager
def _kept(path: Path, kept: Path) -> Iterator[None]:
    """Keep a file under a second name, unless it is not replaced after all."""
    try:
        try:
            kept.hardlink_to(os.path.realpath(path))
        except OSError:  # a file system without links
            shutil.copy2(path, kept)
        yield
    except BaseException:
        kept.unlink(missing_ok=True)
        raise


@contextmanager
def _told_of(target: Path) -> Iterator[None]:
    """Let an error name the file that was asked for, not our own beside it."""
    try:
        yield
    except OSError as error:
        error.filename = str(target)
        raise


def open_private(path: Path) -> BinaryIO:
    """Open a new file that only its owner may read."""
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
    return os.fdopen(os.open(path, flags, _MODE), "wb")


def _hidden(target: Path) -> Path:
    return target.with_name(f".leakcheck-{secrets.token_hex(8)}")
