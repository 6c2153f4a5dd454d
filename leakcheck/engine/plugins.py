"""Rules and checks of other packages: found by entry points, used only when the policy names the package."""

from __future__ import annotations

from pathlib import Path

from leakcheck.checks.table import Check
from leakcheck.model.errors import ConfigError
from leakcheck.policy.complaint import key_place

TYPE_CHECKING = False
if TYPE_CHECKING:
    from importlib.metadata import EntryPoint

    from leakcheck.model.policy import Policy

RULES_GROUP = "leakcheck.rules"
CHECKS_GROUP = "leakcheck.checks"


def plugin_folders(names: tuple[str, ...]) -> tuple[Path, ...]:
    """Return the rule folders of the named packages; an entry point names a package or a path."""
    folders = []
    for entry in _entries(RULES_GROUP, names):
        loaded = entry.load()
        places = getattr(loaded, "__path__", None)
        folders.append(Path(places[0] if places else str(loaded)))
    return tuple(folders)


def plugin_checks(policy: Policy) -> dict[str, Check]:
    """Return the checks of a policy's plugins by name; raises ConfigError for a plugin that offers nothing."""
    names, place = policy.plugins, key_place(policy.origins, "plugins")
    for name in names:
        if not any(entry for group in (RULES_GROUP, CHECKS_GROUP) for entry in _entries(group, (name,))):
            raise ConfigError(f"{place}: no installed package offers {name!r}")
    found: dict[str, Check] = {}
    for entry in _entries(CHECKS_GROUP, names):
        check = entry.load()
        if not isinstance(check, Check):
            raise ConfigError(f"{place}: {entry.name} of {_package(entry)} is not a Check")
        found[entry.name] = check
    return found


def _entries(group: str, names: tuple[str, ...]) -> list[EntryPoint]:
    from importlib.metadata import entry_points

    return sorted((e for e in entry_points(group=group) if _package(e) in names), key=lambda entry: entry.name)


def _package(entry: EntryPoint) -> str:
    return entry.dist.name if entry.dist else ""
