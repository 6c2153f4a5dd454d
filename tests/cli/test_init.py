from __future__ import annotations

import os
import pty
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from typer.testing import CliRunner

from leakcheck.cli.app import app
from leakcheck.policy.load import parse_policy

if TYPE_CHECKING:
    from pathlib import Path

    from click.testing import Result


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("HOME", str(tmp_path))
    return tmp_path


def run(*words: str) -> Result:
    return CliRunner().invoke(app, ["init", *words])


def test_flags_make_a_file_that_says_the_same(folder: Path) -> None:
    words = ("--me", "Ann@example.org", "--me", "ann@example.net", "--own-domain", "*.example.org")
    assert run(*words).exit_code == 0
    policy = parse_policy((folder / "leakcheck.toml").read_text(encoding="utf-8"))
    assert policy.own_addresses == {"ann@example.org", "ann@example.net"}
    assert policy.own_domains == ("*.example.org",)


def test_yes_asks_nothing(folder: Path) -> None:
    assert run("--yes", "--path", str(folder)).stdout.startswith(f"Wrote {folder}/leakcheck.toml\n")


def test_without_a_terminal_nobody_can_be_asked(folder: Path) -> None:
    result = run()
    assert (result.exit_code, "no terminal" in result.stderr) == (2, True)
    assert not (folder / "leakcheck.toml").exists()


def test_a_file_that_is_there_stays(folder: Path) -> None:
    (folder / "leakcheck.toml").write_text("mine", encoding="utf-8")
    result = run("--yes")
    assert (result.exit_code, "--force" in result.stderr) == (2, True)
    assert (folder / "leakcheck.toml").read_text(encoding="utf-8") == "mine"
    assert run("--yes", "--force").exit_code == 0
    assert (folder / "leakcheck.toml").read_text(encoding="utf-8") != "mine"


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("--own-domain", "gmail.com"), '--own-domain: "gmail.com" is a freemail provider'),
        (("--me", "ann"), '--me: "ann" is not an address'),
        (("--yes", "--path", "not/there.toml"), "cannot be written"),
    ],
)
def test_wrong_answers_write_nothing(folder: Path, words: tuple[str, ...], says: str) -> None:
    result = run(*words)
    assert (result.exit_code, says in result.stderr, result.stderr.count("\n")) == (2, True, 1)
    assert not list(folder.iterdir())


def test_it_asks_again_on_a_terminal(folder: Path) -> None:
    ours, theirs = pty.openpty()
    with subprocess.Popen(
        [sys.executable, "-c", "from leakcheck.cli.app import app; app()", "init"],
        stdin=theirs,
        stdout=theirs,
        stderr=theirs,
        cwd=folder,
    ) as process:
        os.close(theirs)
        os.write(ours, b"nobody\nann@example.org, ann@example.net\n\n")
        assert process.wait(60) == 0
    os.close(ours)
    policy = parse_policy((folder / "leakcheck.toml").read_text(encoding="utf-8"))
    assert policy.own_addresses == {"ann@example.org", "ann@example.net"}
    assert policy.own_domains == ("example.org",)
