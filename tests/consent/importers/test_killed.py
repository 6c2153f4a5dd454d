"""An import that is killed loses nothing that it wrote, and doing it again completes it."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from typing import TYPE_CHECKING

import pytest

from leakcheck.consent.keys import from_master
from leakcheck.consent.sqlite import open_sqlite
from leakcheck.consent.verify import verify
from tests.consent.desks import ENVIRONMENT, MASTER, sqlite_desk

if TYPE_CHECKING:
    from pathlib import Path

PEOPLE = 12_000


@pytest.mark.slow
@pytest.mark.skipif(os.name != "posix", reason="needs SIGKILL")
def test_kill_and_import_again(tmp_path: Path) -> None:
    sqlite_desk(tmp_path).ledger.close()
    place, file = str(tmp_path / "consent.db"), tmp_path / "people.csv"
    file.write_text("email\n" + "".join(f"p{n}@example.com\n" for n in range(PEOPLE)), encoding="utf-8")
    command = [sys.executable, "-m", "leakcheck", "consent", "import", str(file), "--adapter", "csv"]
    environment = {**os.environ, **ENVIRONMENT, "LEAKCHECK_LEDGER": place}
    seen = 0
    for wait in (0.8, 1.2, 1.6, 2.0, 2.4, 2.8):
        process = subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL)
        time.sleep(wait)
        process.send_signal(signal.SIGKILL)
        process.wait()
        written = events(place)
        assert written >= seen
        seen = written
    assert subprocess.run(command, env=environment, stdout=subprocess.DEVNULL, check=False).returncode == 0
    assert events(place) == PEOPLE


def events(place: str) -> int:
    ledger = open_sqlite(place)
    try:
        verdict = verify(ledger, from_master(MASTER))
        assert verdict.problem == ""
        return verdict.head.seq
    finally:
        ledger.close()
