"""The digests of somebody's name: of the whole, of the given name, of the surname."""

from __future__ import annotations

from leakcheck.consent.seal import Identity, open_identity
from leakcheck.consent.values import Changes
from leakcheck.detect.called import called_by
from leakcheck.model.record import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from leakcheck.consent.keys import Keys
    from leakcheck.consent.ledger import Ledger
    from leakcheck.consent.values import Head, Person

WORDS = "name-words"  # the fact that says that everybody has digests of given name and surname


class Called(NamedTuple):
    """Digests of 16 bytes, empty where there is no such word."""

    name: bytes
    given: bytes
    surname: bytes


def called(keys: Keys, identity: Identity) -> Called:
    """Return the digests of a name, or of what the address says of it."""
    words = called_by(identity.name, identity.address)
    return Called(keys.name(identity.name), keys.given(words.given), keys.surname(words.surname))


def index_names(ledger: Ledger, keys: Keys) -> None:
    """Give the people of a ledger from before given names and surnames had digests theirs; raises LedgerError.

    All people are held in memory at once, as when the key is changed.
    """
    if ledger.header().facts.get(WORDS):
        return

    def work(_: Head) -> Changes:
        return Changes(people=tuple(_indexed(person, keys) for person in ledger.people()), facts={WORDS: "1"})

    ledger.write(work)


def _indexed(person: Person, keys: Keys) -> Person:
    named = called(keys, open_identity(keys.seal, person.sealed, person.tag))
    return person._replace(given=named.given, surname=named.surname)
