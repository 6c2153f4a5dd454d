"""Sightings with the region they stand in, sorted by kind once a draft."""

from __future__ import annotations

from leakcheck.model.record import NamedTuple
from leakcheck.model.severity import Confidence

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from leakcheck.model.draft import Draft, Text
    from leakcheck.model.sighting import Sighting


# What a signature may hold without a word: the sender's own contact data.
CONTACT = frozenset(
    {
        *("email-address", "phone-number", "postal-address", "person-name", "personal-link", "tax-id", "iban"),
        "bank-account",
    }
)


class Seen(NamedTuple):
    """A sighting, the text it stands in and the region there: "body", "quoted", "quoted-header" or "signature"."""

    text: Text
    region: str
    sighting: Sighting

    @property
    def value(self) -> str:
        """Return what was seen, as it stands in the text."""
        return self.text.text[self.sighting.start : self.sighting.end]

    @property
    def group(self) -> str:
        """Return what makes one finding: the field, the part, or the alternatives that say the same."""
        if self.text.where == "Subject":
            return "Subject"
        if self.text.alternative is not None:
            return f"alternatives of {self.text.alternative}"
        return self.text.part or self.text.where


def by_kind(draft: Draft, sightings: Sequence[Sequence[Sighting]]) -> dict[str, tuple[Seen, ...]]:
    """Sort sightings of at least medium confidence by kind; `sightings` runs along the texts of the draft."""
    found: dict[str, list[Seen]] = {}
    for text, seen in zip(draft.texts, sightings, strict=True):
        for sighting in seen:
            if sighting.confidence >= Confidence.MEDIUM:
                region = region_at(text, sighting.start)
                found.setdefault(sighting.kind, []).append(Seen(text, region, sighting))
    return {kind: tuple(items) for kind, items in found.items()}


def region_at(text: Text, offset: int) -> str:
    """Return the kind of the region that holds an offset."""
    for region in text.regions:
        if offset < region.span.end:
            return region.kind
    return "body"


def normal(value: str) -> str:
    """Return a value without what differs between two spellings of it."""
    plain = "".join(filter(str.isalnum, value))
    return plain.lower() if plain else value
