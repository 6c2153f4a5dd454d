"""Speed and memory of fixing: a small draft cold, and a split of many recipients with a large attachment."""

from __future__ import annotations

import base64
import os
import shutil
import sys
import tempfile
import time
from pathlib import Path

import material
import measure

LEAKCHECK = str(Path(sys.executable).parent / "leakcheck")
PEOPLE = 10_000
ATTACHED = 1_000_000  # decoded bytes


def rows(people: int = PEOPLE) -> list[tuple[str, str, str, bool | None]]:
    """Return table rows: what, measured, budget, kept."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        return [_cold(folder), *_split(folder, people)]


def _cold(folder: Path) -> tuple[str, str, str, bool | None]:
    draft = folder / "draft.eml"
    draft.write_bytes(material.message(10_000, to="Ann Lee <ann@example.com>, Bob Ray <bob@example.net>"))
    fixed = measure.command([LEAKCHECK, "fix", str(draft), "--bcc", "--yes"], 9)
    shown = f"{fixed.seconds:.2f} s, {fixed.megabytes:.0f} MB"
    return ("`leakcheck fix --bcc`, cold, 10 KB draft", shown, "<= 0.5 s", fixed.seconds <= 0.5)


def _split(folder: Path, people: int) -> list[tuple[str, str, str, bool | None]]:
    draft = folder / "many.eml"
    draft.write_bytes(_many(people))
    output = folder / "split"
    size = people * ATTACHED * 4 / 3
    if shutil.disk_usage(folder).free < 2 * size:
        return [(f"split for {people:,} recipients", "left out: not enough room on the disk", "", None)]
    bare = _bare_writing(folder, people)
    done = measure.command([LEAKCHECK, "fix", str(draft), "--split", "--yes", "--output", str(output)], 1, warm=False)
    if not output.is_dir() or len(list(output.iterdir())) != people:
        return [(f"split for {people:,} recipients with a 1 MB attachment", "not written", "<= 30 s, <= 100 MB", False)]
    written = f"{done.seconds:.0f} s, {done.megabytes:.0f} MB of memory, {done.seconds / bare:.2f} x the bare writing"
    kept = done.seconds <= 30 and done.megabytes <= 100
    return [
        (f"bare writing of {size / 1e9:.1f} GB in {people:,} files", f"{bare:.0f} s", "the unit", None),
        (f"split for {people:,} recipients with a 1 MB attachment", written, "<= 30 s, <= 100 MB", kept),
    ]


def _many(people: int) -> bytes:
    to = ",\r\n ".join(f"Person {n} <p{n}@example{n % 97}.test>" for n in range(people)).encode()
    data = base64.encodebytes(os.urandom(ATTACHED)).replace(b"\n", b"\r\n")
    return (
        b"From: petra@coach.example\r\nTo: " + to + b"\r\nSubject: Offer\r\nMIME-Version: 1.0\r\n"
        b"Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n\r\nDear {{name}}\r\n--b\r\n"
        b"Content-Type: application/octet-stream\r\nContent-Disposition: attachment; filename=offer.bin\r\n"
        b"Content-Transfer-Encoding: base64\r\n\r\n" + data + b"--b--\r\n"
    )


def _bare_writing(folder: Path, people: int) -> float:
    """Return what it costs to write the same bytes without doing anything else."""
    data = os.urandom(ATTACHED * 4 // 3)
    target = folder / "bare"
    target.mkdir()
    begin = time.perf_counter()
    for number in range(people):
        (target / str(number)).write_bytes(data)
    seconds = time.perf_counter() - begin
    shutil.rmtree(target)
    return seconds


if __name__ == "__main__":
    for row in rows(int(sys.argv[1]) if len(sys.argv) > 1 else PEOPLE):
        print(*row, sep=" | ")
