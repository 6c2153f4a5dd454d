"""Large files are taken apart in a process of their own: what hostile bytes do there ends there."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from threading import Timer

from leakcheck.mail.attachments.finds import Finds, Unreadable, empty
from leakcheck.mail.attachments.wire import pack_task, unpack_result

TYPE_CHECKING = False
if TYPE_CHECKING:
    from leakcheck.mail.attachments.budget import Budget
    from leakcheck.mail.attachments.finds import File

_ROOT = str(Path(__file__).resolve().parents[3])
_GRACE = 5.0
_STOPPED = "the process that read it was stopped: it needs too much memory or time, or does harm"


def read_isolated(file: File, budget: Budget) -> Finds:
    """Return what a worker process finds in a file; its crash, silence or death is said in `unread`."""
    finds = empty()
    try:
        budget.check_time()
        result, late = _asked(file, budget)
    except Unreadable as reason:
        finds.miss(file, reason.why, reason.help)
        return finds
    except OSError:
        finds.miss(file, "no process could be started to read it")
        return finds
    if result is not None:
        found, budget.left = result
        return found
    why = f"reading it took more than {budget.limits.seconds} seconds" if late else _STOPPED
    finds.miss(file, why)
    return finds


def _asked(file: File, budget: Budget) -> tuple[tuple[Finds, dict[str, int]] | None, bool]:
    """Return the answer of a worker, None when there is none, and whether it was late.

    The worker reads its whole task before it answers, so neither side ever waits for the other.
    """
    with subprocess.Popen(
        [sys.executable, "-m", "leakcheck.mail.attachments.worker"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env=_environment(),
    ) as process:
        late: list[bool] = []
        timer = Timer(max(budget.seconds, 0) + _GRACE, _stop, (process, late))
        timer.start()
        try:
            result = _exchange(process, file, budget)
        finally:
            timer.cancel()
            process.kill()
    return result, bool(late)


def _environment() -> dict[str, str]:
    """Return what a worker may know of ours: where Python's and Tesseract's files are, no secret of any variable."""
    kept = {name: os.environ[name] for name in ("PATH", "TESSDATA_PREFIX", "SYSTEMROOT") if name in os.environ}
    return {**kept, "PYTHONPATH": _ROOT, "PYTHONDONTWRITEBYTECODE": "1"}


def _stop(process: subprocess.Popen[bytes], late: list[bool]) -> None:
    late.append(True)
    process.kill()


def _exchange(process: subprocess.Popen[bytes], file: File, budget: Budget) -> tuple[Finds, dict[str, int]] | None:
    if process.stdin is None or process.stdout is None:
        return None
    try:
        process.stdin.write(pack_task(file, budget))
        process.stdin.write(file.data)
        process.stdin.close()
    except BrokenPipeError:
        return None
    return unpack_result(process.stdout)
