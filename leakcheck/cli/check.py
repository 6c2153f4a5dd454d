"""`leakcheck check`: the options of the command line, nothing else."""

from typing import Annotated, Literal

import typer
from typer import Option

from leakcheck.cli.completing import rule_ids
from leakcheck.cli.exit import guarded
from leakcheck.cli.run import CheckOptions, run_check

Formats = Literal["text", "json", "sarif", "github", "gitlab", "junit"]
Transports = Literal["sendmail", "submission", "raw-smtp"]
Languages = Literal["en", "de"]
Words = list[str] | None


def check(
    paths: Annotated[
        list[str],
        typer.Argument(
            metavar="PATH...",
            help="Drafts (.eml, .msg), templates, mailboxes or folders; - reads one draft from standard input",
        ),
    ],
    *,
    form: Annotated[Formats, Option("--format", help="How to write the report")] = "text",
    language: Annotated[Languages | None, Option(help="Of the text report [default: en]")] = None,
    output: Annotated[str, Option(metavar="FILE", help="Write the report to FILE")] = "",
    config: Annotated[str, Option(metavar="FILE", help="Read this, not the nearest leakcheck.toml")] = "",
    rules: Annotated[Words, Option(metavar="DIR", help="Add the rules of a folder")] = None,
    select: Annotated[Words, Option(metavar="IDS", help="Run only these rules, as in LC1,LC301")] = None,
    ignore: Annotated[Words, Option(metavar="IDS", help="Leave these rules out")] = None,
    fail_on: Annotated[
        Words,
        Option(
            metavar="LEVEL",
            help="Lowest level that fails: note, warning or error; 'old/**:error' for some files [default: warning]",
        ),
    ] = None,
    me: Annotated[Words, Option(metavar="ADDRESS", help="An address of your own besides From")] = None,
    own_domain: Annotated[Words, Option(metavar="DOMAIN", help="A domain of your colleagues")] = None,
    purpose: Annotated[str, Option(metavar="NAME", help="What the mail is for, as in marketing")] = "",
    transport: Annotated[
        Transports | None, Option(help="Who sends it: may a Bcc line travel? [default: sendmail]")
    ] = None,
    allow: Annotated[
        Words, Option(metavar="ID", help="Do not report this rule, needs a --reason", autocompletion=rule_ids)
    ] = None,
    reason: Annotated[Words, Option(metavar="TEXT", help="Why that is right")] = None,
    explain: Annotated[
        str, Option(metavar="ID", help="Say why a rule did or did not fire", autocompletion=rule_ids)
    ] = "",
    baseline: Annotated[str, Option(metavar="FILE", help="Known findings, see leakcheck baseline")] = "",
    diff_base: Annotated[str, Option(metavar="REV", help="Only what has changed since REV, by git")] = "",
    staged: Annotated[bool, Option("--staged", help="Only what the next commit would hold, by git")] = False,
    jobs: Annotated[
        int, Option(min=0, metavar="N", show_default=False, help="Processes for many files; 0 is one a processor")
    ] = 0,
    no_cache: Annotated[bool, Option("--no-cache", help="Check clean templates again")] = False,
    stats: Annotated[bool, Option("--stats", help="Add counts by kind of personal data")] = False,
    fix_safe: Annotated[
        bool, Option("--fix-safe", help="Write a copy of each draft with the fixes that need no decision")
    ] = False,
    reveal: Annotated[bool, Option("--reveal", help="Show all values in clear, on a terminal only")] = False,
) -> None:
    """Check drafts before they are sent, and say who would learn what they should not.

    Options that take an ADDRESS, DOMAIN, ID, IDS, DIR, LEVEL or TEXT may be repeated. Only your own terminal shows
    addresses in clear; files, pipes and CI get masked values.

    Exit code: 0 nothing found, 1 findings at or above --fail-on, 2 wrong use or configuration, 3 something could not
    be checked.
    """
    options = CheckOptions(
        paths=tuple(paths),
        format=form,
        language=language or "",
        output=output,
        config=config,
        rules=tuple(rules or ()),
        select=tuple(select or ()),
        ignore=tuple(ignore or ()),
        fail_on=tuple(fail_on or ()),
        me=tuple(me or ()),
        own_domain=tuple(own_domain or ()),
        purpose=purpose,
        transport=transport or "",
        allow=tuple(allow or ()),
        reason=tuple(reason or ()),
        explain=explain,
        reveal=reveal,
        fix_safe=fix_safe,
        stats=stats,
        baseline=baseline,
        diff_base=diff_base,
        staged=staged,
        jobs=jobs,
        no_cache=no_cache,
    )
    raise typer.Exit(guarded(lambda: run_check(options)))
