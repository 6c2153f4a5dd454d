"""The command line as typer sees it: which commands there are."""

from typing import Annotated

import typer

from leakcheck import __version__
from leakcheck.cli.allow_once import allow_once
from leakcheck.cli.check import check
from leakcheck.cli.config import config
from leakcheck.cli.fix import fix
from leakcheck.cli.init import init
from leakcheck.cli.install import doctor, install, uninstall
from leakcheck.cli.journal import journal
from leakcheck.cli.rules import rule, rules_app
from leakcheck.cli.scan_text import scan

# Help without panels: they look fine, and cost ten times the start-up of plain help.
app = typer.Typer(
    name="leakcheck",
    no_args_is_help=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog="Start with: leakcheck check draft.eml",
)
app.command(short_help="Check drafts before they are sent")(check)
app.command(short_help="Turn a leaking draft into one that may be sent")(fix)
app.command(short_help="List personal data in a plain text")(scan)
app.command(short_help="Explain one rule, with examples")(rule)
app.add_typer(rules_app, name="rules", short_help="List all rules, or try rules of your own")
app.command(short_help="Write a commented configuration file")(init)
app.command(short_help="Show the configuration and where it comes from")(config)
app.command("allow-once", short_help="Let a mail that was stopped through once")(allow_once)
app.command(short_help="Show what was decided about mails that were stopped")(journal)
app.command(short_help="Put leakcheck into a mail program")(install)
app.command(short_help="Take leakcheck out of a mail program")(uninstall)
app.command(short_help="Say whether leakcheck works in a mail program")(doctor)

_PASSED_ON = {
    "allow_extra_args": True,
    "ignore_unknown_options": True,
    "allow_interspersed_args": False,
    "help_option_names": [],
}


@app.command(short_help="Keep a ledger of who agreed to what", context_settings=_PASSED_ON)
def consent(context: typer.Context) -> None:
    """Keep a ledger of who agreed to what."""
    from leakcheck.cli.consent import app as consent_app  # its many commands would slow down every other one

    consent_app(context.args, prog_name="leakcheck consent")


@app.command(short_help="Note known findings, so that only new ones count", context_settings=_PASSED_ON)
def baseline(context: typer.Context) -> None:
    """Note known findings, so that only new ones count."""
    from leakcheck.cli.baseline import app as baseline_app  # as above

    baseline_app(context.args, prog_name="leakcheck baseline")


@app.command(short_help="After the accident: record, letters, picture", context_settings=_PASSED_ON)
def incident(context: typer.Context) -> None:
    """After the accident: what happened, the record, one letter a person."""
    from leakcheck.cli.incident import app as incident_app  # as above

    incident_app(context.args, prog_name="leakcheck incident")


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"leakcheck {__version__}")
        raise typer.Exit


@app.callback()
def leakcheck(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Show the version")
    ] = False,
) -> None:
    """Inspect a mail draft for privacy leaks before it is sent.

    Says who would see whom, what personal data would travel, and what to do about it. Nothing leaves this machine.
    """
