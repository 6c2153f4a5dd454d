"""`leakcheck scan`: the options of the command line, nothing else."""

from typing import Annotated, Literal

import typer

from leakcheck.cli.exit import guarded

Formats = Literal["text", "json"]


def scan(
    path: Annotated[str, typer.Argument(metavar="FILE", help="A text file; - reads standard input")],
    *,
    form: Annotated[Formats, typer.Option("--format", help="How to write the list")] = "text",
    region: Annotated[str, typer.Option(metavar="CC", help="Country of phone numbers without prefix, as in DE")] = "",
    reveal: Annotated[bool, typer.Option("--reveal", help="Show the values in clear, on a terminal only")] = False,
) -> None:
    """List what looks like personal data in a plain text, with line and column.

    Exit code: 0 nothing found, 1 something found, 2 wrong use, 3 the file could not be read.
    """
    from leakcheck.cli.scanning import run_scan

    raise typer.Exit(guarded(lambda: run_scan(path, form, region, reveal=reveal)))
