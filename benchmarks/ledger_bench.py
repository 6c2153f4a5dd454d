"""Cost of asking a ledger of a million people: recipients of a draft, opening, memory, one writer among readers."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

import material
import measure

from leakcheck.consent.asking import ask
from leakcheck.consent.keys import from_master
from leakcheck.consent.setup import Controller, create
from leakcheck.consent.sqlite import create_sqlite, open_sqlite

if TYPE_CHECKING:
    from collections.abc import Iterator

    from leakcheck.consent.keys import Keys

MASTER = bytes(32)
ENVIRONMENT = {"LEAKCHECK_LEDGER_KEY": MASTER.hex()}
PEOPLE = 1_000_000
LEAKCHECK = str(Path(sys.executable).parent / "leakcheck")
Row = tuple[str, str, str, bool | None]


def address(number: int) -> str:
    """Return the address of a person of the benchmark, as material.many_recipients writes it."""
    return f"p{number}@example{number % 97}.test"


def build(path: str, people: int) -> None:
    """Make a ledger whose standings hold so many people; the history is left out, asking never reads it."""
    ledger = create_sqlite(path)
    create(ledger, ENVIRONMENT, Controller())
    ledger.close()
    keys = from_master(MASTER)
    with sqlite3.connect(path) as connection:
        connection.execute("PRAGMA synchronous = OFF")
        connection.executemany(
            "INSERT INTO standing VALUES (?, 'contact:marketing', '*', 'Given', '', '', 0, 1)", _tags(keys, people)
        )
        connection.executemany(
            "INSERT INTO objection VALUES (?, '*', '*', 'Withdrawn', '', '', 0, 1)", _tags(keys, people // 50, people)
        )
        connection.executemany(
            "INSERT INTO person (tag, loose, sealed, name, key) VALUES (?, ?, zeroblob(80), x'', 1)",
            ((tag, tag) for (tag,) in _tags(keys, people)),
        )
    connection.close()


def _tags(keys: Keys, number: int, start: int = 0) -> Iterator[tuple[bytes]]:
    return ((tag,) for tag in sorted(keys.strict(address(n)) for n in range(start, start + number)))


def asking(path: str) -> list[Row]:
    """Measure warm look-ups of 30, 10,000 and 20,000 recipients, and the memory of the largest budget."""
    ledger, keys = open_sqlite(path), from_master(MASTER)
    thirty = [address(number * 31_337 % PEOPLE) for number in range(30)]
    crowd = [address(number * 97 % PEOPLE) for number in range(20_000)]
    few = measure.best(lambda: ask(ledger, keys, thirty), 15)
    many = measure.best(lambda: ask(ledger, keys, crowd[:10_000]), 15)
    grown = _memory(path, 10_000) - _memory(path, 1)
    double = measure.best(lambda: ask(ledger, keys, crowd), 5)
    ledger.close()
    return [
        ("30 recipients against a ledger of 1,000,000 people", f"{few * 1000:.2f} ms", "<= 2 ms", few <= 0.002),
        (
            "10,000 recipients against it",
            f"{many * 1000:.0f} ms, {grown:.0f} MB more",
            "<= 100 ms, <= 40 MB more",
            many <= 0.1 and grown <= 40,
        ),
        ("20,000 against 10,000 recipients there", f"{double / many:.2f} x", "linear: about 2 x", double / many < 2.6),
    ]


def _memory(path: str, people: int) -> float:
    """Return the peak memory in MB of a fresh process that asks about so many people."""
    code = f"""
import sys; sys.path.insert(0, {str(Path(__file__).parent)!r})
from leakcheck.consent.asking import LedgerAsker
crowd = [f"p{{n * 97 % {PEOPLE}}}@example{{n * 97 % {PEOPLE} % 97}}.test" for n in range(10_000)]
known = LedgerAsker({path!r}, {ENVIRONMENT!r}).ask(crowd[:{people}])
assert len(known.answers) == {people}
print(next(line for line in open("/proc/self/status") if line.startswith("VmHWM")).split()[1])
"""
    told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
    return int(told) / 1024


def opening(folder: Path, path: str) -> list[Row]:
    """Measure what a ledger adds to a cold check."""
    draft = folder / "draft.eml"
    draft.write_bytes(material.message(10_000))
    without, with_ledger = [], []
    for _ in range(15):
        without.append(_check(draft, folder, {}))
        with_ledger.append(_check(draft, folder, {"LEAKCHECK_LEDGER": path}))
    added = min(with_ledger) - min(without)
    return [("opening it in a cold check", f"{added * 1000:.1f} ms more", "<= 15 ms more", added <= 0.015)]


def _check(draft: Path, folder: Path, more: dict[str, str]) -> float:
    environment = {**os.environ, **ENVIRONMENT, "HOME": str(folder), **more}
    begin = time.perf_counter()
    subprocess.run([LEAKCHECK, "check", str(draft)], env=environment, check=False, capture_output=True, cwd=folder)
    return time.perf_counter() - begin


def writing(folder: Path) -> list[Row]:
    """Measure a batch of grants, and how long readers wait beside a writer."""
    from leakcheck.consent.desk import Entry, record
    from leakcheck.model.consent import Status

    path, keys = str(folder / "written.db"), from_master(MASTER)
    ledger = create_sqlite(path)
    create(ledger, ENVIRONMENT, Controller())
    reader = open_sqlite(path)
    worst, begin = 0.0, time.perf_counter()
    for start in range(0, 20_000, 1_000):
        people = [address(number) for number in range(start, start + 1_000)]
        record(ledger, keys, [Entry(one, purpose="contact:marketing", status=Status.GIVEN) for one in people])
        asked = time.perf_counter()
        ask(reader, keys, people[:30])
        worst = max(worst, time.perf_counter() - asked)
    took = time.perf_counter() - begin
    reader.close()
    ledger.close()
    return [
        (
            "writing 20,000 grants in batches of 1,000, encrypted and chained",
            f"{took:.1f} s; a reader waited {worst * 1000:.0f} ms at most",
            "100,000 in 20 s; no reader over 1 s",
            took <= 4 and worst <= 1,
        )
    ]


def rows(people: int = PEOPLE) -> list[Row]:
    """Return what was measured: what, figure, budget, kept."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        path = str(folder / "million.db")
        # In a process of its own: what it needs would count as memory of all processes that this one starts.
        subprocess.run([sys.executable, __file__, path, str(people)], check=True)
        return [*asking(path), *opening(folder, path), *writing(folder)]


if __name__ == "__main__":
    if len(sys.argv) == 3:
        build(sys.argv[1], int(sys.argv[2]))
    else:
        for row in rows():
            print(" | ".join(map(str, row)))
