"""Words near a candidate that say what it is: whole words only, looked up only near candidates."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from leakcheck.detect.prepared import Prepared


def near(prepared: Prepared, start: int, end: int, cues: tuple[str, ...]) -> bool:
    """Tell whether a cue stands at most 60 characters before or 45 after a candidate.

    Cues are in lower case; a blank in a cue matches any run of blanks.
    """
    return holds(prepared.before(start), cues) or holds(prepared.after(end), cues)


def leads(prepared: Prepared, start: int, cues: tuple[str, ...]) -> bool:
    """Tell whether a cue stands at most 60 characters before a candidate."""
    return holds(prepared.before(start), cues)


def holds(window: str, cues: tuple[str, ...]) -> bool:
    """Tell whether a cue stands in a window as whole words ("lic" is not in "public")."""
    return any(cue in window and _whole(window, cue) for cue in cues)


def _whole(window: str, cue: str) -> bool:
    at = window.find(cue)
    while at >= 0:
        end = at + len(cue)
        if not (at and window[at - 1].isalnum()) and not window[end : end + 1].isalnum():
            return True
        at = window.find(cue, at + 1)
    return False
