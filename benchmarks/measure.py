"""Time and memory of commands and calls, best of several."""

from __future__ import annotations

import json
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


# A child counts the memory of the process it was forked from, so commands are started by one that has little.
_STARTER = """
import json, os, subprocess, sys, tempfile, time
runs, argv = json.loads(sys.argv[1])
data = sys.stdin.buffer.read()
out = []
file = tempfile.TemporaryFile()
file.write(data)
del data
for _ in range(runs):
    file.seek(0)
    begin = time.perf_counter()
    process = subprocess.Popen(argv, stdin=file, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, _, usage = os.wait4(process.pid, 0)
    process.returncode = 0
    out.append((time.perf_counter() - begin, usage.ru_maxrss / 1024))
print(json.dumps(out))
"""


def command(argv: Sequence[str], runs: int = 7, stdin: bytes | None = None, *, warm: bool = True) -> Cost:
    """Return the cost of a fresh process; its output goes nowhere.

    A first run that does not count lets Python write its bytecode, as on any user's machine; `warm=False` is for
    commands that can run once only.
    """
    task = json.dumps([runs + warm, [str(word) for word in argv]])
    starter = [sys.executable, "-S", "-c", _STARTER, task]
    done = subprocess.run(starter, input=stdin or b"", capture_output=True, env=_environment(), check=True)
    costs = json.loads(done.stdout)
    return Cost(min(seconds for seconds, _ in costs[warm:]), max(megabytes for _, megabytes in costs))


def _environment() -> dict[str, str]:
    """Return the environment without a ban on bytecode: with it, every start would compile the whole program again."""
    return {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}


def bare_python(runs: int = 15) -> Cost:
    """Return the cost of a Python that does nothing: the unit of all cold figures."""
    return command([sys.executable, "-c", "pass"], runs)


def call_memory(code: str) -> Cost:
    """Run code in a fresh Python and return its cost."""
    return command([sys.executable, "-c", code], 3)
