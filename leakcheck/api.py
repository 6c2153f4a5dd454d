"""The functions that other programs call."""

from __future__ import annotations

from pathlib import Path

from leakcheck.model.policy import Policy

TYPE_CHECKING = False
if TYPE_CHECKING:
    from leakcheck.model.finding import DraftReport
    from leakcheck.model.sighting import Sighting


def check(source: bytes | Path, policy: Policy | None = None) -> DraftReport:
    """Check one draft, given as the bytes of an .eml or .msg file or as the path of one.

    Of a store with several drafts the first is checked. A file that cannot be read gives a report with the status
    "unreadable". Raises ConfigError when the policy names a rule or an option that does not exist, TypeError for a
    string: it might be either.
    """
    if not isinstance(source, bytes | Path):
        raise TypeError(
            f"leakcheck.check takes the bytes of a draft or the Path of a file, not {type(source).__name__}"
        )
    from leakcheck.engine.run import check_paths

    wanted = Policy() if policy is None else policy
    if isinstance(source, Path):
        return next(check_paths([str(source)], wanted))
    return next(check_paths(["-"], wanted, stdin=source))


def scan_text(text: str) -> list[Sighting]:
    """Return what looks like personal data in a plain text, sorted by place.

    Offsets count code points. Nothing is looked up anywhere: the same text gives the same sightings.
    """
    from leakcheck.detect import scan_text as scan

    return list(scan(text))


__all__ = ["check", "scan_text"]
