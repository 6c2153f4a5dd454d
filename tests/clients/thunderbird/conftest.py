"""One Thunderbird for a file of tests; each begins with no compose window, an empty server and a good host."""

from __future__ import annotations

import os
import signal
import sys
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from leakcheck.cli.addon import ADD_ON
from leakcheck.cli.thunderbird import install, places
from tests.clients.rig import need, running_sink
from tests.clients.thunderbird.program import Thunderbird

if TYPE_CHECKING:
    from collections.abc import Iterator

HOST = str(Path(sys.executable).parent / "leakcheck-native-host")
# Stands in for the host: behaves as the file beside it says, and notes its number so that a test can end it.
STAND_IN = """#!{python}
import os, sys, time, pathlib
folder = pathlib.Path({folder!r})
(folder / "pid").write_text(str(os.getpid()))
mode = (folder / "mode").read_text()
if mode == "good":
    os.execv({host!r}, [{host!r}])
while True:
    size = int.from_bytes(sys.stdin.buffer.read(4), sys.byteorder)
    message = sys.stdin.buffer.read(size)
    if not size or mode == "dies":
        sys.exit(1)
    if mode == "sleeps":
        time.sleep(20)
    old = b'{{"protocol": 0, "id": 1, "ok": true}}'
    body = {{"rubbish": b"hello?" * 9, "shouts": b"hello?" * 9, "old": old}}.get(mode, b"[]")
    head = (2_000_000 if mode == "large" else len(body)).to_bytes(4, sys.byteorder)
    sys.stdout.buffer.write((b"" if mode == "shouts" else head) + body)
    sys.stdout.buffer.flush()
"""


class Desk:
    """Thunderbird with our add-on, and a host that can be told how to behave."""

    def __init__(self, thunderbird: Thunderbird) -> None:
        self.thunderbird = thunderbird
        self.folder = thunderbird.folder

    def stand_in(self) -> Path:
        path = self.folder / "host"
        path.write_text(STAND_IN.format(python=sys.executable, folder=str(self.folder), host=HOST))
        path.chmod(0o700)
        return path

    def behave(self, mode: str) -> None:
        """Let the host that runs go, and its successor behave so."""
        (self.folder / "mode").write_text(mode)
        self.end_host()
        (self.folder / "pid").unlink(missing_ok=True)

    @contextmanager
    def no_host(self) -> Iterator[None]:
        """Take the manifest away, as where leakcheck was never installed."""
        manifest = places({"HOME": str(self.thunderbird.home)}).manifest
        away = manifest.rename(manifest.with_suffix(".away"))
        self.end_host()
        yield
        away.rename(manifest)

    def host_runs(self) -> bool:
        return (self.folder / "pid").exists()

    def host_number(self) -> int:
        return int((self.folder / "pid").read_text())

    def host_lives(self) -> bool:
        return Path(f"/proc/{self.host_number()}/cmdline").exists()

    def end_host(self) -> None:
        with suppress(FileNotFoundError, ProcessLookupError):
            os.kill(self.host_number(), signal.SIGKILL)


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    need("thunderbird")
    with running_sink() as sink:
        thunderbird = Thunderbird(tmp_path_factory.mktemp("thunderbird"), sink)
        desk = Desk(thunderbird)
        found = dict.fromkeys(("HOME", "USERPROFILE"), str(thunderbird.home))
        list(install(found))
        manifest = places(found).manifest
        manifest.write_text(manifest.read_text().replace(HOST, str(desk.stand_in())))
        (thunderbird.profile / "extensions" / f"{ADD_ON}.xpi").write_bytes(places(found).add_on.read_bytes())
        desk.behave("good")
        try:
            thunderbird.start()
            thunderbird.wait(thunderbird.add_on_is_active)
            yield desk
        finally:
            thunderbird.stop()


@pytest.fixture
def program(desk: Desk) -> Iterator[Thunderbird]:
    desk.thunderbird.sink.mails.clear()
    desk.thunderbird.sink.most = None
    yield desk.thunderbird
    desk.thunderbird.answer_alerts(quiet=0.1)
    desk.thunderbird.close_all()
    desk.thunderbird.set_offline(False)
    if (desk.folder / "mode").read_text() != "good":
        desk.behave("good")
