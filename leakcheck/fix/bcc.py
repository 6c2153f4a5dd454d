"""Move visible outsiders to Bcc, so that nobody sees the others."""

from __future__ import annotations

from leakcheck.address.domains import domain_of
from leakcheck.checks.visible_recipients import Options, judge
from leakcheck.checks.world import World, identity, people_of
from leakcheck.engine.surroundings import world_of
from leakcheck.fix import fields
from leakcheck.fix.elsewhere import strangers, taken_out
from leakcheck.fix.people import shown
from leakcheck.fix.values import NAMED, Change, Proposal, RefusedError
from leakcheck.mail.places import Places
from leakcheck.model.draft import VISIBLE_FIELDS
from leakcheck.model.evidence import Evidence

TYPE_CHECKING = False
if TYPE_CHECKING:
    from leakcheck.fix.edits import Edit
    from leakcheck.fix.values import Case
    from leakcheck.model.draft import Recipient

FIX = "bcc"
NOBODY = b"undisclosed-recipients:;"
_HIDDEN = {"To": "Bcc", "Cc": "Bcc", "Resent-To": "Resent-Bcc", "Resent-Cc": "Resent-Bcc"}


def propose(case: Case) -> Proposal:
    """Move everybody whom LC101 counts; raise RefusedError where Bcc would not protect them."""
    moved = _moved(case)
    if not moved:
        return Proposal(FIX)
    _refuse(case)
    fields.top_part(case.draft)
    places = Places(case.draft)
    written = {recipient: fields.written(case.draft, places, recipient) for recipient in case.draft.recipients}
    elsewhere = taken_out(case, moved & strangers(case), FIX)
    edits = _edits(case, moved, written) + elsewhere.edits
    changes = tuple(
        Change(r.field, places.locate(r.origin, r.span)[0], Evidence(shown(r), "email-address"), "moves to Bcc")
        for r in case.draft.recipients
        if r.visible and identity(r) in moved
    )
    announced = NAMED | {"LC601"}
    changes += elsewhere.changes
    return Proposal(FIX, edits, changes, case.findings(FIX), announced, added=_author(case)[1], notes=_notes(case))


def _moved(case: Case) -> frozenset[str]:
    """Return the people to move: all whom LC101 counts when there are several, and members that must stay hidden."""
    world = World(people_of(case.draft, case.plan.policy), case.today, policy=case.plan.policy)
    counted = _counted(case, world)
    hidden = [
        location.evidence.reveal().lower()
        for finding in case.findings(FIX)
        if finding.rule.check == "bcc-only"
        for location in finding.locations
    ]
    secret = {identity(r) for r in case.draft.recipients if r.addr_spec.lower() in hidden}
    return frozenset((counted if len(counted) > 1 else []) + sorted(secret))


def _counted(case: Case, world: World) -> list[str]:
    """Return whom LC101 counts, and whom it would count once those are hidden: several at From's own domain."""
    verdict = judge(case.draft, Options(), world)
    counted = [identity(person) for person in verdict.people]
    if len(counted) < 2 or verdict.only_sender_domain:
        return counted
    known = set(counted)
    rest = [key for key in world.people.visible if key not in known and not world.policy.owns_domain(domain_of(key))]
    return counted + (rest if len(rest) > 1 else [])


def _refuse(case: Case) -> None:
    encryption = case.draft.encryption
    if encryption and encryption.encrypted:
        raise RefusedError("Bcc hides nobody in encrypted mail, since each copy names the keys of all; --split works")
    if not case.force and world_of(case.draft, case.plan.policy, case.today).sensitive:
        raise RefusedError(
            "the mail speaks of health, belief or the like, where Bcc is not enough: one slip shows everybody; "
            "--split writes one mail each, --force uses Bcc all the same"
        )


def _author(case: Case) -> tuple[bytes, frozenset[str]]:
    """Return what stands in To instead: the writer's own mailbox where there is one."""
    author = next((s for s in case.draft.senders if s.field == "From" and s.key), None)
    if author is None:
        return NOBODY, frozenset()
    return fields.written(case.draft, Places(case.draft), author), frozenset({author.key})


def _edits(case: Case, moved: frozenset[str], written: dict[Recipient, bytes]) -> tuple[Edit, ...]:
    draft = case.draft
    eol = fields.line_end(draft)
    hidden: dict[str, list[bytes]] = {}
    present = {(identity(r), r.field) for r in draft.recipients}
    for recipient, text in written.items():
        home = _HIDDEN.get(recipient.field, recipient.field)
        goes = recipient.visible and identity(recipient) in moved and (identity(recipient), home) not in present
        if goes or recipient.field == home:
            present.add((identity(recipient), home))
            hidden.setdefault(home, []).append(text)
    edits = [fields.remove(field) for field in fields.named(draft, *hidden)]
    first = True
    for name in VISIBLE_FIELDS:
        for field in fields.named(draft, name):
            here = [r for r in written if r.field == name and r.origin.span == field.value]
            if not any(identity(r) in moved for r in here):
                continue
            kept = [written[r] for r in here if identity(r) not in moved]
            new = fields.addresses(field.name, kept, eol) if kept else b""
            if first:
                new = (new or _stand_in(case, name, eol)) + b"".join(
                    fields.addresses(home, boxes, eol) for home, boxes in sorted(hidden.items())
                )
                first = False
            edits.append(fields.replace(draft, field, new) if new else fields.remove(field))
    return tuple(edits)


def _stand_in(case: Case, name: str, eol: bytes) -> bytes:
    """Return the field that says to whom the mail goes when everybody in the first one is hidden."""
    main = "Resent-To" if name.startswith("Resent-") else "To"
    if name != main and fields.named(case.draft, main):
        return b""
    return fields.addresses(main, [_author(case)[0]], eol)


def _notes(case: Case) -> tuple[str, ...]:
    notes = ["Bcc still shows each reader that others were written to; --split does not"]
    if case.plan.policy.transport != "sendmail":
        notes.append(
            f"the transport {case.plan.policy.transport} would deliver the Bcc line to everybody (LC601): "
            "send from the mail program, or use --split"
        )
    return (*notes, *fields.dkim_note(case.draft, ("To", "Cc", "Bcc")))
