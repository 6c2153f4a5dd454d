"""Import one file: the diff first, then the entries in batches, each of them durable once written."""

from __future__ import annotations

import hashlib
import os

from leakcheck.consent.desk import record
from leakcheck.consent.importers.planning import Change, Origin, Planner
from leakcheck.consent.importers.values import Bad
from leakcheck.model.record import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from leakcheck.consent.importers.adapters import Adapter
    from leakcheck.consent.importers.planning import Wish
    from leakcheck.consent.keys import Keys
    from leakcheck.consent.ledger import Ledger

BATCH = 5_000
WHATS = ("new", "changed", "stays", "same")


class Diff(NamedTuple):
    """What an import would do: rows by what they do, rows that cannot be used."""

    changes: tuple[Change, ...]
    bad: tuple[Bad, ...]

    def count(self, what: str) -> int:
        """Return how many rows do that."""
        return sum(change.what == what for change in self.changes)


def compare(  # noqa: PLR0913 - one parameter a thing that has to meet here
    path: str, adapter: Adapter, wish: Wish, ledger: Ledger, keys: Keys, *, seen: Callable[[int], None] = lambda _: None
) -> Diff:
    """Return what an import would change; nothing is written. `seen` is told how many rows were compared.

    Raises LedgerError, ReadError, ConfigError and OSError.
    """
    actor = os.environ.get("USER") or os.environ.get("USERNAME") or ""
    planner = Planner(ledger, keys, Origin(adapter.source, digest_of(path), actor), wish)
    changes, bad = [], []
    for number, row in enumerate(planner.changes(adapter.read(path)), 1):
        if isinstance(row, Bad):
            bad.append(row)
        else:
            changes.append(row)
        if not number % 1_000:
            seen(number)
    return Diff(tuple(changes), tuple(bad))


def carry_out(
    changes: Sequence[Change], ledger: Ledger, keys: Keys, seen: Callable[[int], None] = lambda _: None
) -> int:
    """Write what a comparison found, and return how many entries that were; raises LedgerError.

    When it is stopped in between, what was written stays, and doing it all again completes it.
    """
    entries = [change.entry for change in changes if change.entry is not None]
    for start in range(0, len(entries), BATCH):
        record(ledger, keys, entries[start : start + BATCH])
        seen(min(start + BATCH, len(entries)))
    return len(entries)


def digest_of(path: str) -> str:
    """Return the SHA-256 of a file, or of the files of a folder in order of their names."""
    digest = hashlib.sha256()
    folder = os.path.isdir(path)  # noqa: PTH112 - pathlib costs start-up
    names = [os.path.join(path, name) for name in sorted(os.listdir(path))] if folder else [path]  # noqa: PTH118, PTH208 - as above
    for name in names:
        if folder and not os.path.isfile(name):  # noqa: PTH113 - as above
            continue
        with open(name, "rb") as file:  # noqa: PTH123 - as above
            while block := file.read(1 << 20):
                digest.update(block)
    return digest.hexdigest()
