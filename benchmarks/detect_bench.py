"""Speed of detection on mail text, beside other offline detectors in the same run."""

from __future__ import annotations

import os
import time
from pathlib import Path
from typing import TYPE_CHECKING

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
    """Return bodies of real mail where there are any, else made ones."""
    corpus = os.environ.get("LEAKCHECK_CORPUS")
    if corpus:
        from leakcheck import mail

        bodies = []
        for path in sorted(Path(corpus, "eml").rglob("*")):
            if path.is_file():
                bodies += [text.text for text in mail.parse(path.read_bytes(), "x.eml").texts]
        return [body for body in bodies if 50 < len(body) < 100_000]
    return [material.text(5_000, number) for number in range(200)]


def rows() -> list[tuple[str, str, str, bool | None]]:
    """Return table rows: what, measured, budget, kept."""
    from leakcheck.detect import scan_text

    bodies = texts()
    size = sum(len(body.encode("utf-8", "surrogatepass")) for body in bodies)
    every = _speed(scan_text, bodies, size)
    structured = _speed(lambda body: scan_text(body, kinds=STRUCTURED), bodies, size)
    found = [
        (f"detection, all kinds, {size / 1e6:.1f} MB of mail text", f"{every:.1f} MB/s", ">= 12 MB/s", every >= 12),
        ("detection, structured kinds alone", f"{structured:.1f} MB/s", ">= 30 MB/s", structured >= 30),
    ]
    for pump in PUMPS:
        text = pump * (1_000_000 // len(pump))
        seconds = measure.best(lambda text=text: scan_text(text), 3)
        found.append((f"1 MB of `{pump}`", f"{seconds:.2f} s", "<= 0.3 s", seconds <= 0.3))
    for name, scan in _peers():
        speed = _speed(scan, bodies[:150], sum(len(b.encode("utf-8", "surrogatepass")) for b in bodies[:150]), 1)
        found.append(
            (f"{name} on the same text", f"{speed:.2f} MB/s, leakcheck is {every / speed:.1f} x as fast", "", None)
        )
    return found


def _speed(scan: Callable[[str], object], bodies: list[str], size: int, runs: int = 3) -> float:
    times = []
    for _ in range(runs):
        begin = time.perf_counter()
        for body in bodies:
            scan(body)
        times.append(time.perf_counter() - begin)
    return size / min(times) / 1e6


def _peers() -> list[tuple[str, Callable[[str], object]]]:
    peers: list[tuple[str, Callable[[str], object]]] = []
    try:
        import datafog
        from datafog.processing.text_processing.regex_annotator import RegexAnnotator

        peers.append((f"DataFog {getattr(datafog, '__version__', '')}".strip(), RegexAnnotator().annotate))
    except ImportError:
        print("DataFog is not installed: left out")
    try:
        import scrubadub

        scrubber = scrubadub.Scrubber()
        peers.append((f"scrubadub {scrubadub.__version__}", lambda text: list(scrubber.iter_filth(text))))
    except ImportError:
        print("scrubadub is not installed: left out")
    return peers
