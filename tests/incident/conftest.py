"""An incident of the coach's mail, in a folder of its own."""

from __future__ import annotations

from pathlib import Path

import pytest

from leakcheck.cli import main

COACH = Path(__file__).parent.parent.parent / "samples" / "leaky" / "group-offer.eml"


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Work in an empty folder with the coach's mail, without a configuration of the machine."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    monkeypatch.delenv("LEAKCHECK_LEDGER", raising=False)
    (tmp_path / "sent.eml").write_bytes(COACH.read_bytes())
    return tmp_path


@pytest.fixture
def coach(place: Path) -> Path:
    """Return the folder of an incident."""
    words = ["new", "sent.eml", "--output", "coach", "--aware-at", "2026-09-15T09:00+02:00", "--yes"]
    assert main(["incident", *words]) == 0
    return place / "coach"
