"""The folder in which the front ends remember decisions: nobody else can read or change it."""

from __future__ import annotations

import os

from leakcheck.model.errors import LeakcheckError
from leakcheck.policy.files import home_folder

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping


class StateError(LeakcheckError):
    """The folder or a file in it cannot be used; `str` is one line that says why."""


def state_folder(environment: Mapping[str, str]) -> str:
    """Return the folder of decisions, whether it exists or not (XDG Base Directory Specification 0.8)."""
    base = environment.get("XDG_STATE_HOME", "")
    base = base if base.startswith("/") else os.path.join(home_folder(environment), ".local", "state")
    return os.path.join(base, "leakcheck")


def private_folder(environment: Mapping[str, str], *names: str) -> str:
    """Return a folder below it, made where it was missing; raises StateError where somebody else could write to it."""
    path = state_folder(environment)
    for name in ("", *names):
        path = os.path.join(path, name) if name else path
        try:
            os.makedirs(path, 0o700, exist_ok=True)
            facts = os.stat(path)
        except OSError as error:
            raise StateError(f"{path}: cannot be made ({error.strerror or error})") from None
        if hasattr(os, "getuid") and (facts.st_uid != os.getuid() or facts.st_mode & 0o022):
            raise StateError(f"{path}: others may write to it, so nothing in it can be trusted")
    return path


def opened(path: str, flags: int) -> int:
    """Open a private file (0600), never through a link; raises StateError."""
    try:
        return os.open(path, flags | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_CLOEXEC", 0), 0o600)
    except OSError as error:
        raise StateError(f"{path}: cannot be opened ({error.strerror or error})") from None


def written(path: str, data: bytes) -> None:
    """Write a whole private file, which appears complete or not at all; raises StateError."""
    fresh = f"{path}.{os.getpid()}.new"
    file = opened(fresh, os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
    try:
        with open(file, "wb") as stream:
            stream.write(data)
        os.replace(fresh, path)
    except OSError as error:
        _dropped(fresh)
        raise StateError(f"{path}: cannot be written ({error.strerror or error})") from None


def _dropped(path: str) -> None:
    try:
        os.unlink(path)
    except OSError:
        return
