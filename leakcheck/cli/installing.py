"""The mail programs that leakcheck can be put into: one table, one line each."""

from __future__ import annotations

import os
import sys
from importlib import import_module

from leakcheck.cli import mailers
from leakcheck.hooks.setup.programs import RECIPES
from leakcheck.model.errors import ConfigError
from leakcheck.model.record import NamedTuple
from leakcheck.report.safe import safe

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import Any


class Program(NamedTuple):
    """A mail program.

    `module` has `install(environment)` and `uninstall(environment)`, which yield lines, and `doctor(environment)`,
    which yields what it looked at: `good` and `line`. Programs that call sendmail have none: they share `mailers`.
    """

    about: str
    module: str = ""


PROGRAMS = {
    "thunderbird": Program("the add-on and the host that it talks to", "leakcheck.cli.thunderbird"),
    **{name: Program(recipe.about) for name, recipe in RECIPES.items()},
}


def run_install(name: str, via: str = "", *, yes: bool = False) -> int:
    """Put leakcheck into a program."""
    if not name:
        return _listed()
    if _calls_sendmail(name):
        return mailers.install(name, os.environ, via, yes=yes)
    if via:
        raise ConfigError(f"--via: {name} sends by itself")
    return _said(_module(name).install(os.environ))


def run_uninstall(name: str, *, yes: bool = False) -> int:
    """Take leakcheck out of a program."""
    if not name:
        return _listed()
    if _calls_sendmail(name):
        return mailers.uninstall(name, os.environ, yes=yes)
    return _said(_module(name).uninstall(os.environ))


def run_doctor(name: str) -> int:
    """Say what works and what does not, in one program or in all that have leakcheck; 1 when something does not.

    Where no program has it, nothing works.
    """
    names = [name] if name else [one for one in PROGRAMS if _is_installed(one)]
    if not names:
        _said(("wrong: leakcheck install was run for none of these, so none is known to check a mail first", *_lines()))
        return _said(("Put it into yours: leakcheck install NAME; set up by hand: leakcheck doctor NAME",)) or 1
    seen = [one for program in names for one in _looked_at(program)]
    _said(f"{'good' if one.good else 'wrong'}: {one.line}" for one in seen)
    return 0 if all(one.good for one in seen) else 1


def _looked_at(name: str) -> Iterable[Any]:
    return mailers.doctor(name, os.environ) if _calls_sendmail(name) else _module(name).doctor(os.environ)


def _is_installed(name: str) -> bool:
    if _calls_sendmail(name):
        return mailers.is_installed(name, os.environ)
    return bool(_module(name).places(os.environ).manifest.exists())


def _calls_sendmail(name: str) -> bool:
    return not _program(name).module


def _program(name: str) -> Program:
    if name not in PROGRAMS:
        raise ConfigError(f"{name}: not one of {', '.join(PROGRAMS)}")
    return PROGRAMS[name]


def _module(name: str) -> Any:
    return import_module(_program(name).module)


def _listed() -> int:
    return _said(_lines())


def _lines() -> Iterable[str]:
    return (f"{name:12} {program.about}" for name, program in PROGRAMS.items())


def _said(lines: Iterable[str]) -> int:
    for line in lines:
        sys.stdout.write(safe(line) + "\n")
    return 0
