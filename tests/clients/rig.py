"""What the tests with real mail programs share: a mail server that keeps what it gets, a home, a terminal."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import pytest
from aiosmtpd.controller import Controller

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from aiosmtpd.smtp import SMTP, Envelope, Session

SENDMAIL = str(Path(sys.executable).parent / "leakcheck-sendmail")
LEAKCHECK = str(Path(sys.executable).parent / "leakcheck")
WAIT = 20.0

PEOPLE = [f"{name}@example.{top}" for name in ("anna", "bjoern", "cleo", "dilan") for top in ("com", "net", "org")]
ONE = PEOPLE[:1]


class Received(NamedTuple):
    """A mail as the server got it."""

    sender: str
    recipients: list[str]
    data: bytes


class Sink:
    """A mail server on this machine alone."""

    def __init__(self) -> None:
        self.mails: list[Received] = []
        self.most: int | None = None  # so many mails it takes
        self.controller = Controller(self, hostname="127.0.0.1", port=0)

    async def handle_DATA(  # noqa: N802 - the name is aiosmtpd's
        self, _server: SMTP, _session: Session, envelope: Envelope
    ) -> str:
        if self.most is not None and len(self.mails) >= self.most:
            return "554 no more today"
        data = envelope.original_content or b""
        self.mails.append(Received(envelope.mail_from or "", list(envelope.rcpt_tos), data))
        return "250 kept"

    @property
    def port(self) -> int:
        return int(self.controller.server.sockets[0].getsockname()[1])  # type: ignore[union-attr]


@contextmanager
def running_sink() -> Iterator[Sink]:
    sink = Sink()
    # Controller.start() connects to the port it was given, which is 0 here: begin with a port that is free.
    sink.controller.port = free_port()
    sink.controller.start()
    try:
        yield sink
    finally:
        sink.controller.stop()


def free_port() -> int:
    import socket

    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


class Home:
    """The home of a person who sends mail: msmtp as transport, an own state folder."""

    def __init__(self, folder: Path, sink: Sink) -> None:
        self.folder = folder
        self.msmtprc = folder / "msmtprc"
        self.msmtprc.write_text(
            f"defaults\ntls off\nauth off\naccount default\nhost 127.0.0.1\nport {sink.port}\n"
            "from petra@coach.example\n"
        )
        self.msmtprc.chmod(0o600)
        self.via = f"msmtp -C {self.msmtprc}"
        kept = {
            name: value for name, value in os.environ.items() if not name.startswith(("LEAKCHECK_", "XDG_", "GIT_"))
        }
        self.environment = kept | {
            "HOME": str(folder),
            "XDG_CONFIG_HOME": str(folder / ".config"),
            "XDG_STATE_HOME": str(folder / ".state"),
            "LEAKCHECK_VIA": self.via,
            "EMAIL": "petra@coach.example",
            "LC_ALL": "C.UTF-8",
            "TERM": "xterm",
        }
        self.environment.pop("CI", None)

    def run(self, *words: str, stdin: bytes = b"", **more: str) -> subprocess.CompletedProcess[bytes]:
        """Run a program without any terminal."""
        return subprocess.run(
            words,
            input=stdin,
            capture_output=True,
            env=self.environment | more,
            cwd=self.folder,
            timeout=120,
            check=False,
            start_new_session=True,
        )

    def write(self, name: str, text: str) -> Path:
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
        return path


class Terminal:
    """A program on a terminal of its own, driven through tmux."""

    def __init__(self, home: Home, command: str, name: str = "tmux") -> None:
        self.home = home
        self.socket = str(home.folder / name)
        self.tmux("-f", "/dev/null", "new-session", "-d", "-x", "160", "-y", "50", command + "; echo ENDED $?; cat")

    def tmux(self, *words: str) -> str:
        done = self.home.run("tmux", "-S", self.socket, *words)
        assert not done.returncode, done.stderr.decode()
        return done.stdout.decode("utf-8", "replace")

    def keys(self, *keys: str) -> None:
        self.tmux("send-keys", *keys)

    def screen(self) -> str:
        return self.tmux("capture-pane", "-p")

    def wait_for(self, *words: str) -> str:
        """Wait until the screen shows one of these."""
        shown = ""
        for _ in until():
            shown = self.screen()
            if any(word in shown for word in words):
                return shown
        raise AssertionError(f"{words} did not appear on:\n{shown}")

    def watched(self) -> Terminal:
        """Return a terminal on which somebody looks at this one; keys for its program are typed there too."""
        return Terminal(self.home, f"env -u TMUX -u TMUX_PANE tmux -S {self.socket} attach", "outer-tmux")

    def close(self) -> None:
        self.home.run("tmux", "-S", self.socket, "kill-server")


def until(seconds: float = WAIT) -> Iterator[None]:
    """Yield again and again, for at most so long."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        yield
        time.sleep(0.1)


def wait_until(true: Callable[[], object], seconds: float = WAIT) -> None:
    for _ in until(seconds):
        if true():
            return
    raise AssertionError("it did not happen in time")


def need(*programs: str) -> None:
    """Skip without these programs; fail where CI promised to install them."""
    missing = [program for program in programs if not shutil.which(program, path=f"{os.environ['PATH']}:/usr/sbin")]
    if missing:
        words = f"{', '.join(missing)}: not on this machine"
        if os.environ.get("CI"):
            pytest.fail(words)
        pytest.skip(words)
