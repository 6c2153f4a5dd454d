"""What a draft is for, and how we know."""

from __future__ import annotations

from leakcheck.address.domains import domain_of, is_freemail, organisation
from leakcheck.model.consent import MARKETING
from leakcheck.model.record import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Collection

    from leakcheck.checks.world import People
    from leakcheck.model.draft import Draft
    from leakcheck.model.policy import Policy, PurposeRule

BULK = 10
_COMMAND_LINE = "command line"


class Purpose(NamedTuple):
    """The purpose of a draft, "" when nothing tells, and the reason in a few words."""

    name: str
    reason: str


def purpose_of(draft: Draft, policy: Policy, people: People, *, guess: bool) -> Purpose:
    """Return what the configuration says, command line first, or with `guess` what the draft itself shows."""
    said = _said(draft, policy)
    if said is None:
        return _guessed(draft, policy, people) if guess else Purpose("", "")
    from leakcheck.consent.purposes import full_purpose

    return Purpose(full_purpose(said.name), f"{said.reason} says so")


def _said(draft: Draft, policy: Policy) -> Purpose | None:
    origin = policy.origins.get("purpose", "")
    if policy.purpose and origin == _COMMAND_LINE:
        return Purpose(policy.purpose, "--purpose")
    for rule in policy.purposes:
        if _fits(rule, draft):
            return Purpose(rule.name, rule.origin or "the configuration")
    return Purpose(policy.purpose, origin or "the configuration") if policy.purpose else None


def _fits(rule: PurposeRule, draft: Draft) -> bool:
    from leakcheck.policy.globs import fits

    if rule.folder and not fits(draft.path, f"{rule.folder.rstrip('/*')}/**"):
        return False
    if rule.sender and rule.sender not in _senders(draft):
        return False
    return not rule.subject or _like(draft.header("Subject") or "", rule.subject)


def _senders(draft: Draft) -> Collection[str]:
    keys = [sender.key for sender in draft.senders if sender.field == "From" and sender.key]
    return {*keys, *(f"@{domain_of(key)}" for key in keys)}


def _like(subject: str, glob: str) -> bool:
    """Tell whether a subject fits a pattern in which only * is special; case does not count."""
    pieces = glob.lower().split("*")
    text = subject.strip().lower()
    if len(pieces) == 1:
        return text == pieces[0]
    if not text.startswith(pieces[0]) or not text[len(pieces[0]) :].endswith(pieces[-1]):
        return False
    at, end = len(pieces[0]), len(text) - len(pieces[-1])
    for piece in pieces[1:-1]:
        found = text.find(piece, at, end)
        if found < 0:
            return False
        at = found + len(piece)
    return at <= end


def _guessed(draft: Draft, policy: Policy, people: People) -> Purpose:
    if draft.header("List-Unsubscribe"):
        return Purpose(MARKETING, "it has a List-Unsubscribe field")
    outside = [key for key in people.everybody if not policy.owns_domain(domain_of(key))]
    if len(outside) <= BULK or draft.reply or _together(outside, policy, people):
        return Purpose("", "")
    return Purpose(MARKETING, f"it goes to {len(outside):,} people outside")


def _together(outside: list[str], policy: Policy, people: People) -> bool:
    """Tell whether all belong to one organisation or one circle: many people, yet no mailing."""
    domains = {domain_of(key) for key in outside}
    if domains == {people.sender_domain}:
        return True
    if len({organisation(domain) for domain in domains}) == 1 and not any(map(is_freemail, domains)):
        return True
    return any(not circle.bcc_only and all(map(circle.holds, outside)) for circle in policy.circles)
