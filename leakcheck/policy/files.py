"""Where configuration files stand: of the machine, of the user, of the project."""

# ruff: noqa: PTH100, PTH111, PTH112, PTH113, PTH114, PTH116, PTH118, PTH120 - pathlib would cost the hooks 5 ms

from __future__ import annotations

import os
import stat
import sys

from leakcheck.model.errors import ConfigError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

FILE = "leakcheck.toml"
_FOLDER = "leakcheck"


def system_files(environment: Mapping[str, str], platform: str = sys.platform) -> tuple[str, ...]:
    """Return where the machine's files may stand, in the order in which they are read.

    The first place is fixed, so that nobody escapes its locked keys by setting a variable; folders that the
    environment names (XDG_CONFIG_DIRS) come after it.
    """
    if platform == "win32":
        return (os.path.join(_program_data(), _FOLDER, FILE),)
    if platform == "darwin":
        return (f"/Library/Application Support/{_FOLDER}/{FILE}",)
    named = environment.get("XDG_CONFIG_DIRS") or "/etc/xdg"
    folders = [folder for folder in reversed(named.split(":")) if folder.startswith("/")]
    return (f"/etc/{_FOLDER}/{FILE}", *(os.path.join(folder, _FOLDER, FILE) for folder in folders))


def user_file(environment: Mapping[str, str], platform: str = sys.platform) -> str:
    """Return where the user's file may stand."""
    home = home_folder(environment)
    if platform == "win32":
        base = environment.get("APPDATA") or os.path.join(home, "AppData", "Roaming")
    elif platform == "darwin":
        base = os.path.join(home, "Library", "Application Support")
    else:
        base = environment.get("XDG_CONFIG_HOME", "")
        base = base if base.startswith("/") else os.path.join(home, ".config")
    return os.path.join(base, _FOLDER, FILE)


def home_folder(environment: Mapping[str, str]) -> str:
    """Return the user's home, also where the environment does not name it."""
    return environment.get("HOME") or environment.get("USERPROFILE") or os.path.expanduser("~")


def project_files(start: str | None, home: str) -> Iterator[str]:
    """Yield the files that may hold the project's configuration, nearest first, up to the home or the root.

    `start` is a draft or a folder; None is the current folder. A pyproject.toml counts only when it holds a table
    [tool.leakcheck], which the caller finds out.
    """
    for folder in _upwards(start, home):
        for name in (FILE, "pyproject.toml"):
            path = os.path.join(folder, name)
            if os.path.isfile(path):
                _refuse_foreign(folder, path)
                yield path
            elif name == FILE and os.path.islink(path) and not os.path.isdir(path):
                raise ConfigError(f"{path}: is a link that leads to no file")


def there(path: str, *, firm: bool) -> bool:
    """Tell whether a file exists; `firm` counts one that may be hidden: behind a locked folder or a broken link."""
    try:
        os.stat(path)
    except (FileNotFoundError, NotADirectoryError):
        return firm and os.path.islink(path)
    except OSError:
        return firm
    return True


def placed(path: str, folder: str) -> str:
    """Return a path that was written in a file of `folder` as seen from here; an address (scheme://) stays."""
    if "://" in path:
        return path
    return os.path.normpath(os.path.join(folder, os.path.expanduser(path)))


def _upwards(start: str | None, home: str) -> Iterator[str]:
    try:
        folder = os.path.abspath(start or os.curdir)
    except FileNotFoundError:  # the current folder is gone
        return
    if start and not os.path.isdir(folder):
        folder = os.path.dirname(folder)
    homes = {os.path.abspath(home), os.path.realpath(home)}
    while True:
        yield folder
        parent = os.path.dirname(folder)
        if folder in homes or parent == folder:
            return
        folder = parent


def _refuse_foreign(folder: str, path: str) -> None:
    """Refuse a file that a stranger could plant in a shared folder such as /tmp, to switch rules off."""
    if not hasattr(os, "getuid") or not os.stat(folder).st_mode & stat.S_IWOTH:
        return
    if os.stat(path).st_uid not in {0, os.getuid()}:
        raise ConfigError(f"{path}: belongs to somebody else in a folder that anybody can write to")


def _program_data() -> str:
    """Return the folder of all users' data on Windows; the registry says it, a variable could be set by anybody."""
    if sys.platform == "win32":
        import winreg

        place = r"SOFTWARE\Microsoft\Windows\CurrentVersion\Explorer\Shell Folders"
        try:
            with winreg.OpenKey(winreg.HKEY_LOCAL_MACHINE, place) as key:
                return str(winreg.QueryValueEx(key, "Common AppData")[0])
        except OSError:
            pass
    return r"C:\ProgramData"
