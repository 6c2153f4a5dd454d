"""`leakcheck journal`: the options, nothing else."""

from typing import Annotated

import typer

from leakcheck.cli.exit import guarded


def journal(
    as_json: Annotated[bool, typer.Option("--json", help="Write JSON")] = False,
) -> None:
    """Show what was decided about mails that were stopped: when, which rule, the decision and its reason.

    The journal stays on this machine and holds no addresses, subjects or texts.
    """
    from leakcheck.cli.decisions import show_journal

    raise typer.Exit(guarded(lambda: show_journal(as_json=as_json)))
