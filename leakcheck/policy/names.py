"""Bring rules that a configuration calls by name to their ids, with the order of the layers and their locks."""

from __future__ import annotations

from leakcheck.model.errors import ConfigError
from leakcheck.policy.complaint import key_word
from leakcheck.policy.merge import lock_over

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any

    from leakcheck.model.policy import Policy

_RULES = "rules."


def with_rule_ids(policy: Policy, names: Mapping[str, str]) -> Policy:
    """Return the policy with the tables of `rules` by id; `names` leads from the name of each rule to its id.

    A rule that two layers call differently gets one table in which the nearer layer wins. Raises ConfigError where
    one layer sets by name what another has locked by id, or the other way round. Unknown rules stay as they are.
    """
    if policy.rules.keys().isdisjoint(names) and not any(lock.startswith(_RULES) for lock in policy.locked):
        return policy
    locked = {_by_id(lock, names): place for lock, place in policy.locked.items()}
    rules: dict[str, dict[str, Any]] = {}
    for rule, options in policy.rules.items():  # those of a policy made by hand have no origin
        rules.setdefault(names.get(rule, rule), {}).update(options)
    for key, origin in policy.origins.items():  # in the order of the layers
        parts = key.split(".", 2)
        if parts[0] != "rules" or len(parts) != 3:
            continue
        _check_lock(key, _by_id(key, names), origin, locked, policy.locked)
        rules[names.get(parts[1], parts[1])][parts[2]] = policy.rules[parts[1]][parts[2]]
    return policy._replace(rules=rules)


def _by_id(key: str, names: Mapping[str, str]) -> str:
    head, _, rest = key.partition(".")
    rule, dot, option = rest.partition(".")
    return f"{head}.{names[rule]}{dot}{option}" if head == "rules" and rule in names else key


def _check_lock(key: str, by_id: str, origin: str, locked: Mapping[str, str], written: Mapping[str, str]) -> None:
    """Refuse a setting that escaped a lock by calling the rule otherwise; a file may set what it locks itself."""
    lock = lock_over(by_id, locked)
    if lock and not lock_over(key, written) and _file(origin) != _file(locked[lock]):
        raise ConfigError(f"{origin}: {key_word(key)}: is locked in {locked[lock]}")


def _file(origin: str) -> str:
    return origin.rpartition(":")[0] or origin
