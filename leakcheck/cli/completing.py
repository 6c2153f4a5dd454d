"""What a shell offers while an option is typed."""

from __future__ import annotations


def rule_ids(incomplete: str) -> list[tuple[str, str]]:
    """Return the ids that begin so, each with the name of its rule."""
    from leakcheck.engine.builtin_rules import RULES

    return [(rule.id, rule.name) for rule in RULES if rule.id.startswith(incomplete)]
