"""What a person was told and may not have read: some mail programs throw away what the program that sends says."""

from __future__ import annotations

import os
from contextlib import suppress

from leakcheck.hooks.state import StateError, opened, private_folder, state_folder, written

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

FILE = "last.txt"
_POINTER = "leakcheck journal --last"
_LONGEST = 200
_SECONDS = 15


def keep(text: str, environment: Mapping[str, str]) -> None:
    """Keep the text in the place of an older one; a folder that cannot be used is no reason to fail here."""
    with suppress(StateError):
        written(os.path.join(private_folder(environment), FILE), text.encode("utf-8", "replace"))


def kept(environment: Mapping[str, str]) -> tuple[float, str]:
    """Return when something was last said (seconds since 1970) and the text, "" when there is none.

    Raises StateError where it cannot be read.
    """
    path = os.path.join(state_folder(environment), FILE)
    if not os.path.exists(path):
        return 0.0, ""
    with open(opened(path, os.O_RDONLY), encoding="utf-8", errors="replace") as file:
        return os.fstat(file.fileno()).st_mtime, file.read()


def alert(gist: str, environment: Mapping[str, str]) -> None:
    """Say the gist elsewhere: in the status line of tmux, and as a notification of the desktop, where there are any."""
    for words in _ways(gist[:_LONGEST], environment):
        with suppress(OSError):  # no such program
            null = [(os.POSIX_SPAWN_OPEN, number, os.devnull, os.O_RDWR, 0) for number in (0, 1, 2)]
            os.posix_spawnp(words[0], words, dict(environment), file_actions=null)


def _ways(gist: str, environment: Mapping[str, str]) -> Iterator[list[str]]:
    if environment.get("TMUX"):
        pane = ["-t", environment["TMUX_PANE"]] if environment.get("TMUX_PANE") else []
        plain = f"{gist} ({_POINTER})".replace("#", "")  # which begins a format of tmux
        yield ["tmux", "display-message", "-d", str(_SECONDS * 1_000), *pane, plain]
    if environment.get("DISPLAY") or environment.get("WAYLAND_DISPLAY"):
        yield ["notify-send", "--app-name=leakcheck", "--urgency=critical", "leakcheck", f"{gist}\nMore: {_POINTER}"]
