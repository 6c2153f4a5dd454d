"""Small wordings that several checks share."""

from __future__ import annotations


def count(number: int, one: str, many: str = "") -> str:
    """Return a number with its noun: "1 person", "14 people"."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def people(number: int) -> str:
    """Return "1 person" or "14 people"."""
    return count(number, "person", "people")
