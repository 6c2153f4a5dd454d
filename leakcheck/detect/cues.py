"""Words near a candidate that say what it is: whole words only, looked up only near candidates.

Cues are in lower case; a blank in a cue matches any run of blanks. They are indexed by their first word, so that a
window costs as many look-ups as it has words, however long the list.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from leakcheck.detect import words

if TYPE_CHECKING:
    from leakcheck.detect.prepared import Prepared

    Cues = dict[str, tuple[str, ...]]

# Scripts without blanks between words: a cue may stand inside a longer string of letters.
_UNSPACED = "\u2e80"
_FAR = 200


class Window(NamedTuple):
    """Lower-case text beside a candidate with blanks squeezed, and its distinct words."""

    text: str
    words: frozenset[str]


def window(lower: str) -> Window:
    """Return the window of a piece of lower-case text."""
    text = " ".join(lower.split())
    return Window(text, words.vocabulary(text))


def index(phrases: str) -> Cues:
    """Return cues, given with commas between them, by their first word; of unspaced scripts by the empty one."""
    cues: dict[str, tuple[str, ...]] = {}
    for phrase in map(" ".join, map(str.split, phrases.split(","))):
        head = min(words.vocabulary(phrase), key=phrase.find) if phrase < _UNSPACED else ""
        cues[head] = (*cues.get(head, ()), phrase)
    return cues


def near(prepared: Prepared, start: int, end: int, cues: Cues) -> bool:
    """Tell whether a cue stands at most 60 characters before or 45 after a candidate."""
    return leads(prepared, start, cues) or last(prepared.window_after(end), cues) >= 0


def leads(prepared: Prepared, start: int, cues: Cues, reach: int = _FAR) -> bool:
    """Tell whether a cue ends at most `reach` (and 60) characters before a candidate."""
    ahead = prepared.window_before(start)
    at = last(ahead, cues)
    return at >= 0 and len(ahead.text) - at <= reach


def names(prepared: Prepared, start: int, end: int, cues: Cues, gap: int = 32) -> bool:
    """Tell whether a cue names a candidate: at most `gap` characters away and no other number in between.

    With `end` equal to `start` only what stands before is asked.
    """
    ahead = prepared.window_before(start)
    at = last(ahead, cues)
    if at >= 0 and _is_bridge(ahead.text[at:], gap):
        return True
    if end == start:
        return False
    behind = prepared.window_after(end)
    return any(
        _is_bridge(behind.text[:at], gap // 2) and ":" not in behind.text[: at + len(cue) + 2]
        for cue in _present(behind, cues)
        if (at := behind.text.find(cue)) >= 0 and _is_whole(behind.text, at, cue)
    )


def last(window: Window, cues: Cues) -> int:
    """Return where the last cue of a window ends, -1 when none stands there as whole words."""
    best = -1
    for cue in _present(window, cues):
        at = window.text.rfind(cue)
        while at >= 0 and not _is_whole(window.text, at, cue):
            at = window.text.rfind(cue, 0, at)
        best = max(best, at + len(cue)) if at >= 0 else best
    return best


def _present(window: Window, cues: Cues) -> list[str]:
    found = [cue for head in window.words & cues.keys() for cue in cues[head]]
    return found + [cue for cue in cues.get("", ()) if cue in window.text]


def _is_whole(text: str, at: int, cue: str) -> bool:
    """Tell whether no letter or digit goes on at either end ("lic" is not in "public")."""
    end = at + len(cue)
    if cue >= _UNSPACED:
        return True
    return not (at and text[at - 1].isalnum()) and not (cue[-1].isalnum() and text[end : end + 1].isalnum())


def _is_bridge(between: str, gap: int) -> bool:
    return len(between) <= gap and not any(map(str.isdigit, between))
