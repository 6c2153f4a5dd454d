"""One source of configuration as it was read: a file, the command line or the environment."""

# ruff: noqa: PTH100, PTH119, PTH120, PTH123 - pathlib would cost the hooks 5 ms of their start

from __future__ import annotations

import os
import re

from leakcheck.model.errors import ConfigError
from leakcheck.model.record import NamedTuple
from leakcheck.policy.complaint import type_word

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any

    from leakcheck.policy.lines import KeyLines, KeyPath

COMMAND_LINE = "command line"
_PYPROJECT = "pyproject.toml"
_PYPROJECT_TABLE = ("tool", "leakcheck")
_TOML_PLACE = r" ?\(at line (\d{1,9}), column \d{1,9}\)"


class Layer(NamedTuple):
    """Keys and values of one source.

    `name` is the path of the file, or says what the source is. `prefix` leads to our table in a foreign file. Relative
    paths count from `folder`. `trusted` is False for a project file that was found, not named.
    """

    name: str
    table: Mapping[str, Any]
    lines: KeyLines | None = None
    prefix: KeyPath = ()
    folder: str = ""
    trusted: bool = True

    def origin(self, *path: str | int) -> str:
        """Return "file:line" of a key, or the name of a source that has no lines."""
        return f"{self.name}:{self.lines.line((*self.prefix, *path))}" if self.lines else self.name


def read_layer(path: str) -> Layer:
    """Read a configuration file that was named, or stands where only its owner writes.

    Raises ConfigError for a file that cannot be read, is not TOML, or is a pyproject.toml without [tool.leakcheck].
    """
    if os.path.basename(path) != _PYPROJECT:
        return text_layer(_decoded(_read(path), path), path)
    if layer := _pyproject(_decoded(_read(path), path), path):
        return layer
    raise ConfigError(f"{path}: has no table [tool.leakcheck]")


def read_project(path: str) -> Layer | None:
    """Read a project file that was found; None for a pyproject.toml without a table of ours."""
    data = _read(path)
    if os.path.basename(path) != _PYPROJECT:
        return text_layer(_decoded(data, path), path)._replace(trusted=False)
    layer = _pyproject(_decoded(data, path), path) if b"leakcheck" in data else None
    return layer and layer._replace(trusted=False)


def _lines(text: str) -> KeyLines:
    from leakcheck.policy.lines import KeyLines

    return KeyLines(text)


def text_layer(text: str, name: str) -> Layer:
    """Return the layer of a text in the form of leakcheck.toml."""
    return Layer(name, _parsed(text, name), _lines(text), folder=_folder(name))


def said(name: str, keys: Mapping[str, Any]) -> Layer:
    """Return the layer of dotted keys with values."""
    table: dict[str, Any] = {}
    for key, value in keys.items():
        *tables, last = key.split(".")
        target = table
        for step in tables:
            target = target.setdefault(step, {})
        target[last] = value
    return Layer(name, table, folder=os.curdir)


def _pyproject(text: str, path: str) -> Layer | None:
    table: Any = _parsed(text, path)
    for name in _PYPROJECT_TABLE:
        if not isinstance(table, dict) or name not in table:
            return None
        table = table[name]
    layer = Layer(path, table, _lines(text), _PYPROJECT_TABLE, _folder(path))
    if not isinstance(table, dict):
        raise ConfigError(f"{layer.origin()}: tool.leakcheck: must be a table, not {type_word(table)}")
    return layer


def _folder(path: str) -> str:
    return os.path.dirname(os.path.abspath(path))


def _read(path: str) -> bytes:
    try:
        with open(path, "rb") as file:
            return file.read()
    except OSError as error:
        raise ConfigError(f"{path}: cannot be read ({error.strerror or error})") from None


def _decoded(data: bytes, path: str) -> str:
    try:
        return data.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise ConfigError(f"{path}:{line}: is not UTF-8 text") from None


def _parsed(text: str, path: str) -> dict[str, Any]:
    """Parse TOML; what tomllib says against it becomes one line with the place in front."""
    import tomllib

    try:
        return tomllib.loads(text)
    except RecursionError:
        raise ConfigError(f"{path}: is nested too deeply") from None
    except ValueError as error:  # TOMLDecodeError is one; a number of 4,301 digits gives another
        reason = str(error)
        found = re.search(_TOML_PLACE, reason)
        line = found[1] if found else text.count("\n") + 1
        reason = reason[: found.start()] if found else reason.replace(" (at end of document)", ", the file ends")
        reason = "this is set above already" if reason == "Cannot overwrite a value" else reason
        raise ConfigError(f"{path}:{line}: {reason}") from None
