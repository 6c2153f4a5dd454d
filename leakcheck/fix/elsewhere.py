"""Header fields besides To, Cc and Bcc that would still name people whom a fix hides from one another."""

from __future__ import annotations

from leakcheck.checks.other_fields import people_in
from leakcheck.checks.world import is_colleague, people_of
from leakcheck.fix import fields
from leakcheck.fix.values import RefusedError
from leakcheck.mail.places import Places
from leakcheck.model.draft import DESTINATION_FIELDS
from leakcheck.model.record import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Collection

    from leakcheck.fix.edits import Edit
    from leakcheck.fix.values import Case, Change
    from leakcheck.model.draft import Draft, Header

_ANSWERS = frozenset({"reply-to", "mail-reply-to", "mail-followup-to"})
_OTHERS = frozenset({"from", "sender", "resent-from", "resent-sender", "message-id", "in-reply-to", "references"})
_LEFT = _OTHERS.union(name.lower() for name in DESTINATION_FIELDS)


class Elsewhere(NamedTuple):
    """What takes such fields out, and what there is to show of it."""

    edits: tuple[Edit, ...]
    changes: tuple[Change, ...]


def strangers(case: Case) -> frozenset[str]:
    """Return the recipients outside the writer's own organisation."""
    policy = case.plan.policy
    people = people_of(case.draft, policy)
    return frozenset(key for key in people.everybody if not is_colleague(key, people, policy))


def taken_out(case: Case, people: Collection[str], fix: str) -> Elsewhere:
    """Take out each field that names one of the people (canonical keys).

    Raises RefusedError when answers would go to them: no program can know to whom instead.
    """
    naming = _naming(case.draft, people)
    answers = next((header.name for header in naming if header.name.lower() in _ANSWERS), "")
    if answers:
        raise RefusedError(f"--{fix}: {answers} names recipients and would go to all; change that field first")
    return Elsewhere(*fields.taken_out(case.draft, Places(case.draft), naming))


def _naming(draft: Draft, people: Collection[str]) -> list[Header]:
    searched = [h for h in draft.headers if "@" in h.text and h.name.lower() not in _LEFT]
    return [header for header in searched if any(key in people for key, _ in people_in(header))]
