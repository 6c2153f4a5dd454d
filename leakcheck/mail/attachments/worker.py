"""The worker process: a task on standard input, a result on standard output, hard limits of the system around it."""

from __future__ import annotations

import sys

from leakcheck.mail.attachments.reader import read_file
from leakcheck.mail.attachments.wire import pack_result, unpack_task

TYPE_CHECKING = False
if TYPE_CHECKING:
    from leakcheck.mail.attachments.budget import Budget

_MEMORY = 1_536 * 1024 * 1024
_FILES = 32


def main() -> int:
    """Read the task, obey its limits, write the result."""
    file, budget = unpack_task(sys.stdin.buffer)
    _confine(budget)
    budget.isolated = True
    finds = read_file(file, budget)
    for piece in pack_result(finds, budget):
        sys.stdout.buffer.write(piece)
    return 0


def _confine(budget: Budget) -> None:
    """Let the system stop what takes too much memory or time, writes files, or opens many; not on Windows."""
    try:
        import resource
    except ImportError:
        return
    seconds = int(budget.seconds) + 2
    for limit, value in (
        (resource.RLIMIT_AS, _MEMORY),
        (resource.RLIMIT_CPU, seconds),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_NOFILE, _FILES),
    ):
        try:
            resource.setrlimit(limit, (value, value))
        except (ValueError, OSError):
            continue


if __name__ == "__main__":
    raise SystemExit(main())
