"""Make a ledger with its first key."""

from __future__ import annotations

import datetime as dt
import json
import os

from leakcheck.consent.called import WORDS
from leakcheck.consent.errors import LedgerError
from leakcheck.consent.keys import (
    KEY_VARIABLE,
    READER,
    from_master,
    key_file,
    proof,
    read_key,
    write_key_file,
)
from leakcheck.consent.values import Changes, KeyRow
from leakcheck.model.record import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping

    from leakcheck.consent.keys import Keys
    from leakcheck.consent.ledger import Ledger
    from leakcheck.consent.values import Header

CONTROLLER = "controller"


class Controller(NamedTuple):
    """Who answers for the data, for receipts; sealed in the ledger."""

    name: str = ""
    contact: str = ""
    jurisdiction: str = ""
    retention: str = ""
    withdrawal: str = ""
    notice: str = ""
    language: str = ""


class Made(NamedTuple):
    """A new ledger: where it is, its id, and the file that holds its key, "" when the environment does."""

    place: str
    ledger: str
    key_file: str


def create(ledger: Ledger, environment: Mapping[str, str], controller: Controller) -> Made:
    """Give an empty ledger its id and key, and keep the key; raises LedgerError.

    The key comes from LEAKCHECK_LEDGER_KEY, else a new one is written to a file that only its owner can read.
    """
    name = os.urandom(6).hex()
    given = environment.get(KEY_VARIABLE, "")
    master, path = os.urandom(32), key_file(name, environment)
    if given:
        master, reader = read_key(given, KEY_VARIABLE)
        if reader:
            raise LedgerError("is a reader's key, a new ledger needs one of its own", KEY_VARIABLE)
        path = ""
    else:
        write_key_file(path, master.hex())
    keys = from_master(master)
    made = dt.datetime.now(tz=dt.UTC).date().isoformat()
    facts = {"ledger": name, WORDS: "1", **controller_facts(keys, controller)}
    ledger.write(lambda _: Changes(keys=(KeyRow(1, proof(keys.tag, name), made),), facts=facts))
    return Made(ledger.place, name, path)


def controller_of(header: Header, keys: Keys) -> Controller:
    """Return who answers for the data."""
    from leakcheck.consent.seal import opened

    blob = header.facts.get(CONTROLLER, "")
    return (
        Controller(*json.loads(opened(keys.seal, bytes.fromhex(blob), CONTROLLER.encode()))) if blob else Controller()
    )


def reader_key(keys: Keys) -> str:
    """Return the key for a machine that only checks drafts: it can ask about people, and can list nobody."""
    return READER + keys.tag.hex()


def in_keyring(ledger: str, key: str = "") -> str:
    """Keep a key in the keyring of the operating system, or return the one that is kept there; raises LedgerError."""
    try:
        import keyring
    except ImportError:
        raise LedgerError("the keyring needs a package", "", "pip install keyring") from None
    try:
        if key:
            keyring.set_password("leakcheck", ledger, key)
        return keyring.get_password("leakcheck", ledger) or ""
    except keyring.errors.KeyringError as error:
        raise LedgerError(f"the keyring does not open ({type(error).__name__})") from None


def controller_facts(keys: Keys, controller: Controller) -> dict[str, str]:
    """Return the fact that keeps who answers for the data, sealed."""
    from leakcheck.consent.seal import sealed

    if not any(controller):
        return {}
    return {CONTROLLER: sealed(keys.seal, json.dumps(controller).encode(), CONTROLLER.encode()).hex()}
