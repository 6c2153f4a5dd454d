"""One layer -> settings: every key checked against the schema, every value read, each with its place."""

from __future__ import annotations

from leakcheck.model.errors import ConfigError
from leakcheck.model.record import NamedTuple
from leakcheck.policy import schema, values
from leakcheck.policy.complaint import key_word, near_miss, shown, type_word
from leakcheck.policy.entries import read_entry
from leakcheck.policy.files import placed

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any

    from leakcheck.policy.layer import Layer

_IN_FOLDER = frozenset({"folders", "ledger"})


class Setting(NamedTuple):
    """A key with its value, ready to be merged; `field` is the place in the policy, `key` the words in messages."""

    key: str
    field: str
    value: Any
    origin: str


def settings(layer: Layer) -> Iterator[Setting]:
    """Yield what the layer sets, in the order of the file.

    Raises ConfigError for a wrong key, type or value; the message is one line with the place.
    """
    for name, value in layer.table.items():
        if name == schema.RULES:
            yield from _rules(layer, value)
        elif name in _TABLES:
            for key, inner in _table(layer, (name,), value).items():
                yield _setting(layer, (name, key), inner)
        elif name in _ENTRIES and not (name in _KEYS and isinstance(value, str)):
            yield from _entries(layer, _ENTRIES[name], value)
        else:
            yield _setting(layer, (name,), value)


def known_keys() -> tuple[str, ...]:
    """Return every key and table that a lock may name, or a slip may have meant."""
    return (*_KEYS, *_TABLES, *_ENTRIES, schema.RULES)


def _setting(layer: Layer, path: tuple[str, ...], value: object) -> Setting:
    name, origin = ".".join(path), layer.origin(*path)
    key = _KEYS.get(name)
    if key is None or "." in path[-1]:
        raise ConfigError(f"{origin}: {key_word(name)}: no such key{near_miss(name, known_keys())}")
    if key.trusted and not layer.trusted:
        raise ConfigError(f"{origin}: {name}: only your own file, or one named with --config, may set this")
    found = _read(origin, name, key.kind, value)
    if name == "locked":
        _check_locks(origin, found)
    return Setting(name, key.field, _placed(found, layer.folder) if key.kind in _IN_FOLDER else found, origin)


def _rules(layer: Layer, value: object) -> Iterator[Setting]:
    for rule, options in _table(layer, (schema.RULES,), value).items():
        _read(layer.origin(schema.RULES, rule), schema.RULES, "one-rule", rule)
        for option, inner in _table(layer, (schema.RULES, rule), options).items():
            key, origin = f"{schema.RULES}.{rule}.{option}", layer.origin(schema.RULES, rule, option)
            if not values.is_option(option):
                raise ConfigError(f"{origin}: {key_word(key)}: no such option")
            kind = "rule-severity" if option == "severity" else "option"
            yield Setting(key, key, _read(origin, key, kind, inner), origin)


def _entries(layer: Layer, entry: schema.Entry, value: object) -> Iterator[Setting]:
    if not isinstance(value, list | tuple):
        word = f"must be written as [[{entry.name}]], not as {type_word(value)}"
        raise ConfigError(f"{layer.origin(entry.name)}: {entry.name}: {word}")
    for index, table in enumerate(value):
        origin = layer.origin(entry.name, index)
        yield Setting(entry.name, entry.field, (read_entry(layer, entry, index, table),), origin)


def _table(layer: Layer, path: tuple[str, ...], value: object) -> dict[str, Any]:
    if isinstance(value, dict):
        return value
    raise ConfigError(f"{layer.origin(*path)}: {key_word('.'.join(path))}: must be a table, not {type_word(value)}")


def _read(origin: str, name: str, kind: str, value: object) -> Any:
    try:
        return values.READERS[kind](value)
    except ValueError as error:
        raise ConfigError(f"{origin}: {key_word(name)}: {error}") from None


def _check_locks(origin: str, locks: tuple[str, ...]) -> None:
    for lock in locks:
        rule = lock.split(".")[1] if lock.startswith(f"{schema.RULES}.") else ""
        if lock not in known_keys() and not values.is_rule(rule):
            raise ConfigError(f"{origin}: locked: no key {shown(lock)}{near_miss(lock, known_keys())}")


def _placed(found: Any, folder: str) -> Any:
    return tuple(placed(one, folder) for one in found) if isinstance(found, tuple) else placed(found, folder)


_KEYS = {key.name: key for key in schema.KEYS}
_TABLES = schema.tables()
_ENTRIES = {entry.name: entry for entry in schema.ENTRIES}
