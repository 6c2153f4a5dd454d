"""Requests for consent that were sent, and which of them an answer belongs to."""

from __future__ import annotations

from leakcheck.consent.seal import open_note
from leakcheck.model.consent import Status

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from leakcheck.consent.keys import Keys
    from leakcheck.consent.values import Event

ASKED = "asked by mail, reference LC-"


def evidence_of(reference: str) -> str:
    """Return the words under which a request is kept."""
    return f"{ASKED}{reference}"


def answered(events: Sequence[Event], reference: str, writers: Mapping[int, Keys]) -> Event | None:
    """Return the latest request among the events of one person that bears a reference, None when there is none."""
    if not reference:
        return None
    for event in reversed(events):
        if event.status is Status.REQUESTED and event.key in writers:
            note = open_note(writers[event.key].seal, event.note, event.salt)
            if note.evidence == evidence_of(reference):
                return event
    return None
