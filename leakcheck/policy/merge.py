"""Layers -> one policy: the nearest layer wins, lists of people and duties add up, locked keys hold."""

from __future__ import annotations

from leakcheck.model.errors import ConfigError
from leakcheck.model.policy import Limits, Ner, Policy, Sendmail, Templates
from leakcheck.policy.complaint import key_word, shown
from leakcheck.policy.schema import ADDS, RULES
from leakcheck.policy.settings import settings

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from typing import Any

    from leakcheck.policy.layer import Layer
    from leakcheck.policy.settings import Setting

_SOFTENS = {"fail-on-paths": "fail-on"}


def merge(layers: Iterable[Layer]) -> Policy:
    """Return the policy of layers that are ordered from the farthest to the nearest.

    Raises ConfigError for a wrong layer, for a key that an earlier layer has locked (naming both places) and for a
    circle that is declared twice.
    """
    merged = _Merged()
    for layer in layers:
        merged.add(tuple(settings(layer)))
    return merged.policy()


def lock_over(key: str, locked: Mapping[str, str]) -> str:
    """Return the lock that covers the key: its own, that of a table around it or of a key that it softens, or ""."""
    whole = _SOFTENS.get(key, key)
    return next((lock for lock in locked if lock in {key, whole} or key.startswith(f"{lock}.")), "")


class _Merged:
    """What the layers so far have set.

    A key that is set again moves to the end of `origins`, so that their order is that of the layers.
    """

    def __init__(self) -> None:
        self._fields: dict[str, Any] = {}
        self._origins: dict[str, str] = {}
        self._locked: dict[str, str] = {}
        self._circles: dict[str, str] = {}

    def add(self, layer: tuple[Setting, ...]) -> None:
        for setting in layer:
            if lock := lock_over(setting.key, self._locked):
                what = "" if lock == setting.key else f" with {lock}"
                raise ConfigError(f"{setting.origin}: {key_word(setting.key)}: is locked{what} in {self._locked[lock]}")
        for setting in layer:
            self._check_circle(setting)
            self._put(setting)
        for setting in layer:
            if setting.field == "locked":
                self._locked = dict.fromkeys(setting.value, setting.origin) | self._locked

    def _put(self, setting: Setting) -> None:
        before = self._origins.pop(setting.key, "")
        if setting.field in ADDS:  # the keys of a dict: in order, each once
            self._fields.setdefault(setting.field, {}).update(dict.fromkeys(setting.value))
            self._origins[setting.key] = f"{before}, {setting.origin}" if before else setting.origin
        else:
            self._fields[setting.field] = setting.value
            self._origins[setting.key] = setting.origin
        if setting.key.startswith(f"{RULES}."):
            self._origins.setdefault(setting.key.rpartition(".")[0], setting.origin)

    def _check_circle(self, setting: Setting) -> None:
        if setting.field != "circles":
            return
        name = setting.value[0].name
        if name in self._circles:
            raise ConfigError(f"{setting.origin}: circle: {shown(name)} stands already in {self._circles[name]}")
        self._circles[name] = setting.origin

    def policy(self) -> Policy:
        """Return all that was set as a policy."""
        plain: dict[str, Any] = {}
        tables: dict[str, dict[str, Any]] = {"limits": {}, "ner": {}, "sendmail": {}, "templates": {}}
        for field, value in self._fields.items():
            table, _, name = field.rpartition(".")
            target = tables.setdefault(table, {}) if table else plain
            target[name] = tuple(value) if field in ADDS else value
        plain |= {
            "own_addresses": frozenset(plain.get("own_addresses", ())),
            "limits": Limits(**tables.pop("limits")),
            "ner": Ner(**tables.pop("ner")),
            "sendmail": Sendmail(**tables.pop("sendmail")),
            "templates": Templates(**tables.pop("templates")),
            "rules": {table.removeprefix(f"{RULES}."): options for table, options in tables.items()},
            "origins": self._origins,
            "locked": self._locked,
        }
        return Policy(**plain)
