"""One draft from its bytes to its fixed bytes: every fix on the outcome of the one before."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from leakcheck.fix.verify import carried_out, fresh_rules

if TYPE_CHECKING:
    from collections.abc import Iterable

    from leakcheck.fix.table import Fix
    from leakcheck.fix.values import Case, Proposal


class Fixed(NamedTuple):
    """A draft before and after its fixes; `proposals` holds those that changed something."""

    before: Case
    after: Case
    proposals: tuple[Proposal, ...]


def with_news(proposal: Proposal, before: Case, after: Case) -> Proposal:
    """Return a proposal that says which findings come up because of it."""
    news = sorted(fresh_rules(before, after))
    if not news or proposal.fix == "outlook":  # it says so itself
        return proposal
    rules = before.plan.rules
    named = ", ".join(f"{rule} {rules[rule].name}" for rule in news)
    return proposal._replace(notes=(*proposal.notes, f"reported from now on: {named}"))


def apply_fixes(case: Case, fixes: Iterable[Fix]) -> Fixed:
    """Carry fixes out one after another, in memory; raise RefusedError when one cannot be, or does not hold."""
    after = case
    proposals = []
    for fix in fixes:
        proposal = fix.propose(after)
        if proposal.edits:
            before, after = after, carried_out(after, proposal)
            proposals.append(with_news(proposal, before, after))
    return Fixed(case, after, tuple(proposals))
