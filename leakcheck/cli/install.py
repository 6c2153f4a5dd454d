"""`leakcheck install`, `uninstall` and `doctor`: the options, nothing else."""

from typing import Annotated

import typer

from leakcheck.cli.exit import guarded

_Name = Annotated[str, typer.Argument(metavar="NAME", help="A mail program; without one they are listed")]


def install(name: _Name = "") -> None:
    """Put leakcheck into a mail program, so that it looks at every mail before it is sent."""
    from leakcheck.cli.installing import run_install

    raise typer.Exit(guarded(lambda: run_install(name)))


def uninstall(name: _Name = "") -> None:
    """Take leakcheck out of a mail program again."""
    from leakcheck.cli.installing import run_uninstall

    raise typer.Exit(guarded(lambda: run_uninstall(name)))


def doctor(name: _Name = "") -> None:
    """Say whether leakcheck works in a mail program, and what to do where it does not; ends with 1 then."""
    from leakcheck.cli.installing import run_doctor

    raise typer.Exit(guarded(lambda: run_doctor(name)))
