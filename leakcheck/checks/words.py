"""Small wordings that several checks share."""

from __future__ import annotations

from functools import cache

from leakcheck.model.phrase import Phrase

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable


def count(number: int, one: str, many: str = "") -> Phrase:
    """Return a number with its noun: "1 person", "14 people"."""
    return Phrase("{number} " + (one if number == 1 else many or one + "s"), number=number)


def people(number: int) -> Phrase:
    """Return "1 person" or "14 people"."""
    return count(number, "person", "people")


def file_named(name: str) -> str:
    """Return the name of an attachment, or what to say of one without a name."""
    return name or Phrase("An attachment")


def sample(things: str, details: str) -> Phrase:
    """Say of things that they are values that everybody uses as an example."""
    return Phrase("{things}{details}, published as an example,", things=things, details=details)


def is_among(name: str, names: tuple[str, ...]) -> bool:
    """Tell whether a lower-case name is one of these; a star at the end stands for anything."""
    return name in names or name.startswith(_beginnings(names))


@cache
def _beginnings(names: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(name[:-1] for name in names if name.endswith("*"))


def listed(pieces: Iterable[str], between: str = ", ") -> Phrase:
    """Join pieces, with commas if nothing else is said."""
    named = {f"piece{number}": piece for number, piece in enumerate(pieces)}
    return Phrase(between.join(f"{{{name}}}" for name in named), **named)
