"""The words of a rule without a finding: its message and help are templates."""

from __future__ import annotations

import re

_PLACEHOLDER = re.compile(r"\{[a-z_]{1,40}\}")


def unfilled(template: str) -> str:
    """Return a template for reading, with "..." where values of a finding would stand; a hint is mostly empty."""
    words = _PLACEHOLDER.sub("...", template.replace("{hint}", ""))
    return words if words.strip(". ") else "It depends on what was found"
