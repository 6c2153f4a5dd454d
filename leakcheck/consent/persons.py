"""People as somebody types them, and whom a slip may have meant."""

from __future__ import annotations

from leakcheck.address.canonical import canonical
from leakcheck.consent.purposes import nearest
from leakcheck.consent.seal import Identity, open_identity
from leakcheck.model.errors import ConfigError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from leakcheck.consent.keys import Keys
    from leakcheck.consent.ledger import Ledger

MOST_SEARCHED = 5_000
_CLOSE = 0.9  # addresses at one domain are alike anyway


def read_person(word: str) -> Identity:
    """Return the canonical address and the name in `ann@example.com` or `Ann Lee <ann@example.com>`.

    Raises ConfigError for what is no address, without repeating it.
    """
    name, bracket, rest = word.strip().rpartition("<")
    address = canonical(rest.rstrip().removesuffix(">").strip() if bracket else word.strip())
    if not address:
        raise ConfigError(f"PERSON {_shape(word)} is no address such as name@example.org")
    return Identity(address, " ".join(name.strip().strip('"').split()) if bracket else "")


def _shape(word: str) -> str:
    """Return what helps to find a wrong word in a command line without showing it."""
    return f"of {len(word)} characters" + ("" if "@" in word else " without an @")


def read_people(words: Iterable[str]) -> tuple[Identity, ...]:
    """Return every person once, in order; raises ConfigError."""
    people: dict[str, Identity] = {}
    for word in words:
        person = read_person(word)
        if person.name or person.address not in people:
            people[person.address] = person
    return tuple(people.values())


def identities(ledger: Ledger, keys: Keys) -> Iterator[tuple[bytes, Identity]]:
    """Yield tag and identity of everybody in the ledger; needs a writer's keys."""
    for person in ledger.people():
        yield person.tag, open_identity(keys.seal, person.sealed, person.tag)


def nearest_person(ledger: Ledger, keys: Keys, address: str) -> str:
    """Return the address of the ledger that is closest to an unknown one, "" when none is or it is too large."""
    from itertools import islice

    known = [identity.address for _, identity in islice(identities(ledger, keys), MOST_SEARCHED + 1)]
    return nearest(address, known, _CLOSE) if len(known) <= MOST_SEARCHED else ""
