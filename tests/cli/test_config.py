from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from typer.testing import CliRunner

from leakcheck.cli import main
from leakcheck.cli.app import app
from leakcheck.cli.configuration import show_config

if TYPE_CHECKING:
    from pathlib import Path

    from click.testing import Result

TEXT = """
region = "GB"
[me]
addresses = ["ann@example.org"]
[[allow]]
rule = "LC301"
reason = "our number"
until = 2026-12-31
[[circle]]
name = "board [red]"
members = ["bob@example.org", "@example.net"]
"""


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.delenv("XDG_CONFIG_HOME", raising=False)
    (tmp_path / "leakcheck.toml").write_text(TEXT, encoding="utf-8")
    return tmp_path


def run(*words: str) -> Result:
    return CliRunner().invoke(app, ["config", *words])


def test_a_pipe_gets_plain_masked_lines(folder: Path) -> None:
    lines = run().stdout.splitlines()
    assert f'region = "GB"  # {folder}/leakcheck.toml:2' in lines
    assert 'fail-on = "warning"  # default' in lines
    assert f'me.addresses = ["a***@e***.org"]  # {folder}/leakcheck.toml:4' in lines
    assert lines[-1].startswith('circle = { name = "board [red]", members = ["b***@e***.org", "@example.net"] }')


def test_json_is_masked_and_dated(folder: Path) -> None:
    result = run("--json", str(folder))
    said = json.loads(result.stdout)
    found = {row["key"]: row for row in said["settings"]}
    assert said["format"] == "leakcheck-config/1"
    assert found["allow"]["value"] == {"rule": "LC301", "reason": "our number", "until": "2026-12-31"}
    assert found["region"]["origin"] == f"{folder}/leakcheck.toml:2"
    assert "ann@" not in result.stdout
    assert "bob@" not in result.stdout


def test_a_terminal_shows_people_in_clear(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr("sys.stdout.isatty", lambda: True, raising=False)
    monkeypatch.setenv("COLUMNS", "200")
    monkeypatch.delenv("CI", raising=False)
    assert show_config("", "", as_json=False) == 0
    shown = capsys.readouterr().out
    assert "ann@example.org" in shown
    assert "board [red]" in shown
    monkeypatch.setenv("CI", "true")
    show_config("", "", as_json=False)
    assert "ann@example.org" not in capsys.readouterr().out


def test_a_named_file(folder: Path) -> None:
    (folder / "other.toml").write_text('region = "DE"', encoding="utf-8")
    assert 'region = "DE"  # other.toml:1' in run("--config", "other.toml").stdout


def test_a_wrong_file_is_exit_2(folder: Path) -> None:
    (folder / "leakcheck.toml").write_text("fail_on = 1", encoding="utf-8")
    result = run()
    assert result.exit_code == 2
    assert result.stderr == f'leakcheck: {folder}/leakcheck.toml:1: fail_on: no such key (did you mean "fail-on"?)\n'


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ('rule-dirs = ["nowhere"]', "rule-dirs: {folder}/nowhere: no such folder of rules"),
        ('plugins = ["nobody"]', "plugins: no installed package offers 'nobody'"),
        ('select = ["LC999"]', "select: there is no rule 'LC999'"),
    ],
)
def test_names_the_line_of_what_is_not_there(
    line: str, says: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "leakcheck.toml").write_text(f"# mine\n{line}\n")
    (tmp_path / "x.eml").write_text("To: ann@example.com\n\nHello\n")
    assert main(["check", "x.eml"]) == 2
    assert capsys.readouterr().err == f"leakcheck: {tmp_path}/leakcheck.toml:2: {says.format(folder=tmp_path)}\n"
