"""A piece of text that looks like personal data."""

from __future__ import annotations

from leakcheck.model.record import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from leakcheck.model.severity import Confidence

KINDS = (
    "email-address",
    "phone-number",
    "payment-card",
    "iban",
    "bank-account",
    "national-id",
    "tax-id",
    "passport",
    "driving-licence",
    "date-of-birth",
    "postal-address",
    "ip-address",
    "mac-address",
    "geo-location",
    "secret",
    "health",
    "special-category",
    "person-name",
    "personal-link",
    "crypto-wallet",
    "vehicle",
)


class Sighting(NamedTuple):
    """What a detector saw.

    `kind` is one of KINDS; `start` and `end` are code points in the text that was scanned; `detail` says which sort
    ("us-ssn", "de-idnr", "github-token", "religion") and may be empty. `sample` marks published example values.
    """

    kind: str
    start: int
    end: int
    confidence: Confidence
    detail: str = ""
    sample: bool = False
