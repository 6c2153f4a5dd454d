"""The values that a ledger keeps: events, people, where somebody stands, circles, keys."""

from __future__ import annotations

from leakcheck.model.consent import EVERYTHING, Status
from leakcheck.model.record import NamedTuple

BY_HAND = "hand"
MOST_BEARERS = 100  # people of one name who are counted


class Event(NamedTuple):
    """One line of the history, never changed once written.

    `kind` is "consent", "suppress", "circle-add", "circle-remove", "circle", "erase" or "rotate"; of circles `purpose`
    holds the name. `tag` and `loose` are 16 bytes each, the keyed digests of the strict and of the loose form of the
    address; erasing empties them and the salt, what stays is `who`. `at` is the instant it took place and `recorded`
    the one at which it was written, both as ISO 8601 in UTC; `effective` and `expires` are ISO dates, the first and
    the last day on which a consent holds, or empty. `source` is "hand", "reply" or "import:NAME". `note` is sealed and
    holds evidence, notice and actor; `digest` covers it. `key` is the number of the key behind tags and hash.
    """

    kind: str
    purpose: str = EVERYTHING
    scope: str = EVERYTHING
    status: Status = Status.UNKNOWN
    basis: str = ""
    at: str = ""
    effective: str = ""
    expires: str = ""
    source: str = BY_HAND
    recorded: str = ""
    tag: bytes = b""
    loose: bytes = b""
    salt: bytes = b""
    who: bytes = b""
    note: bytes = b""
    digest: bytes = b""
    key: int = 1
    seq: int = 0
    hash: bytes = b""

    @property
    def imported(self) -> bool:
        """Tell whether this came from a file rather than from somebody's hand or answer."""
        return self.source.startswith("import")


class Person(NamedTuple):
    """Somebody of the ledger: `sealed` holds address and name and opens only with a writer's key.

    `name` is the keyed digest of the whole name, `given` and `surname` those of two words of it; empty without one.
    """

    tag: bytes
    loose: bytes
    sealed: bytes
    name: bytes = b""
    key: int = 1
    given: bytes = b""
    surname: bytes = b""


class Standing(NamedTuple):
    """Where somebody stands for one purpose and scope, derived from the events; `seq` is the event that decided."""

    purpose: str
    scope: str
    status: Status
    expires: str = ""
    effective: str = ""
    suppressed: bool = False
    seq: int = 0


class CircleRow(NamedTuple):
    """A circle of the ledger; of a `bcc_only` one nobody may see a member."""

    name: str
    bcc_only: bool = False
    members: tuple[bytes, ...] = ()


class KeyRow(NamedTuple):
    """One key of the ledger: its number, the check value, the day it was made.

    `wrapped` holds the tag key of an older one, readable with the reader's key of the current one; `sealed` its master
    key, readable with the current master key. Both are empty for the current key.
    """

    number: int
    proof: bytes
    made: str
    wrapped: bytes = b""
    sealed: bytes = b""


class Header(NamedTuple):
    """What a ledger says of itself; `facts` are words for receipts such as the controller."""

    ledger: str
    version: int
    keys: tuple[KeyRow, ...]
    facts: dict[str, str]

    @property
    def current(self) -> KeyRow:
        """Return the key that new entries use."""
        return self.keys[-1]


class Head(NamedTuple):
    """The end of the history: number, hash and instant of the last event, 0 and empty before the first."""

    seq: int = 0
    hash: bytes = b""
    recorded: str = ""


class Wanted(NamedTuple):
    """What linting asks: strict tags, loose tags, digests of whole names, of given names and of surnames."""

    tags: tuple[bytes, ...]
    loose: tuple[bytes, ...] = ()
    names: tuple[bytes, ...] = ()
    given: tuple[bytes, ...] = ()
    surnames: tuple[bytes, ...] = ()


class Found(NamedTuple):
    """What the ledger answers to `Wanted`.

    `standings` and `circles` go by strict tag; `objections` by loose tag, withdrawals and suppressions alone; `similar`
    are those loose tags of which somebody agreed to something; `circle_rows` are all circles, without members; `names`
    are those digests of names that somebody bears and nobody of `tags` does; `words` says the same of given names and
    surnames, with how many people bear them, `MOST_BEARERS` at most.
    """

    standings: dict[bytes, list[Standing]]
    objections: dict[bytes, list[Standing]]
    circles: dict[bytes, list[str]]
    circle_rows: tuple[CircleRow, ...] = ()
    similar: frozenset[bytes] = frozenset()
    names: frozenset[bytes] = frozenset()
    words: dict[bytes, int] = {}  # noqa: RUF012 - never changed, a default only


class Changes(NamedTuple):
    """All that one transaction does to a ledger; what is named twice is replaced by the last.

    `standings` and `objections` replace everything that stood under their tag. `forgotten` are tags whose person and
    memberships go; `shredded` are numbers of events that lose tag, loose tag, salt and note. `joined` and `left` are
    pairs of circle and tag.
    """

    events: tuple[Event, ...] = ()
    people: tuple[Person, ...] = ()
    standings: dict[bytes, tuple[Standing, ...]] = {}  # noqa: RUF012 - never changed, a default only
    objections: dict[bytes, tuple[Standing, ...]] = {}  # noqa: RUF012 - never changed, a default only
    circles: tuple[CircleRow, ...] = ()
    joined: tuple[tuple[str, bytes], ...] = ()
    left: tuple[tuple[str, bytes], ...] = ()
    forgotten: tuple[bytes, ...] = ()
    shredded: tuple[int, ...] = ()
    keys: tuple[KeyRow, ...] = ()
    facts: dict[str, str] = {}  # noqa: RUF012 - never changed, a default only
