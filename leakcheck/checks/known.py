"""Which data nobody learns anything from: the sender's own, and addresses that every reader has anyway."""

from __future__ import annotations

import re

from leakcheck.address.canonical import canonical
from leakcheck.checks.seen import CONTACT, Seen, normal
from leakcheck.checks.sender import is_senders
from leakcheck.checks.world import is_colleague

TYPE_CHECKING = False
if TYPE_CHECKING:
    from leakcheck.checks.world import World

# This machine, seen from itself, and resolvers that everybody uses.
_NOBODYS = frozenset({"::1", "::0", "8.8.8.8", "8.8.4.4", "1.1.1.1", "9.9.9.9"})
# Addresses of a mailing list's program.
_LIST_COMMANDS = ("-request", "-owner", "-bounces", "-subscribe", "-unsubscribe")
_ATTACH = "attach:personal-data"


def is_known(seen: Seen, roles: tuple[str, ...], world: World) -> bool:
    """Tell whether a datum is the sender's own, an address that every reader knows anyway, or reaches no person.

    `roles` are local parts that belong to an office, not to a person.
    """
    kind = seen.sighting.kind
    if kind in CONTACT and (seen.region == "signature" or (kind, normal(seen.value)) in world.signature):
        return True
    if seen.region == "body" and is_senders(seen, world):
        return True
    if kind == "phone-number":
        from leakcheck.detect.phone_service import SERVICE

        return seen.sighting.detail == SERVICE
    if kind == "ip-address":
        return seen.value.startswith(("0.", "127.", "255.")) or seen.value in _NOBODYS or _is_network(seen)
    return kind == "email-address" and known_address(seen.value, roles, world)


def _is_network(seen: Seen) -> bool:
    """Tell whether a prefix follows an IPv4 address that leaves no bit for a device: "10.0.0.0/16" (RFC 4632, 3021)."""
    prefix = re.compile(r"/([0-9]{1,2})(?![0-9])").match(seen.text.text, seen.sighting.end)
    if not prefix or ":" in seen.value:
        return False
    free = 32 - int(prefix[1])
    return free > 1 and int.from_bytes(map(int, seen.value.split("."))) % (1 << free) == 0


def may_be_attached(address: str, world: World) -> bool:
    """Tell whether the owner of an address agreed to have it sent as an attachment."""
    if world.consents is None:
        return False
    return world.consents.status(canonical(address), _ATTACH).agreed


def known_address(value: str, roles: tuple[str, ...], world: World) -> bool:
    """Tell whether an address is the sender's own or an office's, or every reader of the draft knows it."""
    key = canonical(value)
    people = world.people
    if not key:
        return False
    if key in people.own or key in people.visible or (len(people.everybody) == 1 and key in people.everybody):
        return True
    if is_colleague(key, people, world.policy):
        return True
    local = key.rpartition("@")[0]
    return local in roles or local.endswith(_LIST_COMMANDS)
