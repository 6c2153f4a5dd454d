"""What a store of consent must be able to do: SQLite and PostgreSQL keep the same ledger behind this protocol.

A store knows bytes and words, never an address and never a key: tags are made, and rules applied, above it
(`desk.py` writes, `asking.py` reads).
"""

from __future__ import annotations

from typing import Protocol

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from leakcheck.consent.values import Changes, CircleRow, Event, Found, Head, Header, Person, Wanted


class Ledger(Protocol):
    """A store of consent; every method raises LedgerError when the store cannot be read or written."""

    @property
    def place(self) -> str:
        """Return where it is, for messages: a path, or an address without its password."""

    def header(self) -> Header:
        """Return the ledger's id, schema version, keys (the current one last) and facts."""

    def find(self, wanted: Wanted) -> Found:
        """Return what linting needs, in chunks of 500 tags and never with a scan of the table of standings."""

    def events(self, tags: Sequence[bytes] | None = None, loose: Sequence[bytes] = ()) -> Iterator[Event]:
        """Yield events in order of their number: all, or those that bear one of the tags or loose tags."""

    def people(self, tags: Sequence[bytes] | None = None, loose: Sequence[bytes] = ()) -> Iterator[Person]:
        """Yield people in order of their tag: all, or those that bear one of the tags or loose tags."""

    def stated(self) -> Iterator[bytes]:
        """Yield every tag that has standings, and every loose tag that has objections."""

    def circles(self) -> tuple[CircleRow, ...]:
        """Return all circles with their members, by name."""

    def write(self, work: Callable[[Head], Changes]) -> Head:
        """Apply the changes that `work` returns in one transaction, and return the new end of the history.

        Only one writer at a time runs `work`, which gets the end of the history and may read this ledger meanwhile.
        Nothing is written when it raises. When this returns, the events are on the disk.
        """

    def backup(self, target: str) -> None:
        """Write a copy to a path that does not exist yet, while others read and write."""

    def close(self) -> None:
        """Let go of the store."""
