"""An address one slip away from a known one, an own domain or a big provider."""

from __future__ import annotations

from leakcheck.checks import places, words
from leakcheck.model.evidence import mask_address
from leakcheck.model.finding import Hit
from leakcheck.model.record import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from leakcheck.checks.world import World
    from leakcheck.model.draft import Draft


class Options(NamedTuple):
    """This check has no options."""


def check(draft: Draft, options: Options, world: World) -> Iterator[Hit]:
    """Yield one hit for all recipients whose address may be a slip."""
    if not world.people.everybody:
        return
    from leakcheck.address.nearmiss import near_misses

    known = {member for circle in world.policy.circles for member in circle.members}
    known.update(world.people.own)
    known.update(person.key for block in draft.quoted_headers for person in block.mailboxes if person.key)
    domains = (*world.policy.own_domains, world.people.sender_domain)
    slips = near_misses(tuple(world.people.everybody), frozenset(known), tuple(d for d in domains if d))
    if slips:
        shown = places.of_recipients(world.people.everybody[key] for key in slips)
        meant = ", ".join(sorted({mask_address(s.near) if "@" in s.near else s.near for s in slips.values()}))
        yield Hit(
            shown, len(slips), values={"addresses": words.count(len(slips), "address", "addresses"), "meant": meant}
        )
