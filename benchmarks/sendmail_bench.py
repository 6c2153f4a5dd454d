"""Cost of leakcheck-sendmail at the moment of sending, against a bare Python and against the size of the mail."""

from __future__ import annotations

import os
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import material
import measure

if TYPE_CHECKING:
    from collections.abc import Iterator

SENDMAIL = str(Path(sys.executable).parent / "leakcheck-sendmail")


ALLOW = '[[allow]]\nrule = "LC901"\nreason = "made-up bytes have no format"\n'


def rows() -> list[tuple[str, str, str, bool | None]]:
    """Return table rows: what, measured, budget, kept."""
    before = os.getcwd()  # noqa: PTH109 - what chdir takes back
    with tempfile.TemporaryDirectory() as name:
        Path(name, "allow.toml").write_text(ALLOW, encoding="utf-8")
        os.environ["XDG_STATE_HOME"] = name
        os.chdir(name)  # a folder without settings, as a mail program has it
        try:
            return [_cold(), *_large()]
        finally:
            os.chdir(before)


def _cold() -> tuple[str, str, str, bool]:
    bare = measure.bare_python()
    cold = measure.command([SENDMAIL, "--via", "/bin/true", "anna@example.com"], 15, material.message(10_000))
    ratio = cold.seconds / bare.seconds
    return (
        "`leakcheck-sendmail`, cold, 10 KB clean mail, transport `/bin/true`",
        f"{cold.seconds * 1000:.0f} ms = {ratio:.1f} x bare, {cold.megabytes:.0f} MB",
        "<= 8 x (stretch 5 x), <= 40 MB",
        ratio <= 8 and cold.megabytes <= 40,
    )


def _large() -> Iterator[tuple[str, str, str, bool]]:
    """Measure large mails all the way to the transport."""
    words = [SENDMAIL, "--config", "allow.toml", "--via", "/bin/true", "anna@example.com"]
    for size in (25, 100):
        cost = measure.command(words, 3, material.large_attachment(size * 1_000_000))
        over = cost.megabytes - size
        yield (
            f"`leakcheck-sendmail`, {size} MB mail",
            f"{cost.seconds:.2f} s, {over:.0f} MB over its size",
            "<= 100 MB over its size",
            over <= 100,
        )


if __name__ == "__main__":
    for row in rows():
        print(*row, sep=" | ")
