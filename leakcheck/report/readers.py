"""Who may read along: on a terminal of their own the writer alone, in CI and everywhere else anybody."""

from __future__ import annotations

import os

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import TextIO

_UNSET_WORDS = frozenset({"", "0", "false", "no", "off"})


def in_ci() -> bool:
    """Tell whether this machine builds and tests: its logs are kept, and read by others."""
    return os.environ.get("CI", "").lower() not in _UNSET_WORDS


def is_own_terminal(stream: TextIO) -> bool:
    """Tell whether nobody but the person at the keyboard reads what goes to a stream."""
    return not in_ci() and stream.isatty()
