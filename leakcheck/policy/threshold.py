"""From which level on a finding stops a run: one level for everything, others for some paths."""

from __future__ import annotations

from leakcheck.model.record import NamedTuple
from leakcheck.model.severity import Severity

TYPE_CHECKING = False
if TYPE_CHECKING:
    from leakcheck.model.policy import Policy


class Threshold(NamedTuple):
    """The lowest level that stops; `paths` are entries "glob: level", of which the last one that fits counts."""

    level: Severity = Severity.WARNING
    paths: tuple[str, ...] = ()

    def at(self, path: str) -> Severity:
        """Return the lowest level that stops for the draft at a path."""
        if not self.paths:
            return self.level
        from leakcheck.policy.globs import fits

        for entry in reversed(self.paths):
            glob, _, level = entry.rpartition(":")
            if fits(path, glob.strip()):
                return Severity[level.strip().upper()]
        return self.level


def threshold(policy: Policy) -> Threshold:
    """Return the threshold of a configuration."""
    return Threshold(policy.fail_on, policy.fail_on_paths)
