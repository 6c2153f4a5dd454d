"""How the columns of a table are to be understood: a TOML file, one shipped for each known program."""

from __future__ import annotations

import os
from fnmatch import fnmatchcase

from leakcheck.consent.purposes import read_purpose
from leakcheck.model.consent import Status
from leakcheck.model.errors import ConfigError
from leakcheck.model.record import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import Any

ANYTHING = "*"
_STATUSES = {"withdrawn": Status.WITHDRAWN, "refused": Status.REFUSED, "unknown": Status.UNKNOWN}
_TEXTS = ("title",)
_LISTS = ("address", "name", "since", "dates")


class When(NamedTuple):
    """A row that says more than membership: all conditions hold.

    `file` is a pattern for the name of the file, `column` one of `words` (lower case, "*" is any) in that column. Then
    the row means `status` for `purpose`, since the first filled column of `at`.
    """

    status: Status
    file: str = ""
    column: str = ""
    words: tuple[str, ...] = (ANYTHING,)
    purpose: str = ""
    at: tuple[str, ...] = ()

    def fits(self, row: dict[str, str], file: str) -> bool:
        """Tell whether a row, with its cells by column in lower case, is meant."""
        if self.file and not fnmatchcase(file.lower(), self.file):
            return False
        if not self.column:
            return True
        cell = row.get(self.column, "").strip().lower()
        return bool(cell) and (ANYTHING in self.words or cell in self.words)


class Mapping(NamedTuple):
    """Columns by what they hold, in lower case: all addresses count, names are joined, of `since` the first filled.

    `dates` are further forms of dates (strptime) beside ISO 8601. Of `when` the first that fits a row decides.
    """

    address: tuple[str, ...] = ("email",)
    name: tuple[str, ...] = ("name",)
    since: tuple[str, ...] = ()
    dates: tuple[str, ...] = ()
    when: tuple[When, ...] = ()
    title: str = ""


def shipped(name: str) -> Mapping:
    """Return the mapping that comes with leakcheck for a program."""
    folder = os.path.join(os.path.dirname(__file__), "mappings")  # noqa: PTH118, PTH120 - pathlib costs start-up
    return load_mapping(os.path.join(folder, f"{name}.toml"))  # noqa: PTH118 - as above


def load_mapping(path: str) -> Mapping:
    """Return the mapping in a file; raises ConfigError that names file and key, OSError as open does."""
    import tomllib

    with open(path, "rb") as file:  # noqa: PTH123 - as above
        try:
            table = tomllib.load(file)
        except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
            raise ConfigError(f"{path}: is no TOML: {error}") from None
    _known(path, table, {*_TEXTS, *_LISTS, "when"})
    if not table.get("address"):
        raise ConfigError(f'{path}: key address is missing, as in address = ["email"]')
    lists = {key: _words(path, key, table[key], lower=key != "dates") for key in _LISTS if key in table}
    rows = table.get("when", [])
    if not isinstance(rows, list):
        raise ConfigError(f"{path}: when is a list of tables, [[when]]")
    return Mapping(title=str(table.get("title", "")), when=tuple(_when(path, row) for row in rows), **lists)


def _when(path: str, row: Any) -> When:
    if not isinstance(row, dict):
        raise ConfigError(f"{path}: when is a list of tables, [[when]]")
    _known(path, row, {"status", *When._fields})
    status = _STATUSES.get(str(row.get("status", "")).lower())
    if status is None:
        raise ConfigError(f"{path}: when.status is withdrawn, refused or unknown: no file can give consent by itself")
    if not (row.get("file") or row.get("column")):
        raise ConfigError(f"{path}: when needs a column or a file")
    return When(
        status,
        str(row.get("file", "")).lower(),
        _plain(str(row.get("column", ""))),
        _words(path, "when.words", row.get("words", [ANYTHING])),
        read_purpose(str(row["purpose"])) if row.get("purpose") else "",
        _words(path, "when.at", row.get("at", [])),
    )


def _known(path: str, table: Iterable[str], keys: set[str]) -> None:
    for key in table:
        if key not in keys:
            raise ConfigError(f"{path}: there is no key {key!a}, only {', '.join(sorted(keys))}")


def _words(path: str, key: str, value: Any, *, lower: bool = True) -> tuple[str, ...]:
    words = [value] if isinstance(value, str) else value
    if not isinstance(words, list) or not all(isinstance(word, str) for word in words):
        raise ConfigError(f"{path}: {key} is a word or a list of words")
    return tuple(_plain(word) if lower else word for word in words)


def _plain(word: str) -> str:
    return " ".join(word.lower().split())
