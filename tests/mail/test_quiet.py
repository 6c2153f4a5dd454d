from __future__ import annotations

import subprocess
import sys

import pytest

from leakcheck.mail.quiet import load_flanker

ASK = (
    "from leakcheck.mail.quiet import load_flanker\n"
    "load_flanker('flanker.addresslib.address').parse\n"
    "load_flanker('flanker.mime.message.charsets').convert_to_unicode\n"
)
READ_ONLY = (
    "import builtins\nreal = builtins.open\n"
    "def locked(file, mode='r', *rest, **more):\n"
    "    if 'w' in mode: raise PermissionError(13, 'read-only', str(file))\n"
    "    return real(file, mode, *rest, **more)\n"
    "builtins.open = locked\n"
    "import ply.yacc\n"
    "ply.yacc.open = locked\n"
    "ply.yacc.__tabversion__ = 'stale'\n"
)


@pytest.mark.parametrize("before", ["", READ_ONLY], ids=["plain", "read-only"])
def test_import_says_nothing(before: str) -> None:
    done = subprocess.run([sys.executable, "-W", "always", "-c", before + ASK], capture_output=True, check=False)
    assert (done.returncode, done.stdout, done.stderr) == (0, b"", b"")


def test_both_modules_work() -> None:
    parse = load_flanker("flanker.addresslib.address").parse
    convert = load_flanker("flanker.mime.message.charsets").convert_to_unicode
    assert parse("Ann Lee <ann@example.org>").address == "ann@example.org"
    russian = "Добрый день, встреча группы начинается в девять часов"
    assert convert("us-ascii", russian.encode("koi8-r")) == russian


def test_stale_tables_are_not_written() -> None:
    watch = (
        "import ply.yacc\nply.yacc.__tabversion__ = 'stale'\n"
        "def refuse(*_, **__): raise SystemExit('a table was written')\n"
        "ply.yacc.open = refuse\n"
    )
    done = subprocess.run([sys.executable, "-c", watch + ASK], capture_output=True, check=False)
    assert (done.returncode, done.stderr) == (0, b"")


def test_an_address_that_makes_no_sense_is_not_logged(capfd: pytest.CaptureFixture[str]) -> None:
    from leakcheck.mail.mailbox_address import _second_opinion

    _second_opinion("canary\x01x@example.com<>.y")
    assert "canary" not in "".join(capfd.readouterr())
