"""Speed of detection on mail text, beside other offline detectors in the same run."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

import material
import measure

if TYPE_CHECKING:
    from collections.abc import Callable

STRUCTURED = frozenset(
    {
        "email-address",
        "phone-number",
        "payment-card",
        "iban",
        "bank-account",
        "national-id",
        "tax-id",
        "passport",
        "driving-licence",
        "date-of-birth",
        "ip-address",
        "mac-address",
        "geo-location",
        "crypto-wallet",
        "vehicle",
    }
)
PUMPS = ("1 1 1 ", "@a.@a.", "+1 (")


def texts() -> list[str]:
    """Return bodies of real mail, none where no corpus is at hand."""
    corpus = os.environ.get("LEAKCHECK_CORPUS")
    if not corpus:
        return []
    from leakcheck import mail
    from leakcheck.model.policy import Limits

    bodies = []
    for path in sorted(Path(corpus, "eml").rglob("*")):
        if path.is_file():
            bodies += [text.text for text in mail.parse(path.read_bytes(), "x.eml", Limits(ocr_pages=0)).texts]
    return [body for body in bodies if 50 < len(body) < 100_000]


def rows() -> list[tuple[str, str, str, bool | None]]:
    """Return table rows: what, measured, budget, kept."""
    from leakcheck.detect import scan_text

    ordinary = [LETTER * 8 + material.text(1_100, number) for number in range(40)]
    prose = [material.text(5_000, number) for number in range(40)]
    letters = [LETTER * 8] * 40
    real = texts()
    found = []
    for name, bodies in (
        (ORDINARY, ordinary),
        ("prose with figures", prose),
        ("letters without", letters),
        ("bodies of a parser's test mails", real),
    ):
        if bodies:
            found += _speeds(name, bodies)
    found.append(_cold(prose[0] * 2))
    for pump in PUMPS:
        text = pump * (1_000_000 // len(pump))
        seconds = measure.best(lambda text=text: scan_text(text), 3)
        found.append((f"1 MB of `{pump}`", f"{seconds:.2f} s", "<= 0.3 s", seconds <= 0.3))
    return [*found, *_peers(ORDINARY, ordinary), *_peers("the test mails", real[:150])]


# The budget was set on the ham of a spam filter, on which scrubadub read 2.9 MB/s and DataFog 3.0; of our texts
# this one costs scrubadub as much: eight letters to five sentences full of figures.
ORDINARY = "letters with some figures"


LETTER = """\
Dear all,

it was good to see so many of you on Tuesday, and thank you for the kind words about the garden. The minutes are with
Petra, who will send them round once she is back from the mountains. Until then: whoever has an idea for the summer,
please write it on the board in the hall, so that nothing gets lost and everybody can add a line. We would like to
walk along the river again, slowly, with a long stop for lunch, and talk about what the last months have taught us.

Warm regards and a good week
"""


def _speeds(name: str, bodies: list[str]) -> list[tuple[str, str, str, bool | None]]:
    from leakcheck.detect import scan_text

    size = _size(bodies)
    every = _speed(scan_text, bodies, size)
    structured = _speed(lambda body: scan_text(body, kinds=STRUCTURED), bodies, size)
    return [
        (f"all kinds, {size / 1e6:.1f} MB, {name}", f"{every:.1f} MB/s", ">= 12 MB/s", every >= 12),
        (f"structured kinds alone, {name}", f"{structured:.1f} MB/s", ">= 30 MB/s", structured >= 30),
    ]


def _cold(text: str) -> tuple[str, str, str, bool | None]:
    """Measure the first 10 KB in a fresh process, imports included, over a bare Python."""
    bare = measure.command([sys.executable, "-c", "import sys; sys.stdin.read()"], 11, text.encode())
    code = "import sys; from leakcheck.detect import scan_text; scan_text(sys.stdin.read())"
    first = measure.command([sys.executable, "-c", code], 11, text.encode())
    cost = (first.seconds - bare.seconds) * 1000
    return (f"the first {len(text) / 1000:.0f} KB, cold, over a bare Python", f"{cost:.1f} ms", "<= 10 ms", cost <= 10)


def _peers(text: str, bodies: list[str]) -> list[tuple[str, str, str, bool | None]]:
    from leakcheck.detect import scan_text

    if not bodies:
        return []
    found: list[tuple[str, str, str, bool | None]] = []
    size = _size(bodies)
    ours = _speed(scan_text, bodies, size)
    for name in ("datafog", "scrubadub"):
        if peer := _peer(name, bodies):
            speed = size / peer["seconds"] / 1e6
            ratio = f"{speed:.2f} MB/s, leakcheck is {ours / speed:.1f} x as fast"
            found.append((f"{name} {peer['version']} on {size / 1e6:.1f} MB of {text}", ratio, "", None))
    return found


def _speed(scan: Callable[[str], object], bodies: list[str], size: int, runs: int = 25) -> float:
    times = []
    for _ in range(runs):
        begin = time.perf_counter()
        for body in bodies:
            scan(body)
        times.append(time.perf_counter() - begin)
    return size / min(times) / 1e6


def _size(bodies: list[str]) -> int:
    return sum(len(body.encode("utf-8", "surrogatepass")) for body in bodies)


def _peer(name: str, bodies: list[str]) -> dict[str, Any]:
    """Return name, version and seconds of another detector in a process of its own, nothing when it does not run.

    LEAKCHECK_BENCH_PYTHON names a Python that has the extra `bench`; scrubadub brings a `phonenumbers` that would
    overwrite ours, so an environment of its own is wise.
    """
    python = os.environ.get("LEAKCHECK_BENCH_PYTHON", sys.executable)
    script = Path(__file__).with_name("peer.py")
    texts = [body.encode("utf-8", "replace").decode() for body in bodies]
    argv = [python, str(script), name]
    run = subprocess.run(argv, input=json.dumps(texts), capture_output=True, text=True, check=False)
    if run.returncode:
        print(f"{name} is left out: {run.stderr.strip().splitlines()[-1:]}")
        return {}
    return dict(json.loads(run.stdout.splitlines()[-1]))
