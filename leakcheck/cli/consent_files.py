"""The options of `leakcheck consent import`, `request` and `copy`."""

from typing import Annotated

import typer
from typer import Argument, Option

from leakcheck.cli.exit import guarded
from leakcheck.cli.ledgers import Manner

Config = Annotated[str, Option(metavar="FILE", help="Read this, not the nearest leakcheck.toml")]
Json = Annotated[bool, Option("--json", help="Answer in JSON")]
Dry = Annotated[bool, Option("--dry-run", help="Say what would be written, and write nothing")]
Yes = Annotated[bool, Option("--yes", "-y", help="Answer every question with yes")]


def import_(
    file: Annotated[str, Argument(metavar="FILE", help="An export, an address book, an answer by mail")],
    *,
    adapter: Annotated[
        str,
        Option(
            metavar="NAME",
            help="csv mailchimp brevo listmonk keila mailup civicrm google outlook vcard ldif thunderbird reply",
        ),
    ],
    mapping: Annotated[str, Option(metavar="FILE", help="Which columns hold what (TOML)")] = "",
    as_: Annotated[str, Option("--as", metavar="P", help="They all agreed to this purpose, which you can prove")] = "",
    basis: Annotated[str, Option(metavar="B", help="Lawful basis, with --as")] = "",
    evidence: Annotated[str, Option(metavar="TEXT", help="How you know, with --as")] = "",
    config: Config = "",
    as_json: Json = False,
    dry_run: Dry = False,
    yes: Yes = False,
) -> None:
    """Bring people in from elsewhere: being on a list is Unknown, never consent. Nothing overrides a withdrawal."""
    from leakcheck.cli.consent_import import Given, run_import

    given = Given(adapter, mapping, as_, basis, evidence)
    raise typer.Exit(guarded(lambda: run_import(file, given, Manner(config, as_json, dry_run, yes))))
