"""Layers -> one policy: the nearest layer wins, lists of people and duties add up, locked keys hold."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from leakcheck.model.errors import ConfigError
from leakcheck.model.policy import Limits, Policy, Sendmail, Templates
from leakcheck.policy.complaint import key_word, shown
from leakcheck.policy.schema import ADDS, RULES
from leakcheck.policy.settings import settings

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from leakcheck.model.policy import Circle
    from leakcheck.policy.layer import Layer
    from leakcheck.policy.settings import Setting


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
    """Return the lock that covers the key: its own or that of a table around it; empty when there is none."""
    return next((lock for lock in locked if key == lock or key.startswith(f"{lock}.")), "")


class _Merged:
    """What the layers so far have set.

    A key that is set again moves to the end of `origins`, so that their order is that of the layers.
    """

    def __init__(self) -> None:
        self._fields: dict[str, Any] = {}
        self._origins: dict[str, str] = {}
        self._locked: dict[str, str] = {}

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
        if setting.field in ADDS:
            had = self._fields.get(setting.field, ())
            self._fields[setting.field] = had + tuple(one for one in setting.value if one not in had)
            self._origins[setting.key] = f"{before}, {setting.origin}" if before else setting.origin
        else:
            self._fields[setting.field] = setting.value
            self._origins[setting.key] = setting.origin
        if setting.key.startswith(f"{RULES}."):
            self._origins.setdefault(setting.key.rpartition(".")[0], setting.origin)

    def _check_circle(self, setting: Setting) -> None:
        circles: tuple[Circle, ...] = setting.value if setting.field == "circles" else ()
        for circle in circles:
            for other in self._fields.get("circles", ()):
                if circle.name == other.name:
                    raise ConfigError(
                        f"{setting.origin}: circle: {shown(circle.name)} stands already in {other.origin}"
                    )

    def policy(self) -> Policy:
        """Return all that was set as a policy."""
        fields: dict[str, Any] = {"origins": self._origins}
        tables: dict[str, dict[str, Any]] = {}
        for field, value in self._fields.items():
            table, _, name = field.rpartition(".")
            if table:
                tables.setdefault(table, {})[name] = value
            else:
                fields[field] = value
        rules = {
            table.removeprefix(f"{RULES}."): tables.pop(table) for table in list(tables) if table.startswith(RULES)
        }
        makers = {"limits": Limits, "sendmail": Sendmail, "templates": Templates}
        fields |= {table: makers[table](**inner) for table, inner in tables.items()}
        fields["own_addresses"] = frozenset(fields.get("own_addresses", ()))
        return Policy(**(fields | {"rules": rules, "locked": self._locked}))
