"""The keys of a ledger: one master key of 32 bytes, and what is derived from it.

- The tag key makes tags out of addresses and names. A linter needs only this one, so it can ask about people whose
  address it has, and can list nobody.
- The seal key opens addresses and notes, the chain key proves the history: both are for writers.

Losing the master key means that nobody can be looked up, listed or exported any more; there is no way around it.
"""

from __future__ import annotations

import hmac
import os

from leakcheck.address.canonical import loose
from leakcheck.consent.errors import LedgerError
from leakcheck.model.record import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from leakcheck.consent.values import Header, KeyRow

KEY_VARIABLE = "LEAKCHECK_LEDGER_KEY"
READER = "reader:"
TAG = 16


class Keys(NamedTuple):
    """The keys that this process holds; `seal` and `chain` are empty for a reader.

    `older` maps the number of earlier keys to their tag keys: people whose address was erased keep their old tag.
    """

    number: int
    tag: bytes
    seal: bytes = b""
    chain: bytes = b""
    older: tuple[tuple[int, bytes], ...] = ()

    def __repr__(self) -> str:
        return f"Keys(number={self.number}, {'writer' if self.seal else 'reader'})"

    def strict(self, key: str) -> bytes:
        """Return the tag of a canonical address."""
        return hmac.digest(self.tag, key.encode(), "sha256")[:TAG]

    def loose(self, key: str) -> bytes:
        """Return the tag of the loose form of a canonical address."""
        return self.strict(loose(key))

    def name(self, name: str) -> bytes:
        """Return the tag of a name, empty for one too short to tell anybody by."""
        plain = plain_name(name)
        return hmac.digest(self.tag, b"name\0" + plain.encode(), "sha256")[:TAG] if plain else b""

    def given(self, word: str) -> bytes:
        """Return the tag of a given name as `detect.called` writes it, empty for none."""
        return self._word(b"given\0", word)

    def surname(self, word: str) -> bytes:
        """Return the tag of a surname, empty for none."""
        return self._word(b"surname\0", word)

    def _word(self, role: bytes, word: str) -> bytes:
        return hmac.digest(self.tag, role + word.encode(), "sha256")[:TAG] if word else b""

    def all_tags(self, key: str) -> tuple[bytes, ...]:
        """Return the tags of a canonical address under the current and all older keys."""
        tag = hmac.digest(self.tag, key.encode(), "sha256")[:TAG]
        if not self.older:
            return (tag,)
        return (tag, *(hmac.digest(k, key.encode(), "sha256")[:TAG] for _, k in self.older))

    def all_loose(self, key: str) -> tuple[bytes, ...]:
        """Return the loose tags of a canonical address under the current and all older keys."""
        return self.all_tags(loose(key))


def tagger(keys: Keys) -> Callable[[str], tuple[bytes, ...]]:
    """Return a function that does what `Keys.all_tags` does, three times as fast where thousands are asked about.

    The two blocks that HMAC (RFC 2104) makes of the key are hashed once, not for every address.
    """
    import hashlib

    pads = [
        tuple(hashlib.sha256(bytes(byte ^ pad for byte in key.ljust(64, b"\0"))) for pad in (0x36, 0x5C))
        for key in (keys.tag, *(older for _, older in keys.older))
    ]

    def tags(address: str) -> tuple[bytes, ...]:
        words, found = address.encode(), []
        for inner, outer in pads:
            first, second = inner.copy(), outer.copy()
            first.update(words)
            second.update(first.digest())
            found.append(second.digest()[:TAG])
        return tuple(found)

    return tags


def plain_name(name: str) -> str:
    """Return a name as it is compared: letters and digits in lower case, empty when it is one short word."""
    words = ["".join(filter(str.isalnum, word)).lower() for word in name.split()]
    plain = " ".join(word for word in words if word)
    return plain if " " in plain else ""


def from_master(master: bytes, number: int = 1, older: tuple[tuple[int, bytes], ...] = ()) -> Keys:
    """Derive the keys of a writer."""
    return Keys(number, derived(master, b"tag"), derived(master, b"seal"), derived(master, b"chain"), older)


def derived(master: bytes, purpose: bytes) -> bytes:
    """Return the key of 32 bytes for one purpose (HKDF-Expand of RFC 5869 with one block)."""
    return hmac.digest(master, b"leakcheck ledger " + purpose + b"\x01", "sha256")


