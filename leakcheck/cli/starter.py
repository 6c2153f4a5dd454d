"""Ask for own addresses and write the first leakcheck.toml: what stands behind `leakcheck init`."""

from __future__ import annotations

import os
import sys

import typer

from leakcheck.model.errors import ConfigError
from leakcheck.policy import values
from leakcheck.policy.files import FILE
from leakcheck.policy.starter import starter_text
from leakcheck.policy.writing import write_whole
from leakcheck.report.safe import safe

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Sequence


def run_init(path: str, me: Sequence[str], own_domains: Sequence[str], *, force: bool, ask: bool) -> int:
    """Write the file and return the exit code.

    Asks on a terminal when nothing is given. Raises ConfigError for a wrong address or domain, for a file that is there
    when `force` is False, where nobody can be asked, and for a file that cannot be written.
    """
    target = os.path.join(path, FILE) if os.path.isdir(path) else path  # noqa: PTH112, PTH118 - pathlib costs start-up
    if os.path.lexists(target) and not force:
        raise ConfigError(f"{target}: is there already, --force replaces it")
    if ask and not me and not own_domains:
        me, own_domains = _answers()
    _refuse("--me", values.address, me)
    _refuse("--own-domain", values.own_domain, own_domains)
    _write(target, starter_text(me, own_domains))
    sys.stdout.write(f"Wrote {safe(target)}\nleakcheck config shows what holds now\n")
    return 0


def _refuse(option: str, read: Callable[[object], str], given: Sequence[str]) -> None:
    for value in given:
        if problem := _problem(read, value):
            raise ConfigError(f"{option}: {problem}")


def _write(target: str, text: str) -> None:
    try:
        write_whole(target, text)
    except OSError as error:
        raise ConfigError(f"{target}: cannot be written ({error.strerror or error})") from None


def _answers() -> tuple[Sequence[str], Sequence[str]]:
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        raise ConfigError("no terminal to ask on: give --me ADDRESS, --own-domain DOMAIN or --yes")
    me = _ask("Your own addresses", values.address, "")
    domain = me[0].rpartition("@")[2] if me else ""
    return me, _ask(
        "Domains of your colleagues", values.own_domain, "" if _problem(values.own_domain, domain) else domain
    )


def _ask(question: str, read: Callable[[object], str], default: str) -> Sequence[str]:
    """Ask until every word of the answer is right; an empty answer is none."""
    while True:
        answer = typer.prompt(f"{question}, blanks between them", default=default, show_default=bool(default))
        words = str(answer).replace(",", " ").split()
        problem = next(filter(None, (_problem(read, word) for word in words)), "")
        if not problem:
            return words
        typer.echo(f"  {safe(problem)}")


def _problem(read: Callable[[object], str], value: str) -> str:
    try:
        read(value)
    except ValueError as error:
        return str(error)
    return ""
