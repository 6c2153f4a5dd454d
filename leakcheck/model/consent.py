"""What is known about who agreed to what, as a value for one draft."""

from __future__ import annotations

from enum import Enum

from leakcheck.model.record import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    import datetime as dt

EVERYTHING = "*"
MARKETING = "contact:marketing"
DISCLOSE_ADDRESS = "disclose:address-to-group"
DISCLOSE_NAME = "disclose:name-to-group"
GIVEN, SURNAME = "given name", "surname"


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


class Answer(NamedTuple):
    """What the ledger says of one person and one purpose ("*" is every purpose), whatever the day.

    `expires` is the last day on which it holds, `effective` the first; None is open. `scope` is "*" or the name of the
    circle to which it is limited. `suppressed` marks a standing wish never to be written to.
    """

    key: str
    purpose: str
    status: Status
    expires: dt.date | None = None
    effective: dt.date | None = None
    scope: str = EVERYTHING
    suppressed: bool = False


class NameWord(NamedTuple):
    """A word by which people are called: `role` is GIVEN or SURNAME, `word` as `detect.called` compares it."""

    role: str
    word: str


class Consents(NamedTuple):
    """The ledger's answers for the people of one draft, judged on its day.

    `statuses` maps (canonical key, purpose) to a status; `purposes` lists the purposes of each person with an entry.
    `expiries` says since when what has run out did so. `suppressed` are people who must not be written to at all,
    `similar` those without an entry whose address resembles one that agreed, `known_names` those names in the draft's
    texts that belong to people of the ledger, as they stand there; `known_words` does so for given names and surnames
    that stand by themselves, with the number of people who bear them.
    """

    statuses: dict[tuple[str, str], Status]
    purposes: dict[str, tuple[str, ...]] = {}  # noqa: RUF012 - never changed, a default only
    expiries: dict[tuple[str, str], dt.date] = {}  # noqa: RUF012 - never changed, a default only
    suppressed: frozenset[str] = frozenset()
    similar: frozenset[str] = frozenset()
    known_names: frozenset[str] = frozenset()
    known_words: dict[NameWord, int] = {}  # noqa: RUF012 - never changed, a default only

    def status(self, key: str, purpose: str) -> Status:
        """Return the status of a person for a purpose; Unknown is never Given.

        What somebody withdrew from everything, or from a purpose that holds this one, is withdrawn here too; consent
        never spreads like this.
        """
        found = self.statuses.get((key, purpose))
        if found is not None:
            return found
        for wider in (*wider_purposes(purpose), EVERYTHING):
            found = self.statuses.get((key, wider))
            if found is not None and found.objected:
                return found
        return Status.UNKNOWN


def judged(answer: Answer, on: dt.date) -> Status:
    """Return the status of an answer on a day: not yet in force is Unknown, run out is Expired."""
    if not answer.status.agreed:
        return answer.status
    if answer.effective is not None and on < answer.effective:
        return Status.UNKNOWN
    return Status.EXPIRED if answer.expires is not None and answer.expires < on else answer.status


def wider_purposes(purpose: str) -> tuple[str, ...]:
    """Return the purposes that hold this one, nearest first: "contact:marketing/a" stands in "contact:marketing"."""
    words = purpose.split("/")
    return tuple("/".join(words[:size]) for size in range(len(words) - 1, 0, -1))


def is_marketing(purpose: str) -> bool:
    """Tell whether a purpose is `contact:marketing` or one of its lists; the bare word "marketing" counts too."""
    return purpose in {"marketing", MARKETING} or purpose.startswith(MARKETING + "/")


def is_contact(purpose: str) -> bool:
    """Tell whether a purpose is about being written to, which own purposes without a prefix are too."""
    return purpose.startswith("contact:") or (":" not in purpose and purpose != EVERYTHING)
