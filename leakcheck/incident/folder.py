"""Files of an incident folder: each complete or not at all, for the owner alone, never over what hands wrote."""

from __future__ import annotations

import hashlib
import json

from leakcheck.fix.write import open_private, write_file
from leakcheck.incident import record as records
from leakcheck.incident.page import page
from leakcheck.model.errors import ConfigError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path
    from typing import Any

_PAGE = "record.md"
_MOST_SIBLINGS = 1_000


def digest(data: bytes) -> str:
    """Return the SHA-256 of bytes, in hex."""
    return hashlib.sha256(data).hexdigest()


def save(folder: Path, record: dict[str, Any]) -> str:
    """Write record.md and record.json; return where a page that hands had edited is kept, "" when none was.

    Raises ConfigError when somebody else wrote the record since it was read.
    """
    path = folder / records.NAME
    loaded = record.pop(records.LOADED, None)
    if loaded is not None and path.exists() and digest(path.read_bytes()) != loaded:
        raise ConfigError(f"{path}: was changed meanwhile; nothing was written, please try again")
    kept = _keep_edited(folder, record)
    text = page(record).encode("utf-8", "backslashreplace")
    record["written"][_PAGE] = digest(text)
    write_file(folder / _PAGE, (text,))
    data = json.dumps(record, indent=2, ensure_ascii=False).encode("utf-8", "backslashreplace") + b"\n"
    write_file(path, (data,))
    record[records.LOADED] = digest(data)
    return kept


def _keep_edited(folder: Path, record: dict[str, Any]) -> str:
    path = folder / _PAGE
    known = record["written"].get(_PAGE)
    if known is None or not path.exists() or digest(path.read_bytes()) == known:
        return ""
    number = 1
    while (kept := folder / f"record-edited-{number}.md").exists():
        number += 1
    path.rename(kept)
    return kept.name


def put(folder: Path, name: str, data: bytes) -> None:
    """Write a new file into a folder that nobody else uses yet."""
    with open_private(folder / name) as file:
        file.write(data)


def put_letters(folder: Path, letters: Iterable[tuple[str, bytes]], record: dict[str, Any]) -> list[str]:
    """Write letters that are new or untouched; return the names of those that hands had edited, which stay."""
    kept = []
    written = record["written"]
    for name, data in letters:
        path = folder / name
        try:
            put(folder, name, data)
        except FileExistsError:
            if digest(path.read_bytes()) != written.get(name):
                kept.append(name)
                continue
            write_file(path, (data,))
        written[name] = digest(data)
    return kept


def refuse_second(target: Path, sha256: str, sent: str) -> None:
    """Raise ConfigError when a folder beside `target` is an incident of the same mail already."""
    parent = target.parent
    for number, sibling in enumerate(sorted(parent.iterdir()) if parent.is_dir() else ()):
        if number > _MOST_SIBLINGS:
            return
        if (sibling / records.NAME).is_file():
            try:
                known = records.read_record(sibling)["sent"].get("sha256")
            except (ConfigError, OSError):
                continue
            if known == sha256:
                raise ConfigError(
                    f"{sent}: has an incident already in {sibling}; go on there with leakcheck incident edit"
                )
