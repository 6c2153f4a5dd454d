"""Answers of a ledger, whatever the day -> consents of one draft, on its day."""

from __future__ import annotations

from leakcheck.model.consent import EVERYTHING, Consents, Status, judged

TYPE_CHECKING = False
if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Collection

    from leakcheck.consent.asking import Known
    from leakcheck.model.consent import Answer


def consents_on(known: Known, on: dt.date, shared: Collection[str] = ()) -> Consents:
    """Judge what is known on the day of a draft.

    `shared` names the circles that hold everybody who is visible: what somebody agreed to within one of them counts,
    and no other limited consent does. A limited objection counts where its circle is shared.
    """
    statuses: dict[tuple[str, str], Status] = {}
    expiries: dict[tuple[str, str], dt.date] = {}
    purposes: dict[str, list[str]] = {}
    for answer in known.answers:
        if answer.scope != EVERYTHING and answer.scope not in shared:
            continue
        cell, status = (answer.key, answer.purpose), judged(answer, on)
        if cell in statuses:
            status = _stronger(statuses[cell], status)
        else:
            purposes.setdefault(answer.key, []).append(answer.purpose)
        statuses[cell] = status
        if status is Status.EXPIRED and answer.expires is not None:
            expiries[cell] = answer.expires
    return Consents(
        statuses,
        {key: tuple(words) for key, words in purposes.items()},
        expiries,
        frozenset(answer.key for answer in known.answers if _is_suppressed(answer)),
        known.similar,
        known.names,
        known.words,
    )


def _is_suppressed(answer: Answer) -> bool:
    return answer.suppressed and answer.purpose == EVERYTHING and answer.status.objected


def _stronger(one: Status, other: Status) -> Status:
    """Return which of two answers for the same purpose holds: an objection, then consent."""
    return max(one, other, key=lambda status: (status.objected, status.agreed, status is not Status.UNKNOWN))
