"""`leakcheck config`: the options, nothing else."""

from typing import Annotated

import typer

from leakcheck.cli.exit import guarded


def config(
    path: Annotated[str, typer.Argument(metavar="[PATH]", help="A draft or folder [default: this folder]")] = "",
    config_file: Annotated[
        str, typer.Option("--config", metavar="FILE", help="Read this configuration, not the nearest leakcheck.toml")
    ] = "",
    as_json: Annotated[bool, typer.Option("--json", help="Write JSON")] = False,
) -> None:
    """Show each key of the configuration, its value and where it came from.

    Only your own terminal shows your addresses and the members of circles in clear.
    """
    from leakcheck.cli.configuration import show_config

    raise typer.Exit(guarded(lambda: show_config(path, config_file, as_json=as_json)))
