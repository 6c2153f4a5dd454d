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
    """Bring people in from elsewhere. Being on a list is Unknown, never consent. Nothing overrides a withdrawal."""
    from leakcheck.cli.consent_import import Given, run_import

    given = Given(adapter, mapping, as_, basis, evidence)
    raise typer.Exit(guarded(lambda: run_import(file, given, Manner(config, as_json, dry_run, yes))))


def request(
    people: Annotated[list[str], Argument(metavar="PERSON...", help='ann@example.com or "Ann Lee <ann@example.com>"')],
    *,
    purpose: Annotated[str, Option(metavar="P", help="What they are asked to agree to")],
    language: Annotated[str, Option(metavar="CODE", help="en, de, fr or es [default: the ledger's]")] = "",
    sender: Annotated[str, Option("--from", metavar="ADDRESS", help="Who asks [default: your own address]")] = "",
    output: Annotated[str, Option(metavar="FOLDER", help="Where the drafts go [default: consent-requests]")] = "",
    config: Config = "",
    as_json: Json = False,
    dry_run: Dry = False,
    yes: Yes = False,
) -> None:
    """Write one draft a person that asks for consent. The answer bears its reference. Nothing is sent."""
    from leakcheck.cli.consent_request import Asked, run_request

    asked = Asked(purpose, language, sender, output)
    raise typer.Exit(guarded(lambda: run_request(people, asked, Manner(config, as_json, dry_run, yes))))


def copy(
    source: Annotated[str, Argument(metavar="FROM", help="A path, or postgresql://...")],
    target: Annotated[str, Argument(metavar="TO", help="A new path, or the address of an empty database")],
    config: Config = "",
    as_json: Json = False,
    dry_run: Dry = False,
) -> None:
    """Copy a ledger from a file to a server, or back. Its key stays the same."""
    from leakcheck.cli.consent_copy import run_copy

    raise typer.Exit(guarded(lambda: run_copy(source, target, Manner(config, as_json, dry_run))))


def roles(
    *,
    reader: Annotated[str, Option(metavar="ROLE", help="Checks drafts: asks about people, lists nobody")],
    writer: Annotated[str, Option(metavar="ROLE", help="Keeps the ledger: appends, never changes the history")],
    config: Config = "",
    as_json: Json = False,
    dry_run: Dry = False,
) -> None:
    """Give two roles of a PostgreSQL server what they need. They get no more than that."""
    from leakcheck.cli.consent_copy import run_roles

    raise typer.Exit(guarded(lambda: run_roles(reader, writer, Manner(config, as_json, dry_run))))
