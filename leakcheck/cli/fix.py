"""`leakcheck fix`: the options of the command line, nothing else."""

from typing import Annotated

import typer
from typer import Option

from leakcheck.cli.exit import guarded

Words = list[str] | None


def fix(
    draft: Annotated[str, typer.Argument(metavar="DRAFT", help="The draft (.eml, .msg); - is standard input")],
    *,
    split: Annotated[bool, Option("--split", help="One message for each recipient")] = False,
    bcc: Annotated[bool, Option("--bcc", help="Move everybody who would be seen to Bcc")] = False,
    redact: Annotated[bool, Option("--redact", help="Replace personal data by [phone 1], [person 2] ...")] = False,
    strip_headers: Annotated[
        bool, Option("--strip-headers", help="Take out draft, machine and hidden people fields")
    ] = False,
    strip_metadata: Annotated[bool, Option("--strip-metadata", help="Clean pictures, documents, PDFs")] = False,
    trim_history: Annotated[bool, Option("--trim-history", help="Cut quoted mails")] = False,
    remove_hidden: Annotated[bool, Option("--remove-hidden", help="Cut text of HTML that nobody sees")] = False,
    drop_unconsented: Annotated[
        bool, Option("--drop-unconsented", help="Leave out people who did not agree, by the ledger")
    ] = False,
    all_safe: Annotated[bool, Option("--all-safe", help="All fixes that need no decision")] = False,
    output: Annotated[str, Option(metavar="FILE", help="Where to; a folder or .mbox with --split")] = "",
    in_place: Annotated[bool, Option("--in-place", help="Replace the draft, which is kept as .orig")] = False,
    yes: Annotated[bool, Option("--yes", "-y", help="Ask nothing")] = False,
    dry_run: Annotated[bool, Option("--dry-run", help="Show what would change, write nothing")] = False,
    diff: Annotated[bool, Option("--diff", help="Show what changes also with --yes")] = False,
    force: Annotated[bool, Option("--force", help="Use Bcc even where one slip would do great harm")] = False,
    as_json: Annotated[bool, Option("--json", help="Write leakcheck-fix/1 to standard output")] = False,
    config: Annotated[str, Option(metavar="FILE", help="Read this, not the nearest leakcheck.toml")] = "",
    me: Annotated[Words, Option(metavar="ADDRESS", help="An address of your own besides From")] = None,
    own_domain: Annotated[Words, Option(metavar="DOMAIN", help="A domain of your colleagues")] = None,
    purpose: Annotated[str, Option(metavar="NAME", help="What the mail is for, as in marketing")] = "",
    transport: Annotated[str, Option(metavar="NAME", help="sendmail, submission or raw-smtp")] = "",
) -> None:
    """Turn a leaking draft into one that may be sent: show what would change, ask, and write DRAFT.fixed.eml.

    Without a choice the fix that each finding names first is taken. The draft itself stays as it is, and so does every
    byte that need not change; what is written has been checked anew.

    Exit code: 0 written and clean, or nothing to fix; 1 findings remain; 2 wrong use; 3 refused, nothing written.
    """
    from leakcheck.cli.fixing import FixOptions, run_fix

    flags = {
        "split": split,
        "bcc": bcc,
        "redact": redact,
        "strip-headers": strip_headers,
        "strip-metadata": strip_metadata,
        "trim-history": trim_history,
        "remove-hidden": remove_hidden,
        "drop-unconsented": drop_unconsented,
    }
    options = FixOptions(
        draft=draft,
        fixes=tuple(name for name, wanted in flags.items() if wanted),
        all_safe=all_safe,
        output=output,
        in_place=in_place,
        yes=yes,
        dry_run=dry_run,
        diff=diff,
        force=force,
        as_json=as_json,
        config=config,
        me=tuple(me or ()),
        own_domain=tuple(own_domain or ()),
        purpose=purpose,
        transport=transport,
    )
    raise typer.Exit(guarded(lambda: run_fix(options)))
