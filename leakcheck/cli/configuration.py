"""The effective configuration as a table, as lines or as JSON: what stands behind `leakcheck config`."""

from __future__ import annotations

import datetime as dt
import json
import sys

from leakcheck.policy.effective import DEFAULT, Row, rows
from leakcheck.policy.load import load_policy
from leakcheck.policy.toml import toml_value
from leakcheck.report.readers import is_own_terminal
from leakcheck.report.safe import safe

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import Any

FORMAT = "leakcheck-config/1"


def show_config(path: str, config: str, *, as_json: bool) -> int:
    """Write what holds for drafts at `path` and return the exit code; raises ConfigError for a wrong configuration.

    People stand in clear on a terminal outside CI only.
    """
    policy = load_policy(path or None, config or None)
    terminal = is_own_terminal(sys.stdout)
    table = rows(policy, clear=terminal and not as_json)
    if as_json:
        sys.stdout.write(as_json_text(table))
    elif terminal:
        _print_table(table)
    else:
        sys.stdout.write(as_lines(table))
    return 0


def as_json_text(table: Iterable[Row]) -> str:
    """Return the rows as leakcheck-config/1."""
    settings = [{"key": row.key, "value": row.value, "origin": row.origin} for row in table]
    return json.dumps({"format": FORMAT, "settings": settings}, indent=2, default=_iso) + "\n"


def as_lines(table: Iterable[Row]) -> str:
    """Return the rows as plain lines `key = value  # origin`."""
    return "".join(f"{safe(row.key)} = {safe(toml_value(row.value))}  # {safe(row.origin)}\n" for row in table)


def _iso(value: Any) -> str:
    if isinstance(value, dt.date | dt.time):
        return value.isoformat()
    raise TypeError(f"no JSON for {type(value)}")


def _print_table(table: Iterable[Row]) -> None:
    from rich import box
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    shown = Table("Key", "Value", "From", box=box.SIMPLE_HEAD, pad_edge=False)
    for row in table:
        style = "dim" if row.origin == DEFAULT else ""
        cells = (safe(row.key), safe(toml_value(row.value)), safe(row.origin))
        shown.add_row(*(Text(cell, style, overflow="fold") for cell in cells))
    Console(highlight=False).print(shown)