def proof(tag_key: bytes, ledger: str) -> bytes:
    """Return the check value by which a wrong key is told from an unknown person."""
    return hmac.digest(tag_key, b"check value of " + ledger.encode(), "sha256")


def wrap(tag_key: bytes, number: int, secret: bytes) -> bytes:
    """Hide an older tag key under the current one, or bring it back; a pad is used for one number only."""
    pad = hmac.digest(tag_key, b"older key %d" % number, "sha256")
    return bytes(a ^ b for a, b in zip(pad, secret, strict=True))


def read_key(text: str, place: str) -> tuple[bytes, bool]:
    """Return a key written as 64 hexadecimal digits, and whether it is a reader's ("reader:" in front)."""
    plain = text.strip()
    reader = plain.startswith(READER)
    try:
        key = bytes.fromhex(plain.removeprefix(READER))
    except ValueError:
        key = b""
    if len(key) != 32:
        raise LedgerError(
            "holds no key: 64 hexadecimal digits are expected", place, "leakcheck consent init writes one"
        )
    return key, reader


def load_keys(header: Header, environment: Mapping[str, str] | None = None) -> Keys:
    """Return the keys for a ledger from LEAKCHECK_LEDGER_KEY or from its key file.

    Raises LedgerError when there is none, when others can read the file, or when it is the key of another ledger.
    """
    secret, reader = load_secret(header, environment)
    current = header.current
    tag_key = secret if reader else derived(secret, b"tag")
    older = tuple((row.number, wrap(tag_key, row.number, row.wrapped)) for row in header.keys if row.wrapped)
    return Keys(current.number, tag_key, older=older) if reader else from_master(secret, current.number, older)


def load_secret(header: Header, environment: Mapping[str, str] | None = None) -> tuple[bytes, bool]:
    """Return the key itself and whether it is a reader's; raises LedgerError as `load_keys` does."""
    environment = os.environ if environment is None else environment
    place = KEY_VARIABLE
    text = environment.get(KEY_VARIABLE, "")
    if not text:
        place = key_file(header.ledger, environment)
        text = _file_text(place)
    secret, reader = read_key(text, place)
    tag_key = secret if reader else derived(secret, b"tag")
    if not hmac.compare_digest(proof(tag_key, header.ledger), header.current.proof):
        raise LedgerError("is not the key of this ledger", place, "Use the key that was made with it")
    return secret, reader


def key_file(ledger: str, environment: Mapping[str, str]) -> str:
    """Return where the key of a ledger is kept: beside the user's configuration, away from the ledger itself."""
    from leakcheck.policy.files import user_file

    return os.path.join(os.path.dirname(user_file(environment)), f"ledger-{ledger}.key")  # noqa: PTH118, PTH120 - start-up


def _file_text(path: str) -> str:
    try:
        with open(path, encoding="ascii") as file:  # noqa: PTH123 - pathlib costs start-up
            if os.name == "posix" and os.fstat(file.fileno()).st_mode & 0o077:
                raise LedgerError("can be read by others", path, f"chmod 600 {path}")
            return file.read(200)
    except FileNotFoundError:
        raise LedgerError(
            "there is no key for this ledger", "", f"Set {KEY_VARIABLE}, or put the key into {path}"
        ) from None
    except (OSError, UnicodeDecodeError) as error:
        raise LedgerError(f"cannot be read ({getattr(error, 'strerror', '') or 'not a key'})", path) from None


def write_key_file(path: str, text: str) -> None:
    """Write a key where only its owner can read it; raises LedgerError when a file is there already."""
    try:
        os.makedirs(os.path.dirname(path), mode=0o700, exist_ok=True)  # noqa: PTH103, PTH120 - as above
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        raise LedgerError("is there already", path, "Keep it: a key cannot be made twice") from None
    except OSError as error:
        raise LedgerError(f"cannot be written ({error.strerror or error})", path) from None
    with os.fdopen(handle, "w", encoding="ascii") as file:
        file.write(text + "\n")
        file.flush()
        os.fsync(file.fileno())


def previous_master(row: KeyRow, seal_key: bytes) -> bytes:
    """Return the master key before a rotation, for a writer; raises LedgerError when it does not open."""
    from leakcheck.consent.seal import opened

    return opened(seal_key, row.sealed, row.proof)
