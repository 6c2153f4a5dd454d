"""What the doctor says where nothing was installed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from leakcheck.cli import main
from leakcheck.cli.installing import PROGRAMS

if TYPE_CHECKING:
    from pathlib import Path

    import pytest


def test_the_doctor_of_nothing_is_not_content(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in ("HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME", "XDG_DATA_HOME"):
        monkeypatch.setenv(name, str(tmp_path))
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", str(tmp_path / "none"))
    assert main(["doctor"]) == 1
    first, *rest, last = capsys.readouterr().out.splitlines()
    assert first.startswith("wrong: leakcheck install was run for none of these")
    assert [line.split()[0] for line in rest] == list(PROGRAMS)
    assert last == "Put it into yours: leakcheck install NAME; set up by hand: leakcheck doctor NAME"


def test_a_command_with_an_open_quote_is_one_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    assert main(["install", "neomutt", "--via", '"msmtp']) == 2
    assert capsys.readouterr().err == "leakcheck: --via: cannot be split into words (no closing quotation)\n"
