"""The commands that `consent init` shows are pasted into a shell, one after the other."""

from __future__ import annotations

import os
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.skipif(os.name == "nt", reason="a POSIX shell is needed")


def _run(command: str, folder: Path) -> str:
    home = {"HOME": str(folder), "XDG_CONFIG_HOME": str(folder / "config")}
    path = os.pathsep.join((str(Path(sys.executable).parent), os.environ["PATH"]))
    environment = {name: value for name, value in os.environ.items() if not name.startswith("LEAKCHECK_")}
    done = subprocess.run(
        ["sh", "-c", command], cwd=folder, env={**environment, **home, "PATH": path}, capture_output=True, text=True,
        check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    return done.stdout


def _steps(told: str) -> list[str]:
    return [line.removeprefix("  ") for line in told.partition("one after the other:\n")[2].splitlines()]


@pytest.mark.parametrize(
    ("file", "text"),
    [
        ("", ""),
        ("leakcheck.toml", 'region = "GB"'),
        ("leakcheck.toml", '\ufeffregion = "GB"\n'),
        ("leakcheck.toml", "[rules.LC101]\nnote = 3\n"),
        ("pyproject.toml", '[project]\nname = "x"\n\n[tool.leakcheck]\nregion = "GB"\n'),
        ("pyproject.toml", '[project]\nname = "x"\n'),
    ],
)
@pytest.mark.parametrize("name", ["", 'it\'s "ours" 100%\\n.db'])
def test_the_steps_work_as_they_stand(tmp_path: Path, file: str, text: str, name: str) -> None:
    if file:
        (tmp_path / file).write_text(text, encoding="utf-8")
    (tmp_path / "a").mkdir()
    told = _run(f"cd a && leakcheck consent init {shlex.quote(name) if name else ''}", tmp_path)
    steps = _steps(told)
    assert len(steps) == 2
    for step in steps:
        _run(f"cd a && {step}", tmp_path)
    assert "contact:marketing\tGiven" in _run("cd a && leakcheck consent show ann@example.com", tmp_path)


def test_a_table_that_is_there_gets_its_line_by_hand(tmp_path: Path) -> None:
    (tmp_path / "leakcheck.toml").write_text("[consent]\nstrict = true\n")
    told = _run("leakcheck consent init", tmp_path)
    assert 'Put this into leakcheck.toml, so that leakcheck finds it:\n  [consent]\n  ledger = "consent.db"\n' in told
    (tmp_path / "leakcheck.toml").write_text('[consent]\nstrict = true\nledger = "consent.db"\n')
    _run(told.partition("Then: ")[2], tmp_path)


def test_a_table_in_one_line_is_filled_by_hand(tmp_path: Path) -> None:
    (tmp_path / "pyproject.toml").write_text('[tool]\nleakcheck = {region = "GB"}\n')
    assert "Put this into pyproject.toml" in _run("leakcheck consent init", tmp_path)


def test_a_file_that_was_named_is_named_again(tmp_path: Path) -> None:
    (tmp_path / "own.toml").write_text("")
    for step in _steps(_run("leakcheck consent init --config own.toml", tmp_path)):
        _run(step, tmp_path)
