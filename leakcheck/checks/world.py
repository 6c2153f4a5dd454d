"""What a check may ask besides the draft: made once a draft, handed to every check."""

from __future__ import annotations

from leakcheck.address.domains import domain_of, is_freemail
from leakcheck.model.policy import Policy
from leakcheck.model.record import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable

    from leakcheck.checks.seen import Seen
    from leakcheck.model.consent import Consents
    from leakcheck.model.draft import Draft, Recipient


class People(NamedTuple):
    """Who is who in a draft; all sets and keys are canonical keys.

    `own` are the writer's addresses; `visible` maps each distinct visible mailbox that has an address, own ones left
    out, to its first appearance; `everybody` holds all recipients but the writer, Bcc included.
    `sender_domain` is the domain of From where it may stand for the writer's organisation: not configured, not
    freemail; empty otherwise.
    """

    own: frozenset[str]
    visible: dict[str, Recipient]
    everybody: dict[str, Recipient]
    sender_domain: str


class World(NamedTuple):
    """The surroundings of a draft.

    `seen` holds the sightings of the texts by kind; `signature` what the sender's signature shows, as pairs of kind
    and plain value. `policy` has the circles of the ledger added to its own. `consents` is None without a ledger that
    can be read. `sensitive` tells that subject, body or display names hold special-category content. `purpose` is what
    the draft is for, "" when nothing tells, and `purpose_reason` says how that is known. `more` counts, by
    part and kind, the distinct values of attachments that `seen` leaves out because there are too many.
    """

    people: People
    today: dt.date
    seen: dict[str, tuple[Seen, ...]] = {}  # noqa: RUF012 - never changed, a default only
    signature: frozenset[tuple[str, str]] = frozenset()
    policy: Policy = Policy()
    consents: Consents | None = None
    sensitive: bool = False
    purpose: str = ""
    purpose_reason: str = ""
    more: dict[tuple[str, str], int] = {}  # noqa: RUF012 - never changed, a default only


def identity(recipient: Recipient) -> str:
    """Return what makes a recipient the same person elsewhere; an undeliverable address stands for itself."""
    return recipient.key or recipient.addr_spec.lower()


def people_of(draft: Draft, policy: Policy) -> People:
    """Sort the mailboxes of a draft into own, visible and all."""
    authors = [sender.key for sender in draft.senders if sender.field == "From" and sender.key]
    own = policy.own_addresses.union(authors)
    everybody = distinct(r for r in draft.recipients if identity(r) not in own)
    return People(
        own,
        distinct(r for r in draft.recipients if r.visible and identity(r) not in own),
        everybody,
        _sender_domain(authors, policy),
    )


def distinct(recipients: Iterable[Recipient]) -> dict[str, Recipient]:
    """Map each person that has an address to the first appearance."""
    found: dict[str, Recipient] = {}
    for recipient in recipients:
        if recipient.addr_spec:
            found.setdefault(identity(recipient), recipient)
    return found


def is_colleague(key: str, people: People, policy: Policy) -> bool:
    """Tell whether somebody is at an own domain, or at that of From where it stands for the organisation."""
    domain = domain_of(key)
    return policy.owns_domain(domain) or (bool(domain) and domain == people.sender_domain)


def know_one_another(keys: Iterable[str], policy: Policy) -> bool:
    """Tell whether one circle holds all of these people; a circle that must stay hidden knows nobody."""
    every = tuple(keys)
    return any(not circle.bcc_only and all(map(circle.holds, every)) for circle in policy.circles)


def strangers(world: World) -> tuple[str, ...]:
    """Return everybody who would get the draft and does not belong to the writer's own domains, by key."""
    return tuple(key for key in world.people.everybody if not world.policy.owns_domain(domain_of(key)))


def _sender_domain(authors: list[str], policy: Policy) -> str:
    domain = domain_of(authors[0]) if authors else ""
    if not domain or policy.owns_domain(domain) or is_freemail(domain):
        return ""
    return domain
