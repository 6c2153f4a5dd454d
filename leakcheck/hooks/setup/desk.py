"""The person for whom settings are changed, and the command that is written into them."""

from __future__ import annotations

import shlex
import shutil
import subprocess
import sys
from pathlib import Path

from leakcheck.model.errors import ConfigError
from leakcheck.model.record import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping

HOOK = "leakcheck-sendmail"
_WAIT = 20.0


class Desk(NamedTuple):
    """The person for whom settings are changed: the environment, and the transport that was asked for, if any."""

    environment: Mapping[str, str]
    via: str = ""

    @property
    def home(self) -> Path:
        """Return the home folder."""
        return Path(self.environment.get("HOME") or Path.home())

    @property
    def config(self) -> Path:
        """Return the folder of settings (XDG Base Directory Specification)."""
        return Path(self.environment.get("XDG_CONFIG_HOME") or self.home / ".config")

    def ask(self, *words: str) -> str:
        """Return what a program says, "" when it is not there or fails."""
        try:
            run = subprocess.run(  # noqa: S603 - the person's own mail program
                words, capture_output=True, text=True, env=dict(self.environment), timeout=_WAIT, check=False
            )
        except (OSError, subprocess.TimeoutExpired):
            return ""
        return run.stdout.strip() if run.returncode == 0 else ""


def own_program(name: str = HOOK) -> str:
    """Return the absolute path of a program of this installation; raises ConfigError when it is missing."""
    beside = Path(sys.executable).parent / name
    found = str(beside) if beside.exists() else shutil.which(name)
    if found is None:
        raise ConfigError(f"{name}: not found beside {sys.executable}, install leakcheck-mail anew")
    return found


def wrapped(desk: Desk, before: str) -> str:
    """Return the command that checks and then sends as before (or by --via); settings split it at blanks.

    Raises ConfigError where a word holds a blank or a quote, or where a mail server would be asked directly.
    """
    words = _split("--via", desk.via) if desk.via else _split("what sends now", before)
    if words and Path(words[0]).name == HOOK:
        return " ".join(words)
    if any(set(word) & set(" \t'\"\\$`;#") for word in (*words, own_program())):
        raise ConfigError('words with blanks or quotes: put them into [sendmail] command and give --via ""')
    if words and "://" in words[0]:
        raise ConfigError(f"{words[0]}: a mail server is asked directly, give a program: --via msmtp")
    return " ".join((own_program(), *(("--via",) if words else ()), *words))


def _split(name: str, command: str) -> list[str]:
    try:
        return shlex.split(command)
    except ValueError as error:
        raise ConfigError(f"{name}: cannot be split into words ({str(error).lower()})") from None


def snippet(name: str) -> Path:
    """Return a file that comes with leakcheck for another program."""
    package = Path(__file__).parent.parent.parent
    installed = package / "_clients" / name
    return installed if installed.exists() else package.parent / "clients" / name
