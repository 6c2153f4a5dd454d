"""`leakcheck journal`: the options, nothing else."""

from typing import Annotated

import typer

from leakcheck.cli.exit import guarded


def journal(
    as_json: Annotated[bool, typer.Option("--json", help="Write JSON")] = False,
    last: Annotated[bool, typer.Option("--last", help="Show all that was last said about a mail")] = False,
) -> None:
    """Show what was decided about mails that were stopped: when, which rule, the decision and its reason.

    With --last: the whole text about the mail stopped last, for programs that do not show it.

    The journal stays on this machine and holds no addresses, subjects or texts.
    """
    from leakcheck.cli.decisions import show_journal, show_last

    raise typer.Exit(guarded(show_last if last else lambda: show_journal(as_json=as_json)))
