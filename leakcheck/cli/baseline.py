"""`leakcheck baseline`: known findings of a repository, so that only new ones stop it."""

from typing import Annotated

import typer
from typer import Option

from leakcheck.cli.exit import guarded
from leakcheck.engine.baseline import FILE

app = typer.Typer(
    name="leakcheck baseline",
    no_args_is_help=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    add_completion=False,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
Paths = Annotated[list[str], typer.Argument(metavar="PATH...", help="The same paths that leakcheck check gets")]
File = Annotated[str, Option("--file", metavar="FILE", help="Where the baseline stands")]
Config = Annotated[str, Option("--config", metavar="FILE", help="Read this, not the nearest leakcheck.toml")]


@app.callback()
def baseline() -> None:
    """Note what is known, so that only new findings stop a commit or a build.

    The file counts findings by rule, path, place and kind. It holds no value, no digest of one and no line number.
    """


@app.command(short_help="Write a new baseline")
def create(paths: Paths, file: File = FILE, config: Config = "") -> None:
    """Check everything and write down what is found; an existing file is not overwritten."""
    from leakcheck.cli.baselines import create_baseline

    raise typer.Exit(guarded(lambda: create_baseline(tuple(paths), file, config)))


@app.command(short_help="Write down what is there now, new findings too")
def update(paths: Paths, file: File = FILE, config: Config = "") -> None:
    """Check everything and write the baseline anew, new findings included."""
    from leakcheck.cli.baselines import update_baseline

    raise typer.Exit(guarded(lambda: update_baseline(tuple(paths), file, config)))


@app.command(short_help="Take out what is there no more, add nothing")
def prune(paths: Paths, file: File = FILE, config: Config = "") -> None:
    """Lower or take out the entries that count more than there is; new findings stay new."""
    from leakcheck.cli.baselines import prune_baseline

    raise typer.Exit(guarded(lambda: prune_baseline(tuple(paths), file, config)))
