"""Where somebody stands, out of the events: the rules of consent, the same in whatever order events are written.

- Unknown is never Given, and consent for one purpose says nothing about another.
- A withdrawal or refusal of a purpose also holds for the lists below it; one of everything ("*") for every purpose.
- It beats every import, older or newer. Only a grant by hand that was made later lifts it, for its own purpose.
- A suppression is a withdrawal of everything which only a grant that was also written later lifts.
"""

from __future__ import annotations

from leakcheck.consent.values import Standing
from leakcheck.model.consent import EVERYTHING, Status, wider_purposes

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from leakcheck.consent.values import Event

SUPPRESS = "suppress"
SPEAKING = frozenset({"consent", SUPPRESS})


def is_objection(event: Event) -> bool:
    """Tell whether an event says no, for the person or by the person."""
    return event.kind in SPEAKING and (event.status.objected or event.status is Status.INVALIDATED)


def standings(own: Iterable[Event], similar: Iterable[Event] = ()) -> tuple[Standing, ...]:
    """Return the standings of one person by purpose and scope.

    `own` are the events of the address itself; of `similar`, those of addresses with the same loose form, only
    objections count.
    """
    events = [event for event in own if event.kind in SPEAKING]
    numbers = {event.seq for event in events}
    events += [event for event in similar if is_objection(event) and event.seq not in numbers]
    cells = sorted({(event.purpose, event.scope) for event in events})
    return tuple(_standing(purpose, scope, events) for purpose, scope in cells)


def _standing(purpose: str, scope: str, events: Sequence[Event]) -> Standing:
    over = {purpose, EVERYTHING, *wider_purposes(purpose)}
    objections = [e for e in events if is_objection(e) and e.purpose in over and e.scope in {scope, EVERYTHING}]
    own = [e for e in events if e.purpose == purpose and e.scope == scope and not is_objection(e)]
    agreed = _lifting([e for e in own if e.status.agreed], objections)
    suppressed = any(e.kind == SUPPRESS for e in objections)
    if agreed:
        decided, suppressed = max(agreed, key=_order), False
    elif objections:
        decided = max(objections, key=_order)
    else:
        decided = max(own, key=lambda e: (e.status is not Status.UNKNOWN, *_order(e)))
    return Standing(purpose, scope, decided.status, decided.expires, decided.effective, suppressed, decided.seq)


def _lifting(agreed: list[Event], objections: list[Event]) -> list[Event]:
    """Return the grants that stand against all objections."""
    if not objections:
        return agreed
    since = max(event.at for event in objections)
    after = max((event.recorded for event in objections if event.kind == SUPPRESS), default="")
    return [event for event in agreed if not event.imported and event.at > since and event.recorded > after]


def _order(event: Event) -> tuple[str, bool, int]:
    return (event.at, not event.imported, event.seq)
