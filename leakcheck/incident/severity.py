"""A proposal how severe an accident is, with its reasons; a person decides."""

from __future__ import annotations

from leakcheck.incident.fields import LEVELS
from leakcheck.model.record import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping

MANY, VERY_MANY = 10, 100
OWN = "an estimate of leakcheck by steps of its own, which no law sets; open to change"


class Severity(NamedTuple):
    """A level of LEVELS, and the steps to it: a reason and the level that it alone would give."""

    level: str
    steps: tuple[tuple[str, str], ...]

    @property
    def reasons(self) -> tuple[str, ...]:
        """Return the reasons, one sentence each."""
        return tuple(reason for reason, _ in self.steps)


def proposed(people: int, *, sensitive: bool, data: Mapping[str, int], objected: int) -> Severity:
    """Return the proposal; the steps are ours, no law gives numbers."""
    found: list[tuple[int, str]] = [(0, f"{people} {'person' if people == 1 else 'people'} could be seen by others")]
    if people >= VERY_MANY:
        found.append((2, f"that is {VERY_MANY} or more"))
    elif people >= MANY:
        found.append((1, f"that is {MANY} or more"))
    if sensitive:
        found.append((2, "the mail holds words about health, belief or other special categories"))
    if data:
        found.append((1, f"it holds other personal data: {', '.join(data)}"))
    if objected:
        found.append((1, f"{objected} of them had said no to being shown"))
    if len(found) == 1:
        found.append((0, "no other personal data were found in it"))
    steps = tuple((reason, LEVELS[step]) for step, reason in found)
    return Severity(LEVELS[max(step for step, _ in found)], steps)
