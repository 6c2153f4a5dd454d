"""How bad a finding is if it is true, and how sure we are."""

from __future__ import annotations

from enum import IntEnum


class Severity(IntEnum):
    """Harm if the finding is true; the names are SARIF levels."""

    NOTE = 1
    WARNING = 2
    ERROR = 3

    @property
    def label(self) -> str:
        """Return the lower-case word used in files and reports."""
        return self.name.lower()

    def lifted(self, steps: int) -> Severity:
        """Return the severity so many steps up (or down), never outside note..error."""
        return Severity(min(max(self + steps, Severity.NOTE), Severity.ERROR))


def level_of(number: int, *, note: int, warning: int, error: int) -> Severity | None:
    """Return the highest level whose threshold a number reaches; a threshold of 0 switches a level off."""
    thresholds = ((error, Severity.ERROR), (warning, Severity.WARNING), (note, Severity.NOTE))
    return max((level for threshold, level in thresholds if 0 < threshold <= number), default=None)


class Confidence(IntEnum):
    """Chance that a sighting or finding is what it seems to be."""

    LOW = 1
    MEDIUM = 2
    HIGH = 3

    @property
    def label(self) -> str:
        """Return the lower-case word used in files and reports."""
        return self.name.lower()
