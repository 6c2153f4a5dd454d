"""What was decided about mails that leakcheck stopped: one JSON line each, without anything of the mail."""

from __future__ import annotations

import datetime as dt
import json
import os
import sys
from contextlib import contextmanager

from leakcheck.hooks.state import StateError, opened, private_folder, state_folder
from leakcheck.model.evidence import mask_address
from leakcheck.model.record import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

FILE = "journal.jsonl"
LARGEST = 1024 * 1024
KEPT = 4
LONGEST_REASON = 1_000  # characters


class Entry(NamedTuple):
    """One decision; `time` is UTC, `reason` what the person gave.

    `decision` is "stopped", "sent-anyway", "sent-unchecked", or "sent-with-bcc" or "sent-with-split" after a fix.
    """

    time: str
    source: str
    rule: str
    decision: str
    reason: str
    fingerprint: str


def entry(source: str, rule: str, decision: str, reason: str = "", fingerprint: str = "") -> Entry:
    """Return an entry of this moment; addresses in the reason are masked."""
    now = dt.datetime.now(tz=dt.UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    return Entry(now, source, rule, decision, _without_addresses(reason), fingerprint)


def append(entries: Iterable[Entry], environment: Mapping[str, str]) -> None:
    """Add entries; raises StateError when they cannot be kept."""
    folder = private_folder(environment)
    lines = "".join(json.dumps(one._asdict(), ensure_ascii=False) + "\n" for one in entries).encode(errors="replace")
    with _locked(folder):
        path = os.path.join(folder, FILE)
        _rotate(path, len(lines))
        file = opened(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND)
        try:
            if os.write(file, lines) != len(lines):
                raise StateError(f"{path}: cannot be written (no room)")
        except OSError as error:
            raise StateError(f"{path}: cannot be written ({error.strerror or error})") from None
        finally:
            os.close(file)


def entries(environment: Mapping[str, str]) -> Iterator[Entry]:
    """Yield all entries that are kept, oldest first; a line that is no entry is passed over."""
    path = os.path.join(state_folder(environment), FILE)
    for name in (*(f"{path}.{number}" for number in range(KEPT, 0, -1)), path):
        if os.path.exists(name):
            with open(opened(name, os.O_RDONLY), encoding="utf-8", errors="replace") as file:
                yield from filter(None, map(_read, file))


def _read(line: str) -> Entry | None:
    try:
        found = json.loads(line)
        return Entry(*(str(found.get(name, "")) for name in Entry._fields))
    except (ValueError, AttributeError):
        return None


def _rotate(path: str, more: int) -> None:
    """Begin a new file when this one is full; the oldest goes."""
    try:
        full = os.stat(path).st_size + more > LARGEST
    except FileNotFoundError:
        return
    if full:
        for number in range(KEPT - 1, 0, -1):
            if os.path.exists(f"{path}.{number}"):
                os.replace(f"{path}.{number}", f"{path}.{number + 1}")
        os.replace(path, f"{path}.1")


@contextmanager
def _locked(folder: str) -> Iterator[None]:
    """Let one process at a time write and rotate; on Windows a line is short enough to be written at once."""
    if sys.platform == "win32":
        yield
        return
    import fcntl

    file = opened(folder, os.O_RDONLY)
    try:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield
    finally:
        os.close(file)


def _without_addresses(text: str) -> str:
    words = text[:LONGEST_REASON].replace("\uff20", "@").split()  # as some keyboards write it
    return " ".join(mask_address(word) if "@" in word else word for word in words)
