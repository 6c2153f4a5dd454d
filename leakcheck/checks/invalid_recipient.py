"""A recipient that is no deliverable address by syntax, or that nobody could read."""

from __future__ import annotations

from leakcheck.checks import places, words
from leakcheck.model.finding import Hit
from leakcheck.model.record import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from leakcheck.checks.world import World
    from leakcheck.model.draft import Draft, Recipient


class Options(NamedTuple):
    """This check has no options."""


def check(draft: Draft, options: Options, world: World) -> Iterator[Hit]:
    """Yield one hit for all broken recipients, and for a Reply-To or sender that nobody can answer to."""
    found = [recipient for recipient in draft.recipients if recipient.problem in {"invalid", "unreadable"}]
    found += [s for s in draft.senders if s.problem in {"invalid", "unreadable"} or _answers_nobody(s)]
    if found:
        shown = tuple(places.of_recipient(r, places.as_written(r)) for r in found)
        yield Hit(shown, len(found), values={"addresses": words.count(len(found), "address", "addresses")})


def _answers_nobody(sender: Recipient) -> bool:
    return sender.field == "Reply-To" and sender.problem == "no-address"
