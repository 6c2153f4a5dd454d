"""`leakcheck incident ...`: the options of its commands, nothing else."""

from typing import Annotated

import typer
from typer import Argument, Option

from leakcheck.cli.exit import guarded
from leakcheck.cli.ledgers import Manner

app = typer.Typer(
    name="leakcheck incident",
    help="After the accident: the record, one letter a person. Nothing is sent, and it is no legal advice.",
    no_args_is_help=True,
    rich_markup_mode=None,
    add_completion=False,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)

Folder = Annotated[str, Argument(metavar="FOLDER", help="The folder that `incident new` made")]
Config = Annotated[str, Option(metavar="FILE", help="Read this, not the nearest leakcheck.toml")]
Yes = Annotated[bool, Option("--yes", "-y", help="Answer every question with yes")]
Key = Annotated[str, Option(metavar="FILE", help="The key of the annex [default: FOLDER.key]")]


@app.command()
def new(
    sent: Annotated[str, Argument(metavar="SENT", help="The mail that was sent: .eml or .msg")],
    further: Annotated[list[str] | None, Argument(metavar="[REPLY]...", help="Answers to all that followed")] = None,
    *,
    output: Annotated[str, Option(metavar="FOLDER", help="A new folder [default: incident-DATE]")] = "",
    aware_at: Annotated[str, Option(metavar="TIME", help="When you became aware of it [default: now]")] = "",
    me: Annotated[list[str] | None, Option(metavar="ADDRESS", help="Your own address; may be repeated")] = None,
    language: Annotated[str, Option(metavar="CODE", help="Of the letters: en, de, fr, es [default: the mail's]")] = "",
    clear_labels: Annotated[bool, Option("--clear-labels", help="Show addresses in the picture")] = False,
    config: Config = "",
    yes: Yes = False,
) -> None:
    """Look at a sent mail, and write about it. The record, the letters and the picture go into a new folder."""
    from leakcheck.cli.incident_new import Wish, run_new

    wish = Wish(sent, tuple(further or ()), output, aware_at, tuple(me or ()), language, clear_labels)
    raise typer.Exit(guarded(lambda: run_new(wish, Manner(config, yes=yes))))


@app.command()
def edit(
    folder: Folder,
    *,
    set_: Annotated[
        list[str] | None, Option("--set", metavar="FIELD=ANSWER", help="Answer this field without being asked")
    ] = None,
    every: Annotated[bool, Option("--all", help="Ask for answered fields too")] = False,
) -> None:
    """Answer open fields one by one. Each answer is kept at once, an empty line skips, a dot leaves."""
    from leakcheck.cli.incident_edit import run_edit

    raise typer.Exit(guarded(lambda: run_edit(folder, tuple(set_ or ()), every=every)))


@app.command()
def status(folder: Folder) -> None:
    """Show the clock, the open fields, and who answered what."""
    from leakcheck.cli.incident_edit import run_status

    raise typer.Exit(guarded(lambda: run_status(folder)))


@app.command()
def letters(folder: Folder, key: Key = "", config: Config = "") -> None:
    """Write the letters anew. They come from texts.toml and your answers; those that you edited stay."""
    from leakcheck.cli.incident_letters import run_letters

    raise typer.Exit(guarded(lambda: run_letters(folder, key, config)))


@app.command()
def names(folder: Folder, key: Key = "") -> None:
    """Show who the people of the record are, from the encrypted annex."""
    from leakcheck.cli.incident_letters import run_names

    raise typer.Exit(guarded(lambda: run_names(folder, key)))


@app.command()
def reply(
    folder: Folder,
    answer: Annotated[str, Argument(metavar="REPLY.eml", help="What somebody wrote back")],
    *,
    key: Key = "",
    config: Config = "",
    yes: Yes = False,
) -> None:
    """File an answer. A withdrawal or an objection goes into the ledger after a yes."""
    from leakcheck.cli.incident_reply import run_reply

    raise typer.Exit(guarded(lambda: run_reply(folder, answer, key, Manner(config, yes=yes))))


@app.command()
def close(
    folder: Folder,
    *,
    lessons: Annotated[str, Option(metavar="TEXT", help="What was learned")] = "",
    sent: Annotated[str, Option(metavar="FILE", help="The sent mail, if it was moved")] = "",
    circle: Annotated[str, Option(metavar="NAME", help="Make the affected people a circle that is never shown")] = "",
    anyway: Annotated[bool, Option("--anyway", help="Close although fields are open")] = False,
    key: Key = "",
    config: Config = "",
) -> None:
    """Write down the lessons, and what would have stopped the mail. It is tried on the mail, as a proof."""
    from leakcheck.cli.incident_close import Closing, run_close

    wish = Closing(folder, lessons, sent, circle, key, config, anyway)
    raise typer.Exit(guarded(lambda: run_close(wish)))
