"""`leakcheck consent ...`: the options of its commands, nothing else."""

from typing import Annotated, Literal

import typer
from typer import Argument, Option

from leakcheck.cli.consent_files import copy, import_, request, roles
from leakcheck.cli.exit import guarded
from leakcheck.cli.ledgers import Manner
from leakcheck.model.consent import Status

app = typer.Typer(
    name="leakcheck consent",
    help="Know who agreed to what: a ledger that drafts are checked against.",
    no_args_is_help=True,
    rich_markup_mode=None,
    add_completion=False,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
circle_app = typer.Typer(
    help="People who know one another, or whom nobody may see.", no_args_is_help=True, rich_markup_mode=None
)
app.command("import")(import_)
app.command()(request)
app.command()(copy)
app.command()(roles)
app.add_typer(circle_app, name="circle", short_help="People who know one another, or whom nobody may see")

Config = Annotated[str, Option(metavar="FILE", help="Read this, not the nearest leakcheck.toml")]
Json = Annotated[bool, Option("--json", help="Answer in JSON")]
Dry = Annotated[bool, Option("--dry-run", help="Say what would be written, and write nothing")]
Yes = Annotated[bool, Option("--yes", "-y", help="Answer every question with yes")]
People = Annotated[list[str], Argument(metavar="PERSON...", help='ann@example.com or "Ann Lee <ann@example.com>"')]
Person = Annotated[str, Argument(metavar="PERSON", help="ann@example.com")]
Purpose = Annotated[
    str, Option(metavar="P", help="contact:marketing, disclose:address-to-group, or a word of your own")
]
Scope = Annotated[str, Option(metavar="CIRCLE", help="It holds within this circle only")]
Basis = Annotated[str, Option(metavar="B", help="Lawful basis [default: consent]")]
Evidence = Annotated[str, Option(metavar="TEXT", help="How you know: the mail, the form, the call")]
Notice = Annotated[str, Option(metavar="TEXT", help="What the person was told, with its version")]
At = Annotated[str, Option(metavar="DATE", help="When it was said [default: now]")]


@app.command()
def init(
    path: Annotated[
        str, Argument(metavar="[PATH]", help="The file to make [default: as configured, or consent.db]")
    ] = "",
    *,
    controller: Annotated[str, Option(metavar="NAME", help="Who answers for the data, for receipts")] = "",
    contact: Annotated[str, Option(metavar="TEXT", help="Where the controller can be reached")] = "",
    jurisdiction: Annotated[str, Option(metavar="TEXT", help="Whose law holds")] = "",
    retention: Annotated[str, Option(metavar="TEXT", help="How long data are kept")] = "",
    withdrawal: Annotated[str, Option(metavar="TEXT", help="How people can withdraw")] = "",
    notice: Annotated[str, Option(metavar="TEXT", help="The privacy notice, with its version")] = "",
    language: Annotated[str, Option(metavar="CODE", help="Its language")] = "",
    keyring: Annotated[bool, Option("--keyring", help="Keep the key in the system's keyring too, or fetch it")] = False,
    config: Config = "",
    as_json: Json = False,
    dry_run: Dry = False,
    yes: Yes = False,
) -> None:
    """Make a ledger and its key. Nothing that exists is replaced."""
    from leakcheck.cli.consent_setup import run_init
    from leakcheck.consent.setup import Controller

    who = Controller(controller, contact, jurisdiction, retention, withdrawal, notice, language)
    manner = Manner(config, as_json, dry_run, yes)
    raise typer.Exit(guarded(lambda: run_init(path, who, manner, keyring=keyring)))


@app.command()
def key(config: Config = "") -> None:
    """Print the key for a machine that only checks drafts. It can ask about people, and list nobody."""
    from leakcheck.cli.consent_setup import run_key

    raise typer.Exit(guarded(lambda: run_key(Manner(config))))


@app.command()
def rotate(config: Config = "", as_json: Json = False, dry_run: Dry = False, yes: Yes = False) -> None:
    """Give the ledger a new key; everybody keeps where they stand."""
    from leakcheck.cli.consent_setup import run_rotate

    raise typer.Exit(guarded(lambda: run_rotate(Manner(config, as_json, dry_run, yes))))


@app.command()
def grant(
    people: People,
    *,
    purpose: Purpose = "",
    scope: Scope = "",
    basis: Basis = "",
    evidence: Evidence = "",
    notice: Notice = "",
    at: At = "",
    effective: Annotated[str, Option(metavar="DATE", help="First day on which it holds")] = "",
    expires: Annotated[str, Option(metavar="DATE", help="Last day on which it holds")] = "",
    config: Config = "",
    as_json: Json = False,
    dry_run: Dry = False,
    yes: Yes = False,
) -> None:
    """Record that people agreed to one purpose."""
    from leakcheck.cli.consent_answers import Said, run_answer

    said = Said(Status.GIVEN, "consent", purpose, scope, basis, evidence, notice, at, effective, expires)
    raise typer.Exit(guarded(lambda: run_answer(people, said, Manner(config, as_json, dry_run, yes))))


@app.command()
def withdraw(
    people: People,
    *,
    purpose: Purpose = "",
    scope: Scope = "",
    evidence: Evidence = "",
    at: At = "",
    config: Config = "",
    as_json: Json = False,
    dry_run: Dry = False,
    yes: Yes = False,
) -> None:
    """Record that people withdrew. Without --purpose they withdrew from everything."""
    from leakcheck.cli.consent_answers import Said, run_answer

    said = Said(Status.WITHDRAWN, "consent", purpose, scope, evidence=evidence, at=at)
    raise typer.Exit(guarded(lambda: run_answer(people, said, Manner(config, as_json, dry_run, yes))))


@app.command()
def refuse(
    people: People,
    *,
    purpose: Purpose = "",
    scope: Scope = "",
    evidence: Evidence = "",
    at: At = "",
    config: Config = "",
    as_json: Json = False,
    dry_run: Dry = False,
    yes: Yes = False,
) -> None:
    """Record that people were asked and said no. Without --purpose they said no to everything."""
    from leakcheck.cli.consent_answers import Said, run_answer

    said = Said(Status.REFUSED, "consent", purpose, scope, evidence=evidence, at=at)
    raise typer.Exit(guarded(lambda: run_answer(people, said, Manner(config, as_json, dry_run, yes))))


@app.command()
def suppress(
    people: People,
    *,
    reason: Annotated[str, Option("--reason", "--evidence", metavar="TEXT", help="Why")] = "",
    at: At = "",
    config: Config = "",
    as_json: Json = False,
    dry_run: Dry = False,
    yes: Yes = False,
) -> None:
    """Never write to these people again, whatever for. It outlives their erasure; only a new grant lifts it."""
    from leakcheck.cli.consent_answers import Said, run_answer

    said = Said(Status.WITHDRAWN, "suppress", evidence=reason, at=at)
    raise typer.Exit(guarded(lambda: run_answer(people, said, Manner(config, as_json, dry_run, yes))))


@app.command()
def erase(people: People, config: Config = "", as_json: Json = False, dry_run: Dry = False, yes: Yes = False) -> None:
    """Erase people for good. That they withdrew or are suppressed stays known, without their address."""
    from leakcheck.cli.consent_answers import run_erase

    raise typer.Exit(guarded(lambda: run_erase(people, Manner(config, as_json, dry_run, yes))))


@app.command()
def show(person: Person, config: Config = "", as_json: Json = False) -> None:
    """Show where one person stands, and the whole history."""
    from leakcheck.cli.consent_views import run_show

    raise typer.Exit(guarded(lambda: run_show(person, Manner(config, as_json))))


@app.command("list")
def list_(
    *,
    purpose: Purpose = "",
    status: Annotated[str, Option(metavar="S", help="Given, Withdrawn, Refused, Expired, Requested, ...")] = "",
    expiring: Annotated[int | None, Option(metavar="DAYS", min=0, help="Runs out within so many days")] = None,
    config: Config = "",
    as_json: Json = False,
) -> None:
    """List where people stand, one line a person and purpose. Addresses are clear on a terminal and in JSON."""
    from leakcheck.cli.consent_views import run_list

    raise typer.Exit(guarded(lambda: run_list(purpose, status, expiring, Manner(config, as_json))))


@app.command()
def stats(config: Config = "", as_json: Json = False) -> None:
    """Count people by purpose and status."""
    from leakcheck.cli.consent_views import run_stats

    raise typer.Exit(guarded(lambda: run_stats(Manner(config, as_json))))


@app.command()
def export(
    form: Annotated[
        Literal["csv", "json", "receipts"], Option("--format", help="receipts follow ISO/IEC TS 27560")
    ] = "csv",
    output: Annotated[str, Option(metavar="FILE", help="A new file, for its owner only")] = "",
    config: Config = "",
) -> None:
    """Write everything out, with addresses in clear."""
    from leakcheck.cli.consent_views import run_export

    raise typer.Exit(guarded(lambda: run_export(form, output, Manner(config))))


@app.command()
def verify(
    head: Annotated[str, Option(metavar="NUMBER:HASH", help="A head that verify printed earlier must be there")] = "",
    config: Config = "",
    as_json: Json = False,
) -> None:
    """Prove that nobody changed the history. Exit code: 0 sound, 1 tampered, 3 unreadable."""
    from leakcheck.cli.consent_setup import run_verify

    raise typer.Exit(guarded(lambda: run_verify(head, Manner(config, as_json))))


@app.command()
def backup(
    target: Annotated[str, Argument(metavar="FILE", help="A new file")],
    config: Config = "",
    as_json: Json = False,
    dry_run: Dry = False,
) -> None:
    """Copy the ledger, while others use it. The key is not copied."""
    from leakcheck.cli.consent_setup import run_backup

    raise typer.Exit(guarded(lambda: run_backup(target, Manner(config, as_json, dry_run))))


@app.command()
def restore(
    source: Annotated[str, Argument(metavar="FILE", help="A backup")],
    config: Config = "",
    as_json: Json = False,
    dry_run: Dry = False,
    yes: Yes = False,
) -> None:
    """Put a backup in the place of the ledger. The old one is kept beside it."""
    from leakcheck.cli.consent_setup import run_restore

    raise typer.Exit(guarded(lambda: run_restore(source, Manner(config, as_json, dry_run, yes))))


@circle_app.command("add")
def circle_add(
    name: Annotated[str, Argument(metavar="NAME")],
    people: People,
    *,
    bcc_only: Annotated[bool | None, Option("--bcc-only/--visible", help="Its members must never be shown")] = None,
    config: Config = "",
    as_json: Json = False,
    dry_run: Dry = False,
    yes: Yes = False,
) -> None:
    """Put people into a circle; a new name makes a new circle."""
    from leakcheck.cli.consent_circles import run_add

    manner = Manner(config, as_json, dry_run, yes)
    raise typer.Exit(guarded(lambda: run_add(name, people, manner, bcc_only=bcc_only)))


@circle_app.command("remove")
def circle_remove(
    name: Annotated[str, Argument(metavar="NAME")],
    people: People,
    *,
    config: Config = "",
    as_json: Json = False,
    dry_run: Dry = False,
    yes: Yes = False,
) -> None:
    """Take people out of a circle."""
    from leakcheck.cli.consent_circles import run_remove

    raise typer.Exit(guarded(lambda: run_remove(name, people, Manner(config, as_json, dry_run, yes))))


@circle_app.command("list")
def circle_list(
    name: Annotated[str, Argument(metavar="[NAME]", help="Show the members of this one")] = "",
    config: Config = "",
    as_json: Json = False,
) -> None:
    """List the circles, or the members of one."""
    from leakcheck.cli.consent_circles import run_list

    raise typer.Exit(guarded(lambda: run_list(name, Manner(config, as_json))))
