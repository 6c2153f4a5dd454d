"""The effective configuration as rows: each key, its value and where that came from."""

from __future__ import annotations

import re

from leakcheck.model.evidence import mask_address
from leakcheck.model.record import NamedTuple
from leakcheck.model.severity import Severity
from leakcheck.policy.schema import KEYS

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from typing import Any

    from leakcheck.model.policy import Circle, Policy, PurposeRule

DEFAULT = "default"
_PASSWORD = re.compile(r"(://[^:/@\s]{0,200}:)[^@\s]{1,500}@")


class Row(NamedTuple):
    """One key: `value` is made of texts, numbers, lists and dicts, ready for JSON (dates stay dates)."""

    key: str
    value: Any
    origin: str


def rows(policy: Policy, *, clear: bool) -> Iterator[Row]:
    """Yield every key of the schema, then the options of rules, allows, circles and purposes.

    Without `clear` own addresses and the members of circles are masked; a password in the address of the ledger
    always is.
    """
    for key in KEYS:
        value = _plain(_value(policy, key.field))
        if key.kind == "addresses" and not clear:
            value = _masked(value)
        if key.kind == "ledger":
            value = _PASSWORD.sub(r"\1***@", value)
        yield Row(key.name, value, policy.origins.get(key.name, DEFAULT))
    for rule, options in policy.rules.items():
        for option, value in options.items():
            name = f"rules.{rule}.{option}"
            yield Row(name, value, policy.origins.get(name, ""))
    yield from _entries(policy, clear=clear)


def _entries(policy: Policy, *, clear: bool) -> Iterator[Row]:
    for allow in policy.allows:
        said = {"rule": allow.rule, "reason": allow.reason, "until": allow.until, "where": allow.where}
        yield Row("allow", _filled(said | {"path": allow.path}), allow.origin)
    for circle in policy.circles:
        yield Row("circle", _circle(circle, clear=clear), circle.origin)
    for purpose in policy.purposes:
        yield Row("purpose", _purpose(purpose, clear=clear), purpose.origin)


def _circle(circle: Circle, *, clear: bool) -> dict[str, Any]:
    people = sorted(circle.members) if clear else _masked(sorted(circle.members))
    members = [*people, *(f"@{domain}" for domain in sorted(circle.domains))]
    said = {"name": circle.name, "members": members, "bcc-only": circle.bcc_only, "members-from": circle.members_from}
    return _filled(said)


def _purpose(purpose: PurposeRule, *, clear: bool) -> dict[str, Any]:
    sender = purpose.sender if clear or purpose.sender[:1] in {"", "@"} else mask_address(purpose.sender)
    return _filled({"name": purpose.name, "folder": purpose.folder, "from": sender, "subject": purpose.subject})


def _filled(said: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in said.items() if value}


def _value(policy: Policy, field: str) -> Any:
    value: Any = policy
    for name in field.split("."):
        value = getattr(value, name)
    return value


def _plain(value: Any) -> Any:
    if isinstance(value, Severity):
        return value.label
    if isinstance(value, frozenset | dict):
        return sorted(value)
    return list(value) if isinstance(value, tuple) else value


def _masked(addresses: Iterable[str]) -> list[str]:
    return [mask_address(address) for address in addresses]
