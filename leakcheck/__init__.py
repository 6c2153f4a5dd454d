"""Inspect a mail draft for privacy leaks before it is sent."""

from __future__ import annotations

__version__ = "0.1.0"
__all__ = ["Sighting", "__version__", "check", "scan_text"]

TYPE_CHECKING = False
if TYPE_CHECKING:
    from leakcheck.api import check, scan_text
    from leakcheck.model.sighting import Sighting


def __getattr__(name: str) -> object:
    """Load the public functions on first use, so that hooks start fast."""
    if name in {"check", "scan_text"}:
        from leakcheck import api

        return getattr(api, name)
    if name == "Sighting":
        from leakcheck.model.sighting import Sighting

        return Sighting
    raise AttributeError(f"module 'leakcheck' has no attribute {name!r}")
