"""Put the lines of leakcheck into the settings of a mail program, and out again, never without showing them first."""

from __future__ import annotations

import difflib
import os
import sys

from leakcheck.hooks.setup import blocks
from leakcheck.hooks.setup.desk import Desk
from leakcheck.hooks.setup.programs import RECIPES
from leakcheck.hooks.setup.selftest import prove
from leakcheck.model.errors import ConfigError
from leakcheck.report.safe import safe

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from leakcheck.hooks.setup.selftest import Seen


def install(name: str, environment: Mapping[str, str], via: str, *, yes: bool) -> int:
    """Show the lines for a program, add them when that is wanted, and return the exit code."""
    recipe, desk = RECIPES[name], Desk(environment, via)
    path = recipe.file(desk)
    before = _text(path)
    return _changed(path, before, recipe.change(desk, before), "leakcheck doctor proves that it works", yes=yes)


def uninstall(name: str, environment: Mapping[str, str], *, yes: bool) -> int:
    """Show what goes, take it out when that is wanted, and return the exit code."""
    recipe, desk = RECIPES[name], Desk(environment)
    path = recipe.file(desk)
    before = _text(path)
    return _changed(path, before, blocks.removed(before, recipe.comment), f"{name} sends without a check now", yes=yes)


def doctor(name: str, environment: Mapping[str, str]) -> Iterator[Seen]:
    """Yield what was looked at in one program."""
    return prove(name, RECIPES[name], Desk(environment))


def is_installed(name: str, environment: Mapping[str, str]) -> bool:
    """Tell whether the settings of a program hold lines of ours."""
    recipe = RECIPES[name]
    try:
        return bool(blocks.ours(_text(recipe.file(Desk(environment))), recipe.comment))
    except ConfigError:
        return True


def _changed(path: Path, before: str, after: str, then: str, *, yes: bool) -> int:
    if before == after:
        sys.stdout.write(f"{safe(str(path))}: nothing to change\n")
        return 0
    sys.stdout.write(f"{safe(str(path))}\n")
    sys.stdout.writelines(f"  {line}\n" for line in _difference(before, after))
    if not yes and not _wanted():
        sys.stdout.write("Nothing was changed; --yes does it, or do it by hand\n")
        return 0
    _write(path, after)
    sys.stdout.write(f"Done; {then}\n")
    return 0


def _difference(before: str, after: str) -> Iterator[str]:
    lines = difflib.unified_diff(before.splitlines(), after.splitlines(), lineterm="", n=0)
    return (safe(line.replace("\t", "    ")) for line in lines if not line.startswith(("---", "+++", "@@")))


def _wanted() -> bool:
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        return False
    import typer

    sys.stdout.flush()
    return typer.confirm("Change it like this?", default=False)


def _text(path: Path) -> str:
    try:
        return path.read_bytes().decode()
    except FileNotFoundError:
        return ""
    except UnicodeDecodeError:
        raise ConfigError(f"{path}: is not UTF-8, add the lines by hand") from None


def _write(path: Path, text: str) -> None:
    """Write settings, through a link to where they really stand, and with the rights that they had."""
    path = path.resolve()
    if text in {"", "#!/bin/sh\n"}:
        path.unlink(missing_ok=True)
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    mode = path.stat().st_mode & 0o777 if path.exists() else 0o755 if text.startswith("#!") else 0o600
    fresh = path.with_name(f"{path.name}.{os.getpid()}.new")
    with open(os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode), "w", encoding="utf-8") as file:  # noqa: PTH123 - a descriptor
        file.write(text)
    fresh.chmod(mode)
    fresh.replace(path)
