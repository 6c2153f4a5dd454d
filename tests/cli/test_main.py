from __future__ import annotations

import subprocess
import sys

import pytest

from leakcheck import __version__
from leakcheck.cli import main


def test_version(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--version"]) == 0
    assert capsys.readouterr().out == f"leakcheck {__version__}\n"


@pytest.mark.parametrize("words", [["--help"], ["-h"], ["check", "--help"], ["rules", "--help"], ["rule", "--help"]])
def test_help(words: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(words) == 0
    assert capsys.readouterr().out.startswith("Usage: leakcheck")


def test_help_names_every_option_of_the_contract(capsys: pytest.CaptureFixture[str]) -> None:
    main(["check", "--help"])
    page = capsys.readouterr().out
    names = (
        "format output config rules select ignore fail-on me own-domain purpose transport allow reason explain reveal"
    )
    assert [name for name in names.split() if f"  --{name} " not in page] == []


def test_help_names_every_command(capsys: pytest.CaptureFixture[str]) -> None:
    main(["--help"])
    page = capsys.readouterr().out
    assert [name for name in ("check", "rules", "rule", "init", "config") if f"\n  {name} " not in page] == []


@pytest.mark.parametrize("words", [[], ["rules"], ["consent"], ["consent", "circle"], ["incident"], ["baseline"]])
def test_a_list_of_commands_has_whole_sentences(
    words: list[str], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    main([*words, "--help"])
    lines = capsys.readouterr().out.partition("Commands:\n")[2].splitlines()
    assert lines
    assert [line for line in lines if line.endswith("...")] == []


@pytest.mark.parametrize("words", [["chek"], ["check"], ["--no-such"], ["check", "x", "--no-such"]])
def test_wrong_use(words: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(words) == 2
    assert "Error: " in capsys.readouterr().err


def test_as_a_module() -> None:
    done = subprocess.run([sys.executable, "-m", "leakcheck", "--version"], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (0, f"leakcheck {__version__}\n")


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
@pytest.mark.parametrize(
    ("typed", "offered"), [("ru", "rules"), ("rule LC10", "LC104"), ("check --explain LC5", "LC503")]
)
def test_completion(shell: str, typed: str, offered: str) -> None:
    environment = {
        "_LEAKCHECK_COMPLETE": f"complete_{shell}",
        "COMP_WORDS": f"leakcheck {typed}",
        "COMP_CWORD": str(len(typed.split())),
        "_TYPER_COMPLETE_ARGS": f"leakcheck {typed}",
        "_TYPER_COMPLETE_FISH_ACTION": "get-args",
    }
    done = subprocess.run(
        [sys.executable, "-m", "leakcheck"], capture_output=True, text=True, check=False, env=environment
    )
    assert offered in done.stdout


@pytest.mark.parametrize("words", [("check", "no-such.eml"), ("check", "no-such.eml", "other.eml")])
def test_a_plain_check_needs_no_parser(words: tuple[str, ...]) -> None:
    code = f"import sys; from leakcheck.cli import main; main({words!r}); sys.exit('typer' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, check=False).returncode == 0
