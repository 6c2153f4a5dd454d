"""Many processes at one ledger: nothing that was committed is lost, and a killed writer harms nobody."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from typing import TYPE_CHECKING

import pytest

from leakcheck.consent.sqlite import open_sqlite
from leakcheck.consent.verify import verify
from leakcheck.model.consent import Status
from tests.consent.desks import ANN, Desk, sqlite_desk

if TYPE_CHECKING:
    from pathlib import Path

WRITER = """
import sys
from leakcheck.consent.desk import Entry, record
from leakcheck.consent.keys import from_master
from leakcheck.consent.sqlite import open_sqlite
from leakcheck.model.consent import Status
path, name, number = sys.argv[1:]
ledger, keys = open_sqlite(path, writable=True), from_master(bytes(range(32)))
for turn in range(int(number)):
    key = f"{name}-{turn}@example.com"
    record(ledger, keys, [Entry(key, purpose="contact:marketing", status=Status.GIVEN)])
    print(key, flush=True)
"""
READER = """
import sys, time
from leakcheck.consent.asking import LedgerAsker
looks = 0
end = time.monotonic() + 3
while time.monotonic() < end:
    asker = LedgerAsker(sys.argv[1], {"LEAKCHECK_LEDGER_KEY": bytes(range(32)).hex()})
    assert asker.ask(["ann@example.com"]).answers
    asker.close()
    looks += 1
print(looks)
"""


def start(code: str, *words: str) -> subprocess.Popen[str]:
    return subprocess.Popen([sys.executable, "-c", code, *words], stdout=subprocess.PIPE, text=True)


def test_two_writers_and_ten_readers(tmp_path: Path) -> None:
    desk = sqlite_desk(tmp_path)
    desk.say(Status.GIVEN, ANN)
    path = desk.ledger.place
    writers = [start(WRITER, path, name, "60") for name in ("one", "two")]
    readers = [start(READER, path) for _ in range(10)]
    told = [line for process in writers for line in process.communicate(timeout=100)[0].split()]
    looks = [int(process.communicate(timeout=100)[0]) for process in readers]
    assert {process.returncode for process in (*writers, *readers)} == {0}
    assert len(told) == 120
    assert all(desk.status(person) is Status.GIVEN for person in told)
    assert verify(desk.ledger, desk.keys).problem == ""
    assert min(looks) > 0
    desk.ledger.close()


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="needs a signal that cannot be caught")
def test_a_writer_that_is_killed_loses_nothing_that_it_told(tmp_path: Path) -> None:
    desk = sqlite_desk(tmp_path)
    desk.ledger.close()
    told: list[str] = []
    for turn in range(8):
        with start(WRITER, desk.ledger.place, f"turn{turn}", "100000") as process:
            assert process.stdout is not None
            told += [process.stdout.readline().strip() for _ in range(turn + 1)]
            time.sleep(0.003 * turn)
            os.kill(process.pid, signal.SIGKILL)
            told += [line for line in process.stdout.read().split("\n")[:-1] if line]
    again = Desk(open_sqlite(desk.ledger.place), desk.keys)
    people = {person: again.status(person) for person in told}
    assert set(people.values()) == {Status.GIVEN}
    assert verify(again.ledger, again.keys).problem == ""
    again.ledger.close()
