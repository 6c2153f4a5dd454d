"""What stands behind `leakcheck baseline`."""

from __future__ import annotations

import os
import sys

from leakcheck.checks.words import count
from leakcheck.cli.exit import complain
from leakcheck.cli.run import CheckOptions, load_policy_for
from leakcheck.engine.baseline import Baseline, counted, read_baseline, relative_to, stale, write_baseline
from leakcheck.model.errors import ConfigError
from leakcheck.report.safe import safe
from leakcheck.report.summary import CLEAN, UNCHECKED

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from leakcheck.model.finding import DraftReport


class _Seen:
    """Remembers which files a run could check, and how many it could not."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.paths: set[str] = set()
        self.unread = 0

    def watch(self, reports: Iterator[DraftReport]) -> Iterator[DraftReport]:
        """Yield reports; name those of files that could not be read."""
        for report in reports:
            if report.status == "unreadable":
                self.unread += 1
                complain(f"{report.path}: {report.error}")
            else:
                self.paths.add(relative_to(report.path, self.file))
            yield report


def create_baseline(paths: tuple[str, ...], file: str, config: str) -> int:
    """Write a new baseline and return the exit code; raises ConfigError when the file exists."""
    if os.path.lexists(file):
        raise ConfigError(f"{file}: there is a baseline already: leakcheck baseline update writes it anew")
    return _write(paths, file, config)


def update_baseline(paths: tuple[str, ...], file: str, config: str) -> int:
    """Write a baseline anew and return the exit code; raises ConfigError when there is none."""
    read_baseline(file)
    return _write(paths, file, config)


def prune_baseline(paths: tuple[str, ...], file: str, config: str) -> int:
    """Take out of a baseline what is no more, and return the exit code; raises ConfigError when there is none."""
    old = read_baseline(file)
    now, seen = _counted(paths, file, config)
    gone = stale(old, now.counts, seen.paths)
    kept = {entry: min(count, gone.get(entry, count)) for entry, count in old.counts.items()}
    write_baseline(Baseline(file, {entry: count for entry, count in kept.items() if count}))
    _say(f"{file}: {len(gone):,} of {len(old.counts):,} entries lowered or taken out")
    return UNCHECKED if seen.unread else CLEAN


def _write(paths: tuple[str, ...], file: str, config: str) -> int:
    baseline, seen = _counted(paths, file, config)
    write_baseline(baseline)
    files = len({entry.path for entry in baseline.counts})
    noted = count(sum(baseline.counts.values()), "finding")
    _say(f"{file}: {noted} in {files:,} of {count(len(seen.paths), 'file')} noted")
    return UNCHECKED if seen.unread else CLEAN


def _counted(paths: tuple[str, ...], file: str, config: str) -> tuple[Baseline, _Seen]:
    from leakcheck.cli.scan import reports_for
    from leakcheck.engine.plan import make_plan

    lost = [path for path in paths if not os.path.lexists(path)]
    if lost:
        raise ConfigError(f"{lost[0]}: no such file or folder")
    options = CheckOptions(paths, config=config)
    policy = load_policy_for(options)
    seen = _Seen(file)
    return counted(seen.watch(reports_for(options, paths, policy, b"")), make_plan(policy), file), seen


def _say(text: str) -> None:
    sys.stdout.write(safe(text) + "\n")
