"""Bring people in from elsewhere: what stands behind `consent import`."""

from __future__ import annotations

import sys
from contextlib import contextmanager

from leakcheck.cli.ledgers import Manner, Office, answer, confirm, hint, office, print_table, say, shown
from leakcheck.consent.importers.adapters import adapter
from leakcheck.consent.importers.planning import Wish
from leakcheck.consent.importers.running import WHATS, carry_out, compare
from leakcheck.consent.purposes import PURPOSES, near_purpose, read_basis, read_purpose
from leakcheck.model.consent import EVERYTHING
from leakcheck.model.errors import ConfigError
from leakcheck.model.record import NamedTuple
from leakcheck.report.summary import CLEAN, UNCHECKED

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from leakcheck.consent.importers.planning import Change
    from leakcheck.consent.importers.running import Diff

_MOST_LINES = 20
_SIGNS = {"new": "+", "changed": "~", "stays": "="}
_SAYS = {
    "new": "new to the ledger",
    "changed": "known, would stand elsewhere or have more evidence",
    "stays": "said no before: that stays",
    "same": "there already",
    "bad": "cannot be used",
}


class Given(NamedTuple):
    """What the command line says beside the file."""

    adapter: str
    mapping: str = ""
    purpose: str = ""
    basis: str = ""
    evidence: str = ""


def run_import(path: str, given: Given, manner: Manner) -> int:
    """Show what a file would change, then write it; bad rows are named and the others go in."""
    source, wish = adapter(given.adapter, given.mapping), _wish(given)
    with office(manner, writing=not manner.dry_run) as desk:
        if near := near_purpose(wish.purpose, ()) if wish.purpose and wish.purpose not in PURPOSES else "":
            confirm(f"{wish.purpose} is a new purpose, did you mean {near}?", manner)
        with _progress("Comparing") as seen:
            diff = compare(path, source, wish, desk.ledger, desk.keys, seen=seen)
        if not manner.as_json:
            _print(diff)
        written = _write(desk, diff, manner)
    _report(diff, written, manner)
    return UNCHECKED if diff.bad and not diff.changes else CLEAN


def _wish(given: Given) -> Wish:
    """Return what somebody vouches for; raises ConfigError when it is said by halves."""
    if not given.purpose:
        if given.basis or given.evidence:
            raise ConfigError("--basis and --evidence belong to --as PURPOSE: without it nobody is taken to agree")
        return Wish()
    purpose = read_purpose(given.purpose)
    if purpose == EVERYTHING:
        raise ConfigError("--as: nobody agrees to everything, name one purpose at a time")
    if not (given.basis and given.evidence.strip()):
        raise ConfigError("--as needs --basis and --evidence: who agreed, and how do you know?")
    return Wish(purpose, read_basis(given.basis), given.evidence.strip())


def _write(desk: Office, diff: Diff, manner: Manner) -> int:
    entries = sum(change.entry is not None for change in diff.changes)
    if manner.dry_run or not entries:
        return 0
    if sys.stdin.isatty() and sys.stdout.isatty() and not manner.as_json:
        confirm(f"Write {_entries(entries)}?", manner)
    with _progress("Writing", entries) as seen:
        return carry_out(diff.changes, desk.ledger, desk.keys, seen)


def _print(diff: Diff) -> None:
    """Show what changes, line by line as far as that can be read, and in numbers."""
    moving = [change for change in diff.changes if change.what != "same"]
    for change in moving[:_MOST_LINES]:
        say(f"{_SIGNS[change.what]} {_line(change)}")
    if len(moving) > _MOST_LINES:
        say(f"  and {len(moving) - _MOST_LINES:,} more (--json lists all)")
    for bad in diff.bad[:_MOST_LINES]:
        hint(f"{bad.file}, line {bad.line}: {bad.why}")
    if len(diff.bad) > _MOST_LINES:
        hint(f"and {len(diff.bad) - _MOST_LINES:,} more rows that cannot be used (--json lists all)")
    counts = {**{what: diff.count(what) for what in WHATS}, "bad": len(diff.bad)}
    print_table(("Rows", ""), [(f"{number:,}", _SAYS[what]) for what, number in counts.items() if number])


def _line(change: Change) -> str:
    step = change.after.value if change.before is change.after else f"{change.before.value} -> {change.after.value}"
    return f"{shown(change.contact.address)} {change.purpose if change.purpose != EVERYTHING else 'everything'} {step}"


def _report(diff: Diff, written: int, manner: Manner) -> None:
    answer(
        manner,
        {
            "dry_run": manner.dry_run,
            "written": written,
            **{what: diff.count(what) for what in WHATS},
            "changes": [
                {
                    "line": change.contact.line,
                    "person": change.contact.address,
                    "what": change.what,
                    "purpose": change.purpose,
                    "before": change.before.value,
                    "after": change.after.value,
                }
                for change in diff.changes
                if change.what != "same"
            ],
            "bad": [{"file": bad.file, "line": bad.line, "why": bad.why} for bad in diff.bad],
        },
    )
    if not manner.as_json:
        entries = sum(change.entry is not None for change in diff.changes)
        say(f"Would write {_entries(entries)}" if manner.dry_run else f"Wrote {_entries(written)}")


def _entries(number: int) -> str:
    return f"{number:,} {'entry' if number == 1 else 'entries'}"


@contextmanager
def _progress(what: str, total: int | None = None) -> Iterator[Callable[[int], None]]:
    """Draw a bar on standard error, on a terminal only."""
    if not sys.stderr.isatty():
        yield lambda _: None
        return
    from rich.console import Console
    from rich.progress import Progress

    with Progress(console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task(what, total=total)
        yield lambda done: bar.update(task, completed=done)
