"""Names and addresses of affected people, encrypted; the key lies outside the folder."""

from __future__ import annotations

import json
import os
from pathlib import Path

from leakcheck.consent.errors import LedgerError
from leakcheck.consent.seal import opened, sealed
from leakcheck.fix.write import open_private
from leakcheck.incident.exposure import named
from leakcheck.model.errors import ConfigError
from leakcheck.model.record import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from leakcheck.incident.exposure import Exposure

NAME = "annex.enc"
_KEY_BYTES = 32


class Named(NamedTuple):
    """Who a person of the record is."""

    tag: str
    name: str
    address: str
    key: str

    def __repr__(self) -> str:
        return f"Named({self.tag})"


class Annex(NamedTuple):
    """What the annex holds: where the sent mail lies, and the people."""

    sent: str
    people: tuple[Named, ...]


def key_path(folder: Path) -> Path:
    """Return where the key of a folder lies: beside it."""
    return folder.with_name(folder.name + ".key") if folder.name else key_path(folder.resolve())


def annex_of(exposure: Exposure, sent: str) -> Annex:
    """Return the annex of an exposure."""
    return Annex(
        sent,
        tuple(
            Named(person.tag, named(person.recipient), person.recipient.addr_spec, person.recipient.key)
            for person in (*exposure.people, *exposure.quoted)
        ),
    )


def make_key(folder: Path) -> bytes:
    """Write a new key for a folder, for its owner alone; raises ConfigError when there is one."""
    key = os.urandom(_KEY_BYTES)
    path = key_path(folder)
    try:
        with open_private(path) as file:
            file.write(key.hex().encode() + b"\n")
    except FileExistsError:
        raise ConfigError(f"{path}: a key is there already; move it away or give another --output") from None
    return key


def write_annex(folder: Path, annex: Annex, key: bytes, reference: str) -> None:
    """Write the annex into a folder; it opens with this key and for this reference only."""
    secret = json.dumps([annex.sent, annex.people], separators=(",", ":")).encode()
    with open_private(folder / NAME) as file:
        file.write(sealed(key, secret, reference.encode()))


def read_annex(folder: Path, reference: str, key: str = "") -> Annex:
    """Return the annex of a folder; raises ConfigError, which names the file."""
    path = Path(key) if key else key_path(folder)
    try:
        secret = bytes.fromhex(path.read_text("ascii").strip())
    except (ValueError, UnicodeDecodeError):
        raise ConfigError(f"{path}: is no key of an incident") from None
    except FileNotFoundError:
        raise ConfigError(f"{path}: no such key; --key FILE says where it is") from None
    try:
        sent, people = _loaded(opened(secret, (folder / NAME).read_bytes(), reference.encode()))
    except FileNotFoundError:
        raise ConfigError(f"{folder / NAME}: is missing") from None
    except (LedgerError, ValueError, TypeError):
        raise ConfigError(f"{folder / NAME}: does not open with {path}: another key, or it was changed") from None
    return Annex(sent, people)


def _loaded(secret: bytes) -> tuple[str, tuple[Named, ...]]:
    sent, people = json.loads(secret)
    rows: list[list[Any]] = people
    return str(sent), tuple(Named(*map(str, row)) for row in rows)
