"""What is known about who agreed to what, as a value for one draft."""

from __future__ import annotations

from enum import Enum
from typing import NamedTuple

DISCLOSE_ADDRESS = "disclose:address-to-group"
MARKETING = "contact:marketing"


class Status(Enum):
    """Consent status in the words of the W3C Data Privacy Vocabulary (DPV 2, consent status)."""

    REQUESTED = "Requested"
    REQUEST_DEFERRED = "RequestDeferred"
    REFUSED = "Refused"
    GIVEN = "Given"
    RENEWED = "Renewed"
    EXPIRED = "Expired"
    WITHDRAWN = "Withdrawn"
    REVOKED = "Revoked"
    INVALIDATED = "Invalidated"
    UNKNOWN = "Unknown"

    @property
    def agreed(self) -> bool:
        """Tell whether this status permits what was asked."""
        return self in (Status.GIVEN, Status.RENEWED)

    @property
    def objected(self) -> bool:
        """Tell whether the person, or somebody for the person, said no."""
        return self in (Status.REFUSED, Status.WITHDRAWN, Status.REVOKED)


class Consents(NamedTuple):
    """The ledger's answers for the people of one draft: (canonical key, purpose) -> status."""

    statuses: dict[tuple[str, str], Status]

    def status(self, key: str, purpose: str) -> Status:
        """Return the status of a person for a purpose; Unknown is never Given."""
        return self.statuses.get((key, purpose), Status.UNKNOWN)


def is_marketing(purpose: str) -> bool:
    """Tell whether a purpose is `contact:marketing` or one of its lists; the bare word "marketing" counts too."""
    return purpose in {"marketing", MARKETING} or purpose.startswith(MARKETING + "/")
