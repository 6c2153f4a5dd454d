"""What a person sees: the real program on a pseudo-terminal."""

from __future__ import annotations

import os
import re
import select
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path

pty = pytest.importorskip("pty", reason="a pseudo-terminal needs a POSIX system")

DRAFT = b"""From: Petra <petra@coach.example>
To: Anna Lee <anna.client@example.org>, Bob Lee <bob.client@example.net>
Subject: Group mentoring

Please call Olga on +44 7700 900123 before Friday.
"""
_STYLE = re.compile(r"\x1b\[[0-9;]*m")


def shown(folder: Path, *words: str, **environment: str) -> tuple[str, int]:
    """Return what `leakcheck check x.eml` writes to a terminal, line ends made plain, and its exit code."""
    (folder / "x.eml").write_bytes(DRAFT)
    (folder / "leakcheck.toml").write_bytes(b"")
    return on_terminal(folder, "check", "x.eml", *words, **environment)


def on_terminal(folder: Path, *words: str, **environment: str) -> tuple[str, int]:
    """Return what a command writes to a terminal, and its exit code."""
    command = [sys.executable, "-m", "leakcheck", *words]
    env = {"PATH": os.environ["PATH"], "HOME": str(folder), "TERM": "xterm-256color", "COLUMNS": "80", **environment}
    ours, theirs = pty.openpty()
    with subprocess.Popen(command, stdout=theirs, stderr=theirs, stdin=theirs, cwd=folder, env=env) as process:
        os.close(theirs)
        written = b"".join(iter(lambda: _read(ours), b""))
    os.close(ours)
    return written.decode().replace("\r\n", "\n"), process.returncode


def _read(descriptor: int) -> bytes:
    try:
        return os.read(descriptor, 4096)
    except OSError:  # Linux says so when the other end is closed
        return b""


def _typed(terminal: int, key: bytes) -> bytes:
    """Return what is said after a key, pressed until it is heard: a prompt throws away what was typed before it."""
    said = b""
    for _ in range(120):
        os.write(terminal, key)
        while select.select([terminal], [], [], 0.5)[0]:
            more = _read(terminal)
            if not more:
                return said
            said += more
    raise TimeoutError(said)


def test_the_writer_sees_recipients_in_clear_and_in_colour(tmp_path: Path) -> None:
    text, _ = shown(tmp_path)
    assert "\x1b[" in text
    plain = _STYLE.sub("", text)
    assert "2 people would see one another's names and addresses" in plain
    assert "anna.client@example.org" in plain
    assert "900123" not in plain


def test_reveal_shows_the_body(tmp_path: Path) -> None:
    assert "+44 7700 900123" in _STYLE.sub("", shown(tmp_path, "--reveal")[0])


def test_in_ci_even_a_terminal_is_masked(tmp_path: Path) -> None:
    text, _ = shown(tmp_path, CI="true")
    assert "anna.client" not in text
    text, code = shown(tmp_path, "--reveal", CI="true")
    assert code == 2
    assert text.startswith("leakcheck: --reveal shows personal data in clear")


@pytest.mark.parametrize("environment", [{"TERM": "dumb"}, {"NO_COLOR": "1"}])
def test_without_colour(tmp_path: Path, environment: dict[str, str]) -> None:
    text, _ = shown(tmp_path, **environment)
    assert re.search(r"\x1b\[[0-9;]*3[0-9]m", text) is None
    assert "anna.client@example.org" in _STYLE.sub("", text)


@pytest.mark.parametrize("columns", [40, 200])
def test_width(tmp_path: Path, columns: int) -> None:
    text, _ = shown(tmp_path, COLUMNS=str(columns))
    assert max(map(len, _STYLE.sub("", text).splitlines())) <= columns


def test_a_reader_that_leaves_is_no_error(tmp_path: Path) -> None:
    (tmp_path / "x.eml").write_bytes(DRAFT)
    read, write = os.pipe()
    os.close(read)
    done = subprocess.run(
        [sys.executable, "-m", "leakcheck", "check", "x.eml"],
        stdout=write,
        stderr=subprocess.PIPE,
        cwd=tmp_path,
        check=False,
    )
    os.close(write)
    assert done.stderr == b""
    assert done.returncode == 141


def _answered(folder: Path, words: tuple[str, ...], key: bytes) -> tuple[int, bytes]:
    """Return the exit code of a command whose question is answered by a key, and what it said."""
    (folder / "x.eml").write_bytes(DRAFT)
    command = f'cd "{folder}" && exec "{sys.executable}" -m leakcheck {" ".join(words)}'
    env = {"PATH": os.environ["PATH"], "HOME": str(folder), "TERM": "dumb", "COLUMNS": "80"}
    pid, terminal = pty.fork()
    if not pid:
        os.execve("/bin/sh", ["sh", "-c", command], env)  # noqa: S606 - the terminal must be its own
    said = b""
    while not said.rstrip().endswith(b":") and (more := _read(terminal)):
        said += more
    said += _typed(terminal, key)
    os.close(terminal)
    return os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]), said


@pytest.mark.parametrize("key", [b"\x03", b"\x04"], ids=["Ctrl-C", "Ctrl-D"])
@pytest.mark.parametrize("words", [("fix", "x.eml", "--bcc"), ("init", "--path", "new.toml")])
def test_leaving_a_question_writes_nothing(tmp_path: Path, words: tuple[str, ...], key: bytes) -> None:
    code, said = _answered(tmp_path, words, key)
    assert (code, said) == (130, said)
    assert b"internal error" not in said
    assert [path.name for path in tmp_path.iterdir()] == ["x.eml"]


def test_a_no_ends_like_a_refusal(tmp_path: Path) -> None:
    code, said = _answered(tmp_path, ("fix", "x.eml", "--bcc"), b"n\n")
    assert (code, said) == (3, said)
    assert b"Nothing written" in said
    assert [path.name for path in tmp_path.iterdir()] == ["x.eml"]


def test_a_table_on_a_narrow_terminal_becomes_lines(tmp_path: Path) -> None:
    ledger = {"LEAKCHECK_LEDGER": str(tmp_path / "consent.db")}
    on_terminal(tmp_path, "consent", "init", **ledger)
    on_terminal(tmp_path, "consent", "withdraw", "anna.berger@example.com", "--purpose", "marketing", **ledger)
    wide, _ = on_terminal(tmp_path, "consent", "list", **ledger)
    assert "anna.berger@example.com   contact:marketing   Withdrawn" in _STYLE.sub("", wide)
    narrow, _ = on_terminal(tmp_path, "consent", "list", COLUMNS="40", **ledger)
    assert narrow == "\nPerson: anna.berger@example.com\nPurpose: contact:marketing\nStatus: Withdrawn\n"
