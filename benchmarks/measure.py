"""Time and memory of commands and calls, best of several."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence


class Cost(NamedTuple):
    """Wall seconds (best) and peak resident memory in MB (largest)."""

    seconds: float
    megabytes: float = 0.0


def best(work: Callable[[], object], runs: int = 7) -> float:
    """Return the best wall time of a call in seconds."""
    times = []
    for _ in range(runs):
        begin = time.perf_counter()
        work()
        times.append(time.perf_counter() - begin)
    return min(times)


def command(argv: Sequence[str], runs: int = 7, stdin: bytes | None = None) -> Cost:
    """Return the cost of a fresh process; its output goes nowhere.

    A first run that does not count lets Python write its bytecode, as on any user's machine.
    """
    seconds, peak = [], 0.0
    for _ in range(runs + 1):
        begin = time.perf_counter()
        process = subprocess.Popen(
            argv,
            stdin=subprocess.PIPE if stdin is not None else subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            env=_environment(),
        )
        if stdin is not None and process.stdin is not None:
            process.stdin.write(stdin)
            process.stdin.close()
        _, _, usage = os.wait4(process.pid, 0)
        process.returncode = 0
        seconds.append(time.perf_counter() - begin)
        peak = max(peak, usage.ru_maxrss / 1024)
    return Cost(min(seconds[1:]), peak)


def _environment() -> dict[str, str]:
    """Return the environment without a ban on bytecode: with it, every start would compile the whole program again."""
    return {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}


def bare_python(runs: int = 15) -> Cost:
    """Return the cost of a Python that does nothing: the unit of all cold figures."""
    return command([sys.executable, "-c", "pass"], runs)


def call_memory(code: str) -> Cost:
    """Run code in a fresh Python and return its cost."""
    return command([sys.executable, "-c", code], 3)
