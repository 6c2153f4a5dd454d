"""Addresses and notes under AES-256-GCM; only writers come here, since the library costs start-up."""

from __future__ import annotations

import json
import os

from leakcheck.consent.errors import LedgerError
from leakcheck.model.record import NamedTuple

_NONCE = 12


class Identity(NamedTuple):
    """Who somebody of the ledger is: canonical address and name."""

    address: str
    name: str = ""

    def __repr__(self) -> str:
        return "Identity(***)"


class Note(NamedTuple):
    """What proves an event: the words or file that show it, the notice that was shown, who wrote it down."""

    evidence: str = ""
    notice: str = ""
    actor: str = ""

    def __repr__(self) -> str:
        return "Note(***)"


def sealed(key: bytes, secret: bytes, owner: bytes) -> bytes:
    """Return `secret` encrypted; it opens only together with the same `owner` (a tag), so it cannot be moved."""
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    nonce = os.urandom(_NONCE)
    return nonce + AESGCM(key).encrypt(nonce, secret, owner)


def opened(key: bytes, blob: bytes, owner: bytes) -> bytes:
    """Return what was sealed; raises LedgerError when it was changed or moved."""
    from cryptography.exceptions import InvalidTag
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    try:
        return AESGCM(key).decrypt(blob[:_NONCE], blob[_NONCE:], owner)
    except (InvalidTag, ValueError):
        raise LedgerError("holds an entry that does not open: it was changed or moved") from None


def seal_identity(key: bytes, identity: Identity, tag: bytes) -> bytes:
    """Return an address and a name, sealed for the person with this tag."""
    return sealed(key, _packed(identity), tag)


def open_identity(key: bytes, blob: bytes, tag: bytes) -> Identity:
    """Return the address and name of the person with this tag."""
    return Identity(*json.loads(opened(key, blob, tag)))


def note_text(note: Note) -> bytes:
    """Return a note as bytes, the same for the same note; empty for an empty one."""
    return _packed(note) if any(note) else b""


def open_note(key: bytes, blob: bytes, salt: bytes) -> Note:
    """Return the note of the event with this salt."""
    return Note(*json.loads(opened(key, blob, salt))) if blob else Note()


def _packed(words: tuple[str, ...]) -> bytes:
    return json.dumps(words, ensure_ascii=True, separators=(",", ":")).encode()
