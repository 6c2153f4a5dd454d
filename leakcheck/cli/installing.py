"""The mail programs that leakcheck can be put into: one table, one line each."""

from __future__ import annotations

import os
import sys
from importlib import import_module
from typing import TYPE_CHECKING, Any, NamedTuple

from leakcheck.model.errors import ConfigError
from leakcheck.report.safe import safe

if TYPE_CHECKING:
    from collections.abc import Iterable


class Program(NamedTuple):
    """A mail program.

    `module` has `install(environment)` and `uninstall(environment)`, which yield lines, and `doctor(environment)`,
    which yields what it looked at: `good` and `line`.
    """

    about: str
    module: str


PROGRAMS = {
    "thunderbird": Program("the add-on and the host that it talks to", "leakcheck.cli.thunderbird"),
}


def run_install(name: str) -> int:
    """Put leakcheck into a program."""
    return _listed() if not name else _said(_module(name).install(os.environ))


def run_uninstall(name: str) -> int:
    """Take leakcheck out of a program."""
    return _listed() if not name else _said(_module(name).uninstall(os.environ))


def run_doctor(name: str) -> int:
    """Say what works and what does not; 1 when something does not."""
    if not name:
        return _listed()
    seen = list(_module(name).doctor(os.environ))
    _said(f"{'good' if one.good else 'wrong'}: {one.line}" for one in seen)
    return 0 if all(one.good for one in seen) else 1


def _module(name: str) -> Any:
    if name not in PROGRAMS:
        raise ConfigError(f"{name}: not one of {', '.join(PROGRAMS)}")
    return import_module(PROGRAMS[name].module)


def _listed() -> int:
    return _said(f"{name:12} {program.about}" for name, program in PROGRAMS.items())


def _said(lines: Iterable[str]) -> int:
    for line in lines:
        sys.stdout.write(safe(line) + "\n")
    return 0
