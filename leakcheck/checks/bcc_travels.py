"""A Bcc line that this transport would deliver to everybody."""

from __future__ import annotations

from leakcheck.checks import places, words
from leakcheck.model.finding import Hit
from leakcheck.model.phrase import Phrase
from leakcheck.model.record import NamedTuple
from leakcheck.model.severity import Severity

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from leakcheck.checks.world import World
    from leakcheck.model.draft import Draft


class Options(NamedTuple):
    """This check has no options; the transport comes from --transport or [send] transport."""


LEVELS = {"submission": Severity.WARNING, "raw-smtp": Severity.ERROR}
FATES = {
    "submission": "may be shown to all: not every program takes the line out before submission",
    "raw-smtp": "would be shown to all: raw-smtp delivers the line as it stands",
}


def check(draft: Draft, options: Options, world: World) -> Iterator[Hit]:
    """Yield one hit for all hidden recipients whose line would travel."""
    severity = LEVELS.get(world.policy.transport)
    hidden = [r for r in draft.recipients if r.field in {"Bcc", "Resent-Bcc"}]
    if severity and hidden:
        values = {"people": words.people(len(hidden)), "fate": Phrase(FATES[world.policy.transport])}
        yield Hit(places.of_recipients(hidden), len(hidden), severity=severity, values=values)
