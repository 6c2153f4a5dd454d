"""Let one mail through once: what was stopped is noted, a reason turns the note into a token, the next try uses it up.

A note is named by the code of its mail (`sameness`) and holds rule ids, a time and the reason; nothing of the mail.
"""

from __future__ import annotations

import json
import os
import time

from leakcheck.hooks.state import StateError, opened, private_folder, written
from leakcheck.model.record import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from typing import Any

FOLDER = "once"
KEY_FILE = "key"
SHOWN = 12
LIFE = 24 * 3600


class Note(NamedTuple):
    """A mail that was stopped: the rules in its way, and the reason to overrule them, if any yet."""

    code: str
    at: float
    rules: tuple[str, ...]
    reason: str = ""


def secret(environment: Mapping[str, str]) -> bytes:
    """Return the key of this user, made at first use."""
    path = os.path.join(private_folder(environment), KEY_FILE)
    if not os.path.exists(path):
        written(path, os.urandom(32))
    with open(opened(path, os.O_RDONLY), "rb") as file:
        key = file.read(64)
    if len(key) != 32:
        raise StateError(f"{path}: is damaged, remove it")
    return key


def remember(note: Note, environment: Mapping[str, str]) -> None:
    """Keep a note, and drop those that nobody came back for."""
    folder = private_folder(environment, FOLDER)
    for old in _notes(folder):
        if note.at - old.at > LIFE:
            _drop(_path(folder, old.code))
    written(_path(folder, note.code), json.dumps(note._asdict()).encode())


def take(code: str, environment: Mapping[str, str]) -> Note | None:
    """Return the token for a mail and use it up; None when there is none.

    Of two tries at the same moment one gets it: whoever removes the file.
    """
    folder = private_folder(environment, FOLDER)
    note = _read(folder, f"{code}.json")
    if note is None or not note.reason or not _drop(_path(folder, code)):
        return None
    return note if 0 <= time.time() - note.at <= LIFE else None


def waiting(environment: Mapping[str, str], start: str = "") -> tuple[Note, ...]:
    """Return the notes whose codes begin with `start`, newest first."""
    now = time.time()
    notes = (note for note in _notes(private_folder(environment, FOLDER)) if now - note.at <= LIFE)
    return tuple(sorted((n for n in notes if n.code.startswith(start)), key=lambda note: -note.at))


def _notes(folder: str) -> Iterator[Note]:
    for name in os.listdir(folder):
        if name.endswith(".json") and (note := _read(folder, name)):
            yield note


def _read(folder: str, name: str) -> Note | None:
    try:
        with open(opened(os.path.join(folder, name), os.O_RDONLY), "rb") as file:
            found: dict[str, Any] = json.loads(file.read(65_536))
        return Note(
            name.removesuffix(".json"),
            float(found["at"]),
            tuple(map(str, found["rules"])),
            str(found["reason"]),
        )
    except (StateError, ValueError, KeyError, TypeError):
        return None


def _path(folder: str, code: str) -> str:
    return os.path.join(folder, f"{code}.json")


def _drop(path: str) -> bool:
    try:
        os.unlink(path)
    except OSError:
        return False
    return True
