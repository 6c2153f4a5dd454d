"""What comes after a new ledger: commands that work one after the other when they are pasted."""
# ruff: noqa: PTH100, PTH109, PTH120, PTH123 - pathlib costs start-up

from __future__ import annotations

import json
import os
import shlex

from leakcheck.model.errors import ConfigError
from leakcheck.policy.files import FILE, home_folder, project_files
from leakcheck.policy.layer import read_layer, read_project, text_layer

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

_GRANT = ("leakcheck", "consent", "grant", "Ann Lee <ann@example.com>", "--purpose", "marketing")
_EVIDENCE = ("--evidence", "form of 2 March")


def steps(place: str, config: str, *, configured: bool) -> Iterator[str]:
    """Yield the lines that lead from a new ledger to its first entry; `config` is the file named, "" for none."""
    grant = shlex.join((*_GRANT, *(("--config", config) if config else ()), *_EVIDENCE))
    if configured:
        yield f"Next: {grant}"
        return
    file, table, taken = _target(config)
    entry = f"ledger = {json.dumps(_seen_from(file, place), ensure_ascii=False)}"
    if taken or os.name == "nt":
        yield f"Put this into {file}, so that leakcheck finds it:"
        yield from (f"  [{table}]", f"  {entry}")
        yield f"Then: {grant}"
        return
    yield "Next, one after the other:"
    yield f"  printf '%s\\n' {shlex.join(('', f'[{table}]', entry))} >> {shlex.quote(file)}"
    yield f"  {grant}"


def _target(config: str) -> tuple[str, str, bool]:
    """Return the file that should name the ledger, its table, and whether that table cannot be added at its end."""
    for path in (config,) if config else project_files(None, home_folder(os.environ)):
        if layer := read_layer(path) if config else read_project(path):
            table = "tool.leakcheck.consent" if layer.prefix else "consent"
            return os.path.relpath(path), table, not _may_end_in(path, table)
    return FILE, "consent", False


def _may_end_in(path: str, table: str) -> bool:
    with open(path, encoding="utf-8-sig") as file:
        text = file.read()
    try:
        text_layer(f"{text}\n[{table}]\n", path)
    except ConfigError:
        return False
    return True


def _seen_from(file: str, place: str) -> str:
    """Return the place of a ledger as a file of another folder names it."""
    here = os.path.dirname(os.path.abspath(file)) == os.getcwd()
    return place if here or "://" in place else os.path.abspath(place)
