"""The history proves itself: each event carries a keyed hash over itself and the one before.

That shows changes made without the writer's key; it does not prevent them, and who holds the key can write a new
history. Keep a printed head (number and hash) elsewhere to notice that too.
"""

from __future__ import annotations

import hmac
import os

from leakcheck.consent.values import Head

TYPE_CHECKING = False
if TYPE_CHECKING:
    from leakcheck.consent.keys import Keys
    from leakcheck.consent.values import Event

SALT = 16


def linked(event: Event, head: Head, keys: Keys, note: bytes = b"") -> Event:
    """Return an event with number, salt, sealed note and hash, ready to be appended after `head`."""
    salt = os.urandom(SALT)
    event = event._replace(seq=head.seq + 1, salt=salt, key=keys.number)
    event = event._replace(who=who_of(event, keys.chain), digest=digest_of(note, salt, keys.chain))
    if note:
        from leakcheck.consent.seal import sealed

        event = event._replace(note=sealed(keys.seal, note, salt))
    return event._replace(hash=hash_of(event, head.hash, keys.chain))


def head_after(event: Event) -> Head:
    """Return the end of the history once this event is written."""
    return Head(event.seq, event.hash, event.recorded)


def who_of(event: Event, chain_key: bytes) -> bytes:
    """Return what stands for the person in the hash: without the salt it says nothing, so a person can be erased."""
    return hmac.digest(chain_key, event.salt + event.tag + event.loose, "sha256")


def digest_of(note: bytes, salt: bytes, chain_key: bytes) -> bytes:
    """Return what stands for the note in the hash, empty without one."""
    return hmac.digest(chain_key, b"note" + salt + note, "sha256")[:16] if note else b""


def hash_of(event: Event, before: bytes, chain_key: bytes) -> bytes:
    """Return the hash of an event over canonical JSON of what never changes, and over the hash before it."""
    import json  # readers come by this file and do not need it

    words = [
        event.seq,
        event.kind,
        event.purpose,
        event.scope,
        event.status.value,
        event.basis,
        event.at,
        event.effective,
        event.expires,
        event.source,
        event.recorded,
        event.who.hex(),
        event.digest.hex(),
        event.key,
    ]
    text = json.dumps(words, ensure_ascii=True, separators=(",", ":"))
    return hmac.digest(chain_key, before + text.encode(), "sha256")
