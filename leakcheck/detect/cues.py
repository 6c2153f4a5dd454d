"""Words near a candidate that say what it is: whole words only, looked up only near candidates.

Cues are in lower case; a blank in a cue matches any run of blanks.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from leakcheck.detect.prepared import Prepared


def near(prepared: Prepared, start: int, end: int, cues: Iterable[str]) -> bool:
    """Tell whether a cue stands at most 60 characters before or 45 after a candidate."""
    return holds(prepared.before(start), cues) or holds(prepared.after(end), cues)


def leads(prepared: Prepared, start: int, cues: Iterable[str]) -> bool:
    """Tell whether a cue stands at most 60 characters before a candidate."""
    return holds(prepared.before(start), cues)


def names(prepared: Prepared, start: int, end: int, cues: Iterable[str], gap: int = 32) -> bool:
    """Tell whether a cue names a candidate: at most `gap` characters away and no other number in between."""
    before = prepared.before(start)
    for cue in cues:
        at = before.rfind(cue)
        if at >= 0 and _is_whole(before, at, cue) and _is_bridge(before[at + len(cue) :], gap):
            return True
    after = prepared.after(end)
    for cue in cues:
        at = after.find(cue)
        if at >= 0 and _is_whole(after, at, cue) and _is_bridge(after[:at], gap // 2) and ":" not in after[: at + 24]:
            return True
    return False


def holds(window: str, cues: Iterable[str]) -> bool:
    """Tell whether a cue stands in a window as whole words ("lic" is not in "public")."""
    return any(cue in window and _stands(window, cue) for cue in cues)


def _stands(window: str, cue: str) -> bool:
    at = window.find(cue)
    while at >= 0:
        if _is_whole(window, at, cue):
            return True
        at = window.find(cue, at + 1)
    return False


def _is_whole(window: str, at: int, cue: str) -> bool:
    end = at + len(cue)
    return not (at and window[at - 1].isalnum()) and not window[end : end + 1].isalnum()


def _is_bridge(between: str, gap: int) -> bool:
    return len(between) <= gap and not any(map(str.isdigit, between))
