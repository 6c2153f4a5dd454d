"""Find the configuration and read it: machine, user, project, environment, command line."""

from __future__ import annotations

import os

from leakcheck.model.policy import Policy
from leakcheck.policy.files import home_folder, project_files, system_files, there, user_file

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path
    from typing import Any

    from leakcheck.policy.layer import Layer

LEDGER_VARIABLE = "LEAKCHECK_LEDGER"
_NOTHING: dict[str, Any] = {}


def load_policy(
    start: Path | str | None = None,
    config: Path | str | None = None,
    overrides: Mapping[str, Any] = _NOTHING,
    environment: Mapping[str, str] | None = None,
    *,
    system: tuple[str, ...] | None = None,
) -> Policy:
    """Return the effective policy for a draft or folder (`start`; None: the current folder).

    `config` replaces the project's file. `overrides` is what the command line sets, by the keys of the file
    ("fail-on", "me.addresses"); None and empty lists there are not set. `environment` stands in for os.environ and
    `system` for the places of the machine's files. Raises ConfigError, one line with file, line and key.
    """
    environment = os.environ if environment is None else environment
    system = system_files(environment) if system is None else system
    layers = [*_files(_text(start), _text(config), environment, system), *_said(overrides, environment)]
    if not layers:
        return Policy()
    from leakcheck.policy.merge import merge

    return merge(layers)


def parse_policy(text: str, name: str = "policy") -> Policy:
    """Return the policy that a text in the form of leakcheck.toml says; `name` stands for the file in messages."""
    from leakcheck.policy.layer import text_layer
    from leakcheck.policy.merge import merge

    return merge([text_layer(text, name)])


def _files(start: str | None, config: str | None, env: Mapping[str, str], system: tuple[str, ...]) -> Iterator[Layer]:
    home = home_folder(env)
    for path in (*system, user_file(env)):
        if there(path, firm=path in system):
            yield _read(path)
    if config is not None:
        yield _read(config)
        return
    for path in project_files(start, home):
        from leakcheck.policy.layer import read_project

        if layer := read_project(path):
            yield layer
            return


def _read(path: str) -> Layer:
    from leakcheck.policy.layer import read_layer

    return read_layer(path)


def _said(overrides: Mapping[str, Any], environment: Mapping[str, str]) -> Iterator[Layer]:
    if ledger := environment.get(LEDGER_VARIABLE):
        from leakcheck.policy.layer import said

        yield said(LEDGER_VARIABLE, {"consent.ledger": ledger})
    if given := {key: value for key, value in overrides.items() if _is_set(value)}:
        from leakcheck.policy.layer import COMMAND_LINE, said

        yield said(COMMAND_LINE, given)


def _is_set(value: object) -> bool:
    return bool(value) or not (value is None or isinstance(value, list | tuple | dict))


def _text(path: Path | str | None) -> str | None:
    return None if path is None else os.fspath(path)
