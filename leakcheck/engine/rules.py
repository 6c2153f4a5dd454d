"""Which rules there are, and which of them a policy selects."""

from __future__ import annotations

from leakcheck.checks.table import CHECKS
from leakcheck.model.errors import ConfigError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path
    from typing import Any

    from leakcheck.checks.table import Check
    from leakcheck.model.policy import Policy
    from leakcheck.model.rule import Rule

_NO_RULES = frozenset({"terms", "languages"})


def load_rules(policy: Policy, *, with_examples: bool = False) -> tuple[Rule, ...]:
    """Return all rules, shipped ones first, sorted by id; raises ConfigError for a bad or doubled rule.

    Shipped rules come from a built data module unless their examples are asked for.
    """
    if with_examples:
        rules = list(read_folder(rules_folder()))
    else:
        from leakcheck.engine.builtin_rules import RULES

        rules = list(RULES)
    checks: Mapping[str, Check] = CHECKS
    if policy.plugins:
        from leakcheck.engine.plugins import plugin_checks, plugin_folders

        checks = {**CHECKS, **plugin_checks(policy)}
        for folder in plugin_folders(policy.plugins):
            rules += read_folder(folder, checks)
    if policy.rule_dirs:
        from pathlib import Path

        from leakcheck.policy.complaint import key_place

        for name in policy.rule_dirs:
            rules += read_folder(Path(name), checks, named_by=f"{key_place(policy.origins, 'rule-dirs')}: ")
    _unique(rules)
    return tuple(sorted(rules, key=lambda rule: rule.id))


def rules_folder() -> Path:
    """Return the folder of the shipped rules, in the installed package or in a checkout."""
    from pathlib import Path

    package = Path(__file__).resolve().parent.parent
    installed = package / "_rules"
    return installed if installed.is_dir() else package.parent / "rules"


def read_folder(folder: Path, checks: Mapping[str, Check] | None = None, named_by: str = "") -> tuple[Rule, ...]:
    """Read every rule below a folder, term lists and languages left out; raises ConfigError.

    `named_by` goes before the complaint that there is no such folder.
    """
    from leakcheck.engine.rulefile import read_rule

    if not folder.is_dir():
        raise ConfigError(f"{named_by}{folder}: no such folder of rules")
    files = sorted(path for path in folder.rglob("*.toml") if path.parent.name not in _NO_RULES)
    return tuple(read_rule(path, checks) for path in files)


def find_rule(rules: Iterable[Rule], word: str) -> Rule | None:
    """Return the rule with this id or name."""
    wanted = word.strip()
    return next((rule for rule in rules if wanted.upper() == rule.id or wanted.lower() == rule.name), None)


def selected(rules: tuple[Rule, ...], policy: Policy) -> tuple[Rule, ...]:
    """Return the rules that a policy wants; mandatory ones cannot be ignored.

    An entry is an id, a name, or the beginning of ids ("LC3"); raises ConfigError for one that fits no rule.
    """
    for key in ("select", "ignore", "mandatory"):
        for word in getattr(policy, key):
            if not any(matches(rule, word) for rule in rules):
                from leakcheck.policy.complaint import key_place

                raise ConfigError(f"{key_place(policy.origins, key)}: there is no rule {word!r}")
    kept = []
    for rule in rules:
        mandatory = any(matches(rule, word) for word in policy.mandatory)
        wanted = not policy.select or any(matches(rule, word) for word in policy.select)
        ignored = any(matches(rule, word) for word in policy.ignore)
        if mandatory or (wanted and not ignored):
            kept.append(rule)
    return tuple(kept)


def matches(rule: Rule, word: str) -> bool:
    """Tell whether an id, a name or the beginning of an id names this rule."""
    wanted = word.strip()
    return wanted.lower() == rule.name or (len(wanted) >= 2 and rule.id.startswith(wanted.upper()))


def overrides(rules: tuple[Rule, ...], policy: Policy) -> dict[str, dict[str, Any]]:
    """Return the [rules.X] tables of a policy by rule id; raises ConfigError for a rule that does not exist."""
    if not policy.rules:
        return {}
    from leakcheck.policy.names import with_rule_ids

    policy = with_rule_ids(policy, {rule.name: rule.id for rule in rules})
    found: dict[str, dict[str, Any]] = {}
    for word, table in policy.rules.items():
        rule = find_rule(rules, word)
        if rule is None:
            place = policy.origins.get(f"rules.{word}", "")
            raise ConfigError(f"{place}: [rules.{word}]: there is no rule {word!r}".removeprefix(": "))
        found.setdefault(rule.id, {}).update(table)
    return found


def _unique(rules: list[Rule]) -> None:
    seen: dict[str, str] = {}
    for rule in rules:
        for word in (rule.id, rule.name):
            if word in seen:
                raise ConfigError(f"{rule.id} ({rule.name}): {word} is taken by {seen[word]}")
            seen[word] = rule.id
