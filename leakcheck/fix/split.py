"""One message for each recipient: the way that regulators advise."""

from __future__ import annotations

import uuid

from leakcheck.address.domains import domain_of
from leakcheck.checks.world import identity, people_of
from leakcheck.fix import fields, merge
from leakcheck.fix.edits import in_order
from leakcheck.fix.elsewhere import strangers, taken_out
from leakcheck.fix.outcome import Left
from leakcheck.fix.people import shown, unconsented
from leakcheck.fix.session import with_news
from leakcheck.fix.values import NAMED, Change, Proposal, RefusedError
from leakcheck.fix.verify import carried_out
from leakcheck.mail.places import Places
from leakcheck.model.draft import DESTINATION_FIELDS
from leakcheck.model.evidence import Evidence
from leakcheck.model.record import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from leakcheck.fix.edits import Edit
    from leakcheck.fix.values import Case
    from leakcheck.fix.write import Piece
    from leakcheck.model.draft import Recipient

FIX = "split"
_UNREADABLE = "no address that can be read"


class Split(NamedTuple):
    """Who gets a message of which draft, who gets none, and what goes into each.

    `proposal` shows it; its edits are those of the first message. `sample` is that message, checked anew.
    """

    case: Case
    sample: Case
    proposal: Proposal
    people: tuple[Recipient, ...]
    left_out: tuple[Left, ...]
    template: Template


class Template:
    """Makes the edits for one recipient."""

    def __init__(self, case: Case) -> None:
        self.case = case
        self.draft = case.draft
        self.places = Places(case.draft)
        self.merge = merge.find_fields(case.draft)
        self._fields = fields.named(case.draft, *DESTINATION_FIELDS)
        self._ids = fields.named(case.draft, "Message-ID")
        self._eol = fields.line_end(case.draft)
        self.elsewhere = taken_out(case, strangers(case), FIX)
        author = next((s.key for s in case.draft.senders if s.key), "")
        self._domain = domain_of(author) or "leakcheck.invalid"

    def edits(self, person: Recipient) -> list[Edit]:
        """Return what makes the draft a message to one person alone."""
        to = fields.addresses("To", [fields.written(self.draft, self.places, person)], self._eol)
        edits = [*self._message_ids(), *self.elsewhere.edits]
        edits += (fields.remove(field) for field in self._fields[1:])
        if not self._ids:
            to += self._new_id("Message-ID")
        edits.append(fields.replace(self.draft, self._fields[0], to))
        return edits if self.merge.empty else edits + merge.fill(self.draft, self.places, self.merge, person)

    def _message_ids(self) -> Iterator[Edit]:
        for number, field in enumerate(self._ids):
            yield fields.remove(field) if number else fields.replace(self.draft, field, self._new_id(field.name))

    def _new_id(self, name: str) -> bytes:
        return f"{name}: <{uuid.uuid4().hex}@{self._domain}>".encode() + self._eol

    def message(self, person: Recipient) -> list[Piece]:
        """Return a message as new bytes and stretches of the draft, its header first: nothing large is copied.

        Raises RefusedError when the header, read again, names anybody else.
        """
        end = self.draft.parts[0].header.end
        edits = self.edits(person)
        view = memoryview(self.case.data)
        header = b"".join(_pieces(view[:end], [edit for edit in edits if edit.start < end]))
        if not is_to_alone(header, person):
            raise RefusedError("--split: a message would name somebody else; nothing is written")
        body = [edit._replace(start=edit.start - end, end=edit.end - end) for edit in edits if edit.start >= end]
        return [header, *_pieces(view[end:], body)]


def _pieces(view: memoryview, edits: list[Edit]) -> Iterator[Piece]:
    at = 0
    for edit in in_order(edits, len(view)):
        yield view[at : edit.start]
        yield edit.replacement
        at = edit.end
    yield view[at:]


def plan_split(case: Case) -> Split | None:
    """Return the plan and its first message, checked; None when there is only one recipient anyway.

    Raises RefusedError where nobody is left, or the message is not as promised.
    """
    objections = unconsented(case)
    everybody = people_of(case.draft, case.plan.policy).everybody
    left = [
        Left(Evidence(shown(r), "email-address"), objections[key]) for key, r in everybody.items() if key in objections
    ]
    lost = [r for r in case.draft.recipients if not r.addr_spec and not r.key]
    left += [Left(Evidence(shown(r), "person-name"), _UNREADABLE) for r in lost]
    if len(everybody) + len(lost) < 2 and not left:
        return None
    people = tuple(r for key, r in everybody.items() if key not in objections)
    if not people:
        raise RefusedError("--split: nobody is left to write to: no recipient agreed, or none can be read")
    fields.top_part(case.draft)
    template = Template(case)
    first = _proposal(template, people[0])
    sample = carried_out(case, first)
    _check_others(template, people)
    proposal = first._replace(
        changes=case.as_saved(_changes(template, people) + template.elsewhere.changes), notes=_notes(template, people)
    )
    proposal = with_news(proposal, case, sample)
    return Split(case, sample, proposal, people, tuple(left), template)


def _proposal(template: Template, person: Recipient) -> Proposal:
    case = template.case
    others = frozenset(identity(r) for r in case.draft.recipients) - {identity(person)}
    return Proposal(FIX, tuple(template.edits(person)), (), case.findings(FIX), NAMED, others)


def _check_others(template: Template, people: tuple[Recipient, ...]) -> None:
    """Check one more message in full: the last, or the first in which a field stays open."""
    other = next((p for p in people if merge.missing(template.merge, p)), people[-1])
    carried_out(template.case, _proposal(template, other))


def is_to_alone(header: bytes, person: Recipient) -> bool:
    """Tell whether the header of a message names this one recipient and nobody else."""
    from leakcheck import mail

    found = mail.parse(header, "message.eml").recipients
    return [identity(r) for r in found] == [identity(person)] and found[0].field == "To"


def _changes(template: Template, people: tuple[Recipient, ...]) -> tuple[Change, ...]:
    locate = template.places.locate
    return tuple(
        Change(r.field, locate(r.origin, r.span)[0], Evidence(shown(r), "email-address"), "one message each")
        for r in people
    )


def _notes(template: Template, people: tuple[Recipient, ...]) -> tuple[str, ...]:
    notes = fields.dkim_note(template.draft, ("To", "Cc", "Message-ID"))
    open_fields = sum(merge.missing(template.merge, person) for person in people)
    if open_fields:
        notes += (
            f"a field such as {{{{name}}}} stays open in {open_fields} of {len(people)} messages: no display name",
        )
    encryption = template.draft.encryption
    if encryption and encryption.encrypted:
        notes += ("the encrypted part still names the keys of all; encrypt each message anew to hide them",)
    own = people_of(template.draft, template.case.plan.policy).own
    if any(r.key in own for r in template.draft.recipients):
        notes += ("your own address gets no copy",)
    return notes
