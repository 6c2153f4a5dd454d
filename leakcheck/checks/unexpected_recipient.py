"""A reply goes to somebody who was not on the mail that is answered."""

from __future__ import annotations

from leakcheck.address.domains import domain_of
from leakcheck.checks import places, words
from leakcheck.checks.quotes import is_reply
from leakcheck.model.finding import Hit
from leakcheck.model.record import NamedTuple
from leakcheck.model.severity import Severity

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from leakcheck.checks.world import World
    from leakcheck.model.draft import Draft


class Options(NamedTuple):
    """Whether people of own domains may be added without a word."""

    ignore_colleagues: bool = True


def check(draft: Draft, options: Options, world: World) -> Iterator[Hit]:
    """Yield one hit for all who were not on the quoted mail; needs its header block with a To line."""
    if not draft.quoted_headers or not is_reply(draft):
        return
    blocks = [b for b in draft.quoted_headers if any(m.field in {"To", "Cc"} for m in b.mailboxes)]
    known = {mailbox.key for block in blocks for mailbox in block.mailboxes if mailbox.key}
    if not known:
        return
    added = {key: person for key, person in world.people.everybody.items() if key not in known}
    if options.ignore_colleagues:
        added = {key: person for key, person in added.items() if not world.policy.owns_domain(domain_of(key))}
    if not added:
        return
    known_domains = {domain_of(key) for key in known}
    strangers = [key for key in added if domain_of(key) not in known_domains]
    values = {"people": words.people(len(added)), "domains": words.count(len(strangers), "new domain")}
    severity = None if strangers else Severity.NOTE
    yield Hit(places.of_recipients(added.values()), len(added), severity=severity, values=values)
