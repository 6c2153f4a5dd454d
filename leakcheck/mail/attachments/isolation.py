"""Large files are taken apart in a process of their own: what hostile bytes do there ends there."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from leakcheck.mail.attachments.finds import Finds, empty
from leakcheck.mail.attachments.wire import pack_task, unpack_result

if TYPE_CHECKING:
    from leakcheck.mail.attachments.budget import Budget
    from leakcheck.mail.attachments.finds import File

_ROOT = str(Path(__file__).resolve().parents[3])
_GRACE = 5.0
_HOW = "Open it and look yourself, or leave it out"


def read_isolated(file: File, budget: Budget) -> Finds:
    """Return what a worker process finds in a file; its crash, silence or death is said in `unread`."""
    finds = empty()
    try:
        budget.check_time()
        done = subprocess.run(
            [sys.executable, "-m", "leakcheck.mail.attachments.worker"],
            input=pack_task(file, budget),
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env={"PYTHONPATH": _ROOT, "PYTHONDONTWRITEBYTECODE": "1"},
            timeout=max(budget.seconds, 0) + _GRACE,
            check=False,
        )
    except subprocess.TimeoutExpired:
        finds.miss(file, f"reading it took more than {budget.limits.seconds} seconds", _HOW)
        return finds
    except Exception as error:  # noqa: BLE001 - no process, no pipe, no time: in every case the file was not read
        finds.miss(file, str(error) if type(error).__name__ == "Unreadable" else "no process could be started", _HOW)
        return finds
    result = unpack_result(done.stdout) if done.returncode == 0 else None
    if result is None:
        finds.miss(file, "the process that read it was stopped: it needs too much memory or time, or does harm", _HOW)
        return finds
    found, budget.left = result
    return found
