"""`leakcheck init`: write a commented leakcheck.toml."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from leakcheck.model.errors import ConfigError
from leakcheck.policy import values
from leakcheck.policy.files import FILE
from leakcheck.policy.starter import starter_text
from leakcheck.report.safe import safe

if TYPE_CHECKING:
    from collections.abc import Callable


def init(
    me: Annotated[list[str] | None, typer.Option("--me", metavar="ADDRESS", help="An address of your own")] = None,
    own_domain: Annotated[
        list[str] | None, typer.Option("--own-domain", metavar="DOMAIN", help="A domain of your colleagues")
    ] = None,
    path: Annotated[Path, typer.Option("--path", help="The file to write, or its folder")] = Path(FILE),
    force: Annotated[bool, typer.Option("--force", help="Replace a file that is there")] = False,
    yes: Annotated[bool, typer.Option("--yes", "-y", help="Ask nothing")] = False,
) -> None:
    """Write a configuration file with every key explained; asks for your addresses on a terminal."""
    try:
        target = free_place(path, force=force)
        addresses, domains = list(me or ()), list(own_domain or ())
        if not (addresses or domains or yes):
            addresses, domains = _asked()
        write_starter(target, addresses, domains)
    except ConfigError as error:
        typer.echo(f"leakcheck init: {safe(str(error))}", err=True)
        raise typer.Exit(2) from None
    typer.echo(f"Wrote {target}; `leakcheck config` shows what holds now")


def free_place(path: Path, *, force: bool) -> Path:
    """Return the file to write; raises ConfigError when it is there and `force` is not given."""
    target = path / FILE if path.is_dir() else path
    if target.exists() and not force:
        raise ConfigError(f"{target}: is there already, --force replaces it")
    return target


def write_starter(target: Path, addresses: list[str], domains: list[str]) -> None:
    """Write the file; raises ConfigError for a wrong address or domain, and when it cannot be written."""
    for option, read, given in (("--me", values.address, addresses), ("--own-domain", values.own_domain, domains)):
        for value in given:
            if problem := _problem(read, value):
                raise ConfigError(f"{option}: {problem}")
    try:
        target.write_text(starter_text(addresses, domains), encoding="utf-8")
    except OSError as error:
        raise ConfigError(f"{target}: cannot be written ({error.strerror or error})") from None


def _asked() -> tuple[list[str], list[str]]:
    """Ask on the terminal; raises ConfigError when there is none."""
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        raise ConfigError("no terminal to ask on, give --me ADDRESS, --own-domain DOMAIN or --yes")
    addresses = _ask("Your own addresses", values.address, "")
    first = addresses[0].rpartition("@")[2] if addresses else ""
    domains = _ask("Domains of your colleagues", values.own_domain, "" if _problem(values.own_domain, first) else first)
    return addresses, domains


def _ask(question: str, read: Callable[[object], str], default: str) -> list[str]:
    """Ask until every word of the answer is right; an empty answer is none."""
    while True:
        answer = typer.prompt(f"{question} (blanks between them)", default=default, show_default=bool(default))
        words = str(answer).replace(",", " ").split()
        problems = [problem for word in words if (problem := _problem(read, word))]
        if not problems:
            return words
        typer.echo(f"  {problems[0]}")


def _problem(read: Callable[[object], str], value: str) -> str:
    try:
        read(value)
    except ValueError as error:
        return str(error)
    return ""
