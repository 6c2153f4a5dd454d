"""Calendar files (RFC 5545): what events say; who is invited is read like in an invitation."""

from __future__ import annotations

import re

from leakcheck.mail.attachments.texts import text_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from leakcheck.mail.attachments.budget import Budget
    from leakcheck.mail.attachments.finds import File, Finds

_FOLD = re.compile(r"\n[ \t]")
_ESCAPE = re.compile(r"\\([nN,;\\])")
_TOLD = frozenset({"SUMMARY", "DESCRIPTION", "LOCATION", "COMMENT", "CONTACT", "GEO", "URL", "CATEGORIES", "ATTACH"})


def read_events(file: File, finds: Finds, budget: Budget) -> None:
    """Read a calendar; its places are events."""
    source = text_of(file.data)
    finds.calendars.append(source)
    pieces: list[str] = []
    marks: list[tuple[int, str]] = []
    size = events = 0
    for line in _FOLD.sub("", source).split("\n"):
        head, _, value = line.partition(":")
        name = head.partition(";")[0].strip().upper()
        if name == "BEGIN" and value.strip().upper() in {"VEVENT", "VTODO", "VJOURNAL"}:
            events += 1
            marks.append((size, f"event {events}"))
        elif name in _TOLD or name.startswith("X-ALT-DESC"):
            text = _ESCAPE.sub(lambda m: " " if m[1] in "nN" else m[1], value)
            pieces.append(("Location: " if name == "GEO" else "") + text + "\n")
            size += len(pieces[-1])
    budget.spend("cells", events)
    finds.add_text(file, "".join(pieces), inside=tuple(marks))
