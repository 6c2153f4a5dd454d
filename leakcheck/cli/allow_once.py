"""`leakcheck allow-once`: the options, nothing else."""

from typing import Annotated

import typer

from leakcheck.cli.exit import guarded


def allow_once(
    reason: Annotated[str, typer.Option(metavar="TEXT", help="Why it is right to send it")],
    code: Annotated[
        str, typer.Argument(metavar="[CODE]", help="The code that was shown [default: the mail stopped last]")
    ] = "",
) -> None:
    """Let a mail that was stopped through once: the next try to send that very mail to the same people succeeds.

    The permission holds for one day and is used up by one try. Nothing about it travels with the mail; the decision
    and its reason stay in your journal (leakcheck journal).
    """
    from leakcheck.cli.allowing import run_allow_once

    raise typer.Exit(guarded(lambda: run_allow_once(code, reason)))
