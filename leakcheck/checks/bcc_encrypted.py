"""Bcc in an encrypted message: each copy names the keys of all, so hidden recipients are not hidden."""

from __future__ import annotations

from leakcheck.checks import places, words
from leakcheck.model.finding import Hit
from leakcheck.model.record import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from leakcheck.checks.world import World
    from leakcheck.model.draft import Draft


class Options(NamedTuple):
    """This check has no options."""


SCHEMES = {"openpgp": "OpenPGP", "smime": "S/MIME"}


def check(draft: Draft, options: Options, world: World) -> Iterator[Hit]:
    """Yield one hit for all Bcc recipients of an encrypted draft; a signature alone is fine."""
    hidden = [r for r in draft.recipients if r.field in {"Bcc", "Resent-Bcc"}]
    if hidden and draft.encryption and draft.encryption.encrypted:
        values = {"people": words.people(len(hidden)), "scheme": SCHEMES[draft.encryption.scheme]}
        yield Hit(places.of_recipients(hidden), len(hidden), values=values)
