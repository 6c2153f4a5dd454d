"""Speed on a repository of mail templates: cold, with the cache, three changed files; memory on many files."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import measure

LEAKCHECK = str(Path(sys.executable).parent / "leakcheck")
ROW = '<tr><td class="item">{{ line.title }}</td><td>{{ line.amount | money }}</td></tr>\n'
HEAD = """---
to: "{{ customer.email }}"
subject: Order {{ number }}
---
<html><body>
<p>Dear {{ customer.name }},</p>
"""
MANY = int(os.environ.get("LEAKCHECK_MANY", "100000"))


def tree(folder: Path, number: int, size: int) -> None:
    """Write templates of about so many bytes, one in fifty with the address of somebody."""
    for index in range(number):
        person = "<p>Ask ines@atelier-moreau.zz</p>\n" if index % 50 == 0 else ""
        text = f"{HEAD}<p>Campaign {index}</p>\n{person}<table>\n{ROW * (size // len(ROW))}</table>\n</body></html>\n"
        place = folder / f"{index // 500:03}"
        place.mkdir(exist_ok=True, parents=True)
        (place / f"{index:06}.html.j2").write_text(text, encoding="utf-8")


def rows() -> list[tuple[str, str, str, bool | None]]:
    """Return table rows: what, measured, budget, kept."""
    with tempfile.TemporaryDirectory() as name:
        top = Path(name)
        os.environ["XDG_CACHE_HOME"] = str(top / "cache")
        mails = top / "mails"
        tree(mails, 1_000, 8_000)
        found = [*_thousand(top, mails), *_changed(mails), *_peers(mails)]
        shutil.rmtree(mails)
        if "--quick" not in sys.argv:
            tree(mails, MANY, 300)
            command = [LEAKCHECK, "check", "--no-cache", "--format", "json", "--output", os.devnull, str(mails)]
            many = measure.command(command, 1, warm=False)
            what = f"{MANY:,} templates, largest process"
            found.append((what, f"{many.seconds:.0f} s, {many.megabytes:.0f} MB", "<= 200 MB", many.megabytes <= 200))
    return found


def _thousand(top: Path, mails: Path) -> list[tuple[str, str, str, bool | None]]:
    command = [LEAKCHECK, "check", "--format", "json", "--output", str(top / "out.json"), str(mails)]
    cold = min(_cold(top, command) for _ in range(3))
    again = measure.command(command, 3).seconds
    return [
        ("1,000 templates of 8 KB, cold", f"{cold:.2f} s", "<= 2.5 s on two cores", cold <= 2.5),
        ("the same again, with the cache", f"{again:.2f} s, {cold / again:.1f} x as fast", "<= 0.6 s", again <= 0.6),
    ]


def _cold(top: Path, command: list[str]) -> float:
    shutil.rmtree(top / "cache", ignore_errors=True)
    return _once(command).seconds


def _once(command: list[str], folder: Path | None = None) -> measure.Cost:
    """Return the cost of one process, without a run before it that would fill the cache."""
    begin = time.perf_counter()
    process = subprocess.Popen(command, cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, _, usage = os.wait4(process.pid, 0)
    process.returncode = 0
    print(f"{Path(command[0]).name}: {usage.ru_utime + usage.ru_stime:.2f} s of processors")  # whatever else is running
    return measure.Cost(time.perf_counter() - begin, usage.ru_maxrss / 1024)


def _changed(mails: Path) -> list[tuple[str, str, str, bool | None]]:
    """Measure what pre-commit starts for three changed files."""
    files = [str(path) for path in sorted(mails.rglob("*.j2"))[1:4]]
    seconds = measure.command([LEAKCHECK, "check", *files], 5).seconds
    return [("three changed templates, as pre-commit starts it", f"{seconds:.2f} s", "<= 0.5 s", seconds <= 0.5)]


def _peers(mails: Path) -> list[tuple[str, str, str, bool | None]]:
    """Measure other scanners on the same tree; they look for secrets only."""
    found: list[tuple[str, str, str, bool | None]] = []
    for name, command in (
        ("gitleaks", ["gitleaks", "dir", "--no-banner", mails.name]),
        ("detect-secrets", ["detect-secrets", "scan", "--all-files", mails.name]),
    ):
        if shutil.which(command[0]) is None:
            print(f"{name} is not installed: left out")
            continue
        begin = measure.bare_python().seconds
        seconds = _once(command, mails.parent).seconds  # detect-secrets takes relative paths only
        found.append(
            (f"{name} on the same tree (secrets only)", f"{seconds:.2f} s = {seconds / begin:.0f} x bare", "", None)
        )
    return found


if __name__ == "__main__":
    for row in rows():
        print(*row, sep=" | ")
