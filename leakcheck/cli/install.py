"""`leakcheck install`, `uninstall` and `doctor`: the options, nothing else."""

from typing import Annotated

import typer

from leakcheck.cli.exit import guarded

_Name = Annotated[str, typer.Argument(metavar="NAME", help="A mail program; without one they are listed")]


_Yes = Annotated[bool, typer.Option("--yes", "-y", help="Ask nothing")]


def install(
    name: _Name = "",
    via: Annotated[
        str, typer.Option(metavar="CMD", help='What really sends, as in "msmtp -a work" [default: what did before]')
    ] = "",
    yes: _Yes = False,
) -> None:
    """Put leakcheck into a mail program, so that it looks at every mail before it is sent.

    Lines for a settings file are shown first, and added when you say so.
    """
    from leakcheck.cli.installing import run_install

    raise typer.Exit(guarded(lambda: run_install(name, via, yes=yes)))


def uninstall(name: _Name = "", yes: _Yes = False) -> None:
    """Take leakcheck out of a mail program again."""
    from leakcheck.cli.installing import run_uninstall

    raise typer.Exit(guarded(lambda: run_uninstall(name, yes=yes)))


def doctor(
    name: Annotated[
        str, typer.Argument(metavar="NAME", help="A mail program; without one all that have leakcheck")
    ] = "",
) -> None:
    """Say whether leakcheck works in a mail program, and what to do where it does not.

    A made-up mail goes the way of a real one; nothing is sent.

    Exit code: 0 it works, 1 it does not, or was put into no program.
    """
    from leakcheck.cli.installing import run_doctor

    raise typer.Exit(guarded(lambda: run_doctor(name)))
