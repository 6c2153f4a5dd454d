"""What a program may be started in: closed streams, a full disk, an interrupt from outside."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.skipif(os.name == "nt", reason="a shell and signals of POSIX")
LEAKY = Path(__file__).parent.parent.parent / "samples" / "leaky" / "group-offer.eml"
full = pytest.mark.skipif(not Path("/dev/full").exists(), reason="a device that is always full")


def run(line: str, folder: Path) -> subprocess.CompletedProcess[str]:
    """Run a line of the shell in which `leakcheck` is this one."""
    shell = f'leakcheck() {{ "{sys.executable}" -m leakcheck "$@"; }}\n{line}'
    return subprocess.run(["sh", "-c", shell], capture_output=True, text=True, check=False, cwd=folder)


@pytest.mark.parametrize(
    ("line", "code"),
    [
        (f"leakcheck check {LEAKY} >&-", 1),
        (f"leakcheck check {LEAKY} --format json >&-", 1),
        (f"leakcheck check {LEAKY} 2>&-", 1),
        (f"leakcheck check {LEAKY} <&- >&- 2>&-", 1),
        ("leakcheck check - <&-", 3),
        ("leakcheck rules >&-", 0),
        ("leakcheck fix - --bcc --yes --output x.eml <&-", 3),
    ],
)
def test_a_closed_stream_is_no_fault_of_ours(line: str, code: int, tmp_path: Path) -> None:
    done = run(line, tmp_path)
    assert done.returncode == code
    assert "internal error" not in done.stderr


@full
@pytest.mark.parametrize("words", ["--help", "check --help", "--version", "consent --help", "rules"])
def test_a_page_that_cannot_be_written_is_one_line(words: str, tmp_path: Path) -> None:
    done = run(f"leakcheck {words} > /dev/full", tmp_path)
    assert (done.returncode, done.stderr) == (2, "leakcheck: No space left on device\n")


@full
def test_a_report_that_cannot_be_written_names_the_file(tmp_path: Path) -> None:
    done = run(f"leakcheck check {LEAKY} --output /dev/full", tmp_path)
    assert (done.returncode, done.stderr) == (2, "leakcheck: /dev/full: No space left on device\n")


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_told_to_end_a_check_goes_without_a_word(number: signal.Signals, tmp_path: Path) -> None:
    for name in range(3_000):  # more than are checked before the signal comes, on a busy machine too
        (tmp_path / f"{name}.eml").write_bytes(LEAKY.read_bytes())
    command = [sys.executable, "-m", "leakcheck", "check", str(tmp_path), "--jobs", "2"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, start_new_session=True) as process:
        assert process.stdout is not None
        process.stdout.readline()
        os.killpg(process.pid, number)
        _, said = process.communicate(timeout=30)
    assert (process.returncode, said) == (128 + number, b"")
