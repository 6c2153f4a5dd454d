"""What all consent commands share: find and open the ledger, ask, and write answers as text or JSON."""

from __future__ import annotations

import json
import sys
from contextlib import contextmanager

from leakcheck.cli.exit import complain
from leakcheck.cli.run import load_policy_at, page_setting
from leakcheck.consent.called import index_names
from leakcheck.consent.errors import LedgerError
from leakcheck.consent.keys import load_keys
from leakcheck.consent.opening import open_ledger
from leakcheck.model.errors import ConfigError
from leakcheck.model.evidence import mask_address
from leakcheck.model.record import NamedTuple
from leakcheck.report.page import cells
from leakcheck.report.readers import is_own_terminal
from leakcheck.report.safe import safe

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from typing import Any

    from leakcheck.consent.keys import Keys
    from leakcheck.consent.ledger import Ledger
    from leakcheck.consent.values import Header

FORMAT = "leakcheck-consent/1"
DEFAULT_PLACE = "consent.db"


class Manner(NamedTuple):
    """How a command works: which configuration, what it writes, whether it asks."""

    config: str = ""
    as_json: bool = False
    dry_run: bool = False
    yes: bool = False


class Office(NamedTuple):
    """An open ledger with the keys of its office."""

    ledger: Ledger
    keys: Keys
    header: Header


def configured_place(config: str) -> str:
    """Return where the ledger is, "" when none is configured."""
    return load_policy_at(config).ledger


@contextmanager
def office(manner: Manner, *, writing: bool = False) -> Iterator[Office]:
    """Open the configured ledger with a writer's keys; raises ConfigError or LedgerError with what to do."""
    place = configured_place(manner.config)
    if not place:
        raise ConfigError(
            "no ledger configured: leakcheck consent init makes one, LEAKCHECK_LEDGER or [consent] ledger names it"
        )
    ledger = open_ledger(place, writable=writing)
    try:
        header = ledger.header()
        keys = office_keys(ledger, header)
        if writing:
            index_names(ledger, keys)
        yield Office(ledger, keys, header)
    finally:
        ledger.close()


def office_keys(ledger: Ledger, header: Header) -> Keys:
    """Return the keys of a ledger; raises LedgerError for those of a reader, which can neither list nor write."""
    keys = load_keys(header)
    if not keys.seal:
        raise LedgerError("opens with this key for checking drafts only", ledger.place, "Use the ledger's own key")
    return keys


def confirm(question: str, manner: Manner) -> None:
    """Go on when somebody agrees; raises ConfigError, so that nothing is written, when nobody does or can."""
    if manner.yes or manner.dry_run:
        return
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        raise ConfigError(f"{question} Nothing was written: --yes confirms it")
    sys.stdout.write(f"{safe(question)} [y/N] ")
    sys.stdout.flush()
    if sys.stdin.readline().strip().lower() not in {"y", "yes"}:
        raise ConfigError("nothing was written")


def in_clear() -> bool:
    """Tell whether nobody but the person at the keyboard reads our lines."""
    return is_own_terminal(sys.stdout)


def shown(address: str) -> str:
    """Return an address as our lines may show it."""
    return safe(address if in_clear() else mask_address(address))


def say(line: str) -> None:
    """Write one line to standard output."""
    sys.stdout.write(safe(line) + "\n")


def hint(line: str) -> None:
    """Write one line of advice to standard error."""
    complain(line)


def answer(manner: Manner, value: dict[str, Any]) -> None:
    """Write a JSON answer, where JSON was asked for."""
    if manner.as_json:
        sys.stdout.write(json.dumps({"format": FORMAT, **value}, indent=2) + "\n")


def print_table(columns: tuple[str, ...], rows: Sequence[tuple[str, ...]]) -> None:
    """Print a table: framed on a terminal, a line a cell on one too narrow for it, tabs between the cells elsewhere."""
    if not sys.stdout.isatty():
        for row in (columns, *rows):
            sys.stdout.write("\t".join(map(safe, row)) + "\n")
        return
    if _table_width((columns, *rows)) > page_setting().width:
        for row in rows:
            say("")
            for column, cell in zip(columns, row, strict=True):
                if column and cell:
                    say(f"{column}: {cell}")
        return
    from rich import box
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    table = Table(*columns, box=box.SIMPLE_HEAD, pad_edge=False)
    for row in rows:
        table.add_row(*(Text(safe(cell), overflow="fold") for cell in row))
    Console(highlight=False).print(table)


def _table_width(rows: Sequence[tuple[str, ...]]) -> int:
    """Return the cells that a table takes, with the blanks between its columns and at its sides."""
    widest = [max(cells(safe(cell)) for cell in column) for column in zip(*rows, strict=True)]
    return sum(widest) + 3 * len(widest) - 1
