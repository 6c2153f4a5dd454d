"""`leakcheck config`: the effective configuration and where each key came from."""

from __future__ import annotations

import datetime as dt
import json
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from leakcheck.model.errors import ConfigError
from leakcheck.policy.effective import DEFAULT, Row, rows
from leakcheck.policy.load import load_policy
from leakcheck.policy.toml import toml_value
from leakcheck.report.safe import safe

if TYPE_CHECKING:
    from collections.abc import Iterable

FORMAT = "leakcheck-config/1"


def config(
    start: Annotated[Path | None, typer.Argument(metavar="[PATH]", help="A draft or folder, for its project")] = None,
    config_file: Annotated[Path | None, typer.Option("--config", help="Use this file for the project's")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Write JSON")] = False,
) -> None:
    """Show each key of the configuration, its value and where it came from."""
    try:
        policy = load_policy(start, config_file)
    except ConfigError as error:
        typer.echo(f"leakcheck config: {safe(str(error))}", err=True)
        raise typer.Exit(2) from None
    if as_json:
        typer.echo(as_json_text(rows(policy, clear=False)))
    elif sys.stdout.isatty() and not os.environ.get("CI"):
        _print_table(rows(policy, clear=True))
    else:
        typer.echo(as_lines(rows(policy, clear=False)))


def as_json_text(table: Iterable[Row]) -> str:
    """Return the rows as leakcheck-config/1."""
    settings = [{"key": row.key, "value": row.value, "origin": row.origin} for row in table]
    return json.dumps({"format": FORMAT, "settings": settings}, indent=2, default=_iso)


def as_lines(table: Iterable[Row]) -> str:
    """Return the rows as plain lines `key = value  # origin`."""
    return "\n".join(f"{row.key} = {safe(toml_value(row.value))}  # {safe(row.origin)}" for row in table)


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
        cells = (row.key, safe(toml_value(row.value)), safe(row.origin))
        shown.add_row(*(Text(cell, style, overflow="fold") for cell in cells))
    Console().print(shown)
