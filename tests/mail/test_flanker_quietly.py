from __future__ import annotations

import subprocess
import sys

import pytest

from leakcheck.mail.flanker_quietly import address_parse, convert_to_unicode

ASK = "from leakcheck.mail.flanker_quietly import address_parse as a, convert_to_unicode as c\nassert a() and c()\n"
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


def test_both_functions_work() -> None:
    parse, convert = address_parse(), convert_to_unicode()
    assert parse is not None
    assert convert is not None
    assert parse("Ann Lee <ann@example.org>").address == "ann@example.org"
    russian = "Добрый день, встреча группы начинается в девять часов"
    assert convert("us-ascii", russian.encode("koi8-r")) == russian
