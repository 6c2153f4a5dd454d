"""The journal as a table, as lines or as JSON: what stands behind `leakcheck journal`."""

from __future__ import annotations

import datetime as dt
import json
import os
import sys

from leakcheck.hooks.journal import entries
from leakcheck.hooks.unread import kept
from leakcheck.report.safe import safe

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable

    from leakcheck.hooks.journal import Entry

FORMAT = "leakcheck-journal/1"
_WIDE, _NARROW = 96, 60  # columns of a terminal


def show_journal(*, as_json: bool) -> int:
    """Write all entries, oldest first, and return the exit code."""
    found = tuple(entries(os.environ))
    if as_json:
        sys.stdout.write(as_json_text(found))
    elif not found:
        sys.stdout.write("No mail was stopped yet\n")
    elif sys.stdout.isatty():
        _print_table(found)
    else:
        sys.stdout.writelines("\t".join(map(safe, entry)) + "\n" for entry in found)
    return 0


def show_last() -> int:
    """Write what was last said about a mail that stayed, with its time, and return the exit code."""
    at, text = kept(os.environ)
    if not text:
        sys.stdout.write("No mail was stopped yet\n")
        return 0
    when = dt.datetime.fromtimestamp(at, tz=dt.UTC).strftime("%Y-%m-%d %H:%M:%SZ")
    sys.stdout.write(f"{when}\n{text}")
    return 0


def as_json_text(found: Iterable[Entry]) -> str:
    """Return the entries as leakcheck-journal/1."""
    rows = [entry._asdict() for entry in found]
    return json.dumps({"format": FORMAT, "decisions": rows}, indent=2, ensure_ascii=False) + "\n"


def _print_table(found: Iterable[Entry]) -> None:
    """Print the entries; on a narrow terminal without what tells a person least (a pipe and JSON have all)."""
    from rich import box
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    console = Console(highlight=False)
    columns = {"When": "time", "By": "source", "Rule": "rule", "Decision": "decision", "Reason": "reason"}
    if console.width >= _WIDE:
        columns["Fingerprint"] = "fingerprint"
    if console.width < _NARROW:
        del columns["By"]
    shown = Table(*columns, box=box.SIMPLE_HEAD, pad_edge=False)
    for entry in found:
        cells = entry._replace(time=entry.time.replace("T", " "))._asdict()
        shown.add_row(*(Text(safe(cells[field]), overflow="fold") for field in columns.values()))
    console.print(shown)
