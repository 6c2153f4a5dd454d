"""One draft from its bytes to its fixed bytes: every fix on the outcome of the one before."""

from __future__ import annotations

from leakcheck.fix.values import RefusedError
from leakcheck.fix.verify import carried_out, fresh_rules
from leakcheck.model.record import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable

    from leakcheck.fix.table import Fix
    from leakcheck.fix.values import Case, Proposal


class Fixed(NamedTuple):
    """A draft before and after its fixes.

    `proposals` holds those that changed something, `refused` says why others were left out.
    """

    before: Case
    after: Case
    proposals: tuple[Proposal, ...]
    refused: tuple[str, ...] = ()


def with_news(proposal: Proposal, before: Case, after: Case) -> Proposal:
    """Return a proposal that says which findings come up because of it."""
    news = sorted(fresh_rules(before, after))
    if not news or proposal.fix == "outlook":  # it says so itself
        return proposal
    rules = before.plan.rules
    named = ", ".join(f"{rule} {rules[rule].name}" for rule in news)
    return proposal._replace(notes=(*proposal.notes, f"reported from now on: {named}"))


def apply_fixes(case: Case, fixes: Iterable[Fix], *, lenient: bool = False) -> Fixed:
    """Carry fixes out one after another, in memory; raise RefusedError when one cannot be, or does not hold.

    `lenient` leaves such a fix out, for fixes that nobody named; it raises only when nothing else was done.
    """
    after = case
    proposals: list[Proposal] = []
    refused: list[RefusedError] = []
    for fix in fixes:
        try:
            before, proposal, after = after, *_done(after, fix)
        except RefusedError as error:
            refused.append(error)
            continue
        if proposal.edits:
            proposals.append(with_news(proposal, before, after))
    if refused and not (lenient and proposals):
        raise refused[0]
    return Fixed(case, after, tuple(proposals), tuple(map(str, refused)))


def _done(case: Case, fix: Fix) -> tuple[Proposal, Case]:
    proposal = fix.propose(case)
    shown = proposal._replace(changes=case.as_saved(proposal.changes))
    return shown, carried_out(case, proposal) if proposal.edits else case
