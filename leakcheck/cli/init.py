"""`leakcheck init`: the options, nothing else."""

from typing import Annotated

import typer

from leakcheck.cli.exit import guarded


def init(
    me: Annotated[list[str] | None, typer.Option(metavar="ADDRESS", help="An address of your own")] = None,
    own_domain: Annotated[list[str] | None, typer.Option(metavar="DOMAIN", help="A domain of your colleagues")] = None,
    path: Annotated[str, typer.Option(metavar="PATH", help="The file to write, or its folder")] = "leakcheck.toml",
    force: Annotated[bool, typer.Option("--force", help="Replace a file that is there")] = False,
    yes: Annotated[bool, typer.Option("--yes", "-y", help="Ask nothing")] = False,
) -> None:
    """Write a commented configuration file; without --me, --own-domain or --yes it asks for your addresses."""
    from leakcheck.cli.starter import run_init

    raise typer.Exit(
        guarded(lambda: run_init(path, tuple(me or ()), tuple(own_domain or ()), force=force, ask=not yes))
    )
