"""After the accident: the folder of a mail to 2,000 people."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

import measure

LEAKCHECK = str(Path(sys.executable).parent / "leakcheck")


def rows() -> list[tuple[str, str, str, bool | None]]:
    """Return table rows: what, measured, budget, kept."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        half, whole = (_measured(folder, count) for count in (1_000, 2_000))
    seconds, megabytes = whole
    ratio = seconds / half[0]
    return [
        (
            "`leakcheck incident new`, 2,000 recipients, 4,000 letters",
            f"{seconds:.1f} s, {megabytes:.0f} MB",
            "<= 5 s, <= 200 MB",
            seconds <= 5 and megabytes <= 200,
        ),
        ("2,000 against 1,000 recipients", f"{ratio:.2f} x", "linear: about 2 x", ratio < 2.6),
    ]


def _measured(folder: Path, count: int) -> tuple[float, float]:
    sent = folder / f"sent-{count}.eml"
    people = ",\n ".join(f"Person {number} <person{number}@example.com>" for number in range(count))
    sent.write_text(f"From: Petra <petra@coach.example>\nTo: {people}\nSubject: Offer\n\nDear all,\nhello\n")
    # Every run needs a folder of its own: a second incident of one mail is refused.
    script = 'exec "$0" incident new "$1" --output "$(mktemp -d -p "$2")/out" --yes'
    spent = measure.command(["sh", "-c", script, LEAKCHECK, str(sent), str(folder)], 7)
    if len(list(folder.glob(f"*/out/notices/p{count:04d}.eml"))) == 0:
        raise RuntimeError("no letters were written")
    return spent.seconds, spent.megabytes
