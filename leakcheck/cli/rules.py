"""`leakcheck rules`, `leakcheck rule ID` and `leakcheck rules test DIR`: the options, nothing else."""

from typing import Annotated, Literal

import typer

from leakcheck.cli.completing import rule_ids
from leakcheck.cli.exit import guarded

rules_app = typer.Typer(
    help="List all rules; `leakcheck rules test DIR` runs the examples of rules of your own.",
    rich_markup_mode=None,
    add_completion=False,
    pretty_exceptions_enable=False,
)
Format = Annotated[Literal["text", "json"], typer.Option("--format", help="How to write it")]
Config = Annotated[str, typer.Option(metavar="FILE", help="Read this configuration, not the nearest leakcheck.toml")]


@rules_app.callback(invoke_without_command=True)
def rules(context: typer.Context, form: Format = "text", config: Config = "") -> None:
    """List all rules; `leakcheck rules test DIR` runs the examples of rules of your own."""
    if context.invoked_subcommand is None:
        from leakcheck.cli.rulebook import list_rules

        raise typer.Exit(guarded(lambda: list_rules(form, config)))


@rules_app.command("test")
def rules_test(folder: Annotated[str, typer.Argument(metavar="DIR", help="A folder of rule files")]) -> None:
    """Run the examples of every rule in a folder. Each leak must be found, each clean draft must pass."""
    from leakcheck.cli.rulebook import try_rules

    raise typer.Exit(guarded(lambda: try_rules(folder)))


def rule(
    word: Annotated[
        str,
        typer.Argument(metavar="ID", help="The id or the name: LC101, visible-recipients", autocompletion=rule_ids),
    ],
    form: Format = "text",
    config: Config = "",
) -> None:
    """Explain a rule: what it finds and why, its sources and options, drafts that it finds and that it lets pass."""
    from leakcheck.cli.rulebook import show_rule

    raise typer.Exit(guarded(lambda: show_rule(word, form, config)))
