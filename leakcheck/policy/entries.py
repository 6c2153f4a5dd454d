"""The entries of arrays of tables: [[allow]], [[circle]] and [[purpose]]."""

from __future__ import annotations

from leakcheck.model.errors import ConfigError
from leakcheck.model.policy import Allow, Circle, PurposeRule
from leakcheck.policy import values
from leakcheck.policy.complaint import key_word, near_miss, shown, type_word

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from leakcheck.policy.layer import Layer
    from leakcheck.policy.schema import Entry


def read_entry(layer: Layer, entry: Entry, index: int, table: object) -> Allow | Circle | PurposeRule:
    """Read one entry; raises ConfigError, one line with the place, for a wrong or missing key or value."""
    origin = layer.origin(entry.name, index)
    if not isinstance(table, dict):
        raise ConfigError(f"{origin}: {entry.name}: must be written as [[{entry.name}]], not as {type_word(table)}")
    items = {item.name: item for item in entry.items}
    found: dict[str, Any] = {}
    for name, value in table.items():
        place = f"{layer.origin(entry.name, index, name)}: {entry.name}.{key_word(name)}"
        if name not in items:
            raise ConfigError(f"{place}: no such key{near_miss(name, items)}")
        try:
            found[name] = values.READERS[items[name].kind](value)
        except ValueError as error:
            raise ConfigError(f"{place}: {error}") from None
    for item in entry.items:
        if item.required and item.name not in found:
            raise ConfigError(f"{origin}: {entry.name}: {item.name} is missing")
    try:
        return _made(entry.name, found, origin)
    except ValueError as error:
        raise ConfigError(f"{origin}: {entry.name}: {error}") from None


def _made(name: str, found: dict[str, Any], origin: str) -> Allow | Circle | PurposeRule:
    if name == "allow":
        return _allow(found, origin)
    return _circle(found, origin) if name == "circle" else _purpose(found, origin)


def _allow(found: dict[str, Any], origin: str) -> Allow:
    if found["rule"] in {"LC902", "check-failed"}:
        raise ValueError("a crashed check (LC902) cannot be allowed")
    return Allow(**found, origin=origin)


def _circle(found: dict[str, Any], origin: str) -> Circle:
    if "members" not in found and "members-from" not in found:
        raise ValueError(f"{shown(found['name'])} has neither members nor members-from")
    members: tuple[str, ...] = found.get("members", ())
    domains = frozenset(member[1:] for member in members if member.startswith("@"))
    bcc_only = found.get("bcc-only", False)
    if not bcc_only:
        _check_domains(found["name"], domains)
    people = frozenset(member for member in members if not member.startswith("@"))
    return Circle(found["name"], people, domains, bcc_only, found.get("members-from", ""), origin)


def _check_domains(name: str, domains: frozenset[str]) -> None:
    """Refuse a circle of all users of a freemail provider: it would silence what this program is for."""
    try:
        for domain in sorted(domains):
            values.private_domain(domain)
    except ValueError as error:
        raise ValueError(f"{shown(name)}: {error}") from None


def _purpose(found: dict[str, Any], origin: str) -> PurposeRule:
    folder, sender, subject = (found.get(name, "") for name in ("folder", "from", "subject"))
    return PurposeRule(found["name"], folder, sender, subject, origin)
