"""Make Thunderbird and leakcheck known to each other: the manifest of the native host, and the packed add-on."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

from leakcheck import __version__
from leakcheck.cli.addon import ADD_ON, pack, source_folder
from leakcheck.hooks.native_host import PROTOCOL
from leakcheck.model.errors import ConfigError
from leakcheck.model.record import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

HOST = "leakcheck-native-host"
NAME = "leakcheck"
REGISTRY_KEY = rf"Software\Mozilla\NativeMessagingHosts\{NAME}"
_WAIT = 20.0


class Places(NamedTuple):
    """Where things stand for one person: the manifest, the add-on, the folders of profiles."""

    manifest: Path
    add_on: Path
    profiles: Path


class Seen(NamedTuple):
    """One thing that was looked at: whether it is in order, and one line about it."""

    good: bool
    line: str


def places(environment: Mapping[str, str], platform: str = sys.platform) -> Places:
    """Return the places of this person on this system ("linux", "darwin", "win32")."""
    home = Path(environment.get("USERPROFILE" if platform == "win32" else "HOME") or Path.home())
    if platform == "win32":
        data = Path(environment.get("APPDATA") or home / "AppData" / "Roaming")
        own = data / "leakcheck"
        return Places(own / f"{NAME}.json", own / "leakcheck.xpi", data / "Thunderbird" / "Profiles")
    if platform == "darwin":
        library = home / "Library"
        hosts = library / "Application Support" / "Mozilla" / "NativeMessagingHosts"
        own = library / "Application Support" / "leakcheck"
        return Places(hosts / f"{NAME}.json", own / "leakcheck.xpi", library / "Thunderbird" / "Profiles")
    data = Path(environment.get("XDG_DATA_HOME") or home / ".local" / "share")
    hosts = home / ".mozilla" / "native-messaging-hosts"
    return Places(hosts / f"{NAME}.json", data / "leakcheck" / "leakcheck.xpi", home / ".thunderbird")


def install(environment: Mapping[str, str]) -> Iterator[str]:
    """Write the manifest and pack the add-on; yield what was done and what is left to do, a line each."""
    found = places(environment)
    _write(found.manifest, _manifest(_host()))
    if sys.platform == "win32":
        _register(str(found.manifest))
    _write(found.add_on, pack(source_folder(), __version__))
    yield f"wrote {found.manifest}"
    yield f"packed {found.add_on}"
    yield "in Thunderbird: menu, Add-ons and Themes, the gear, Install Add-on From File, and choose the packed file"


def uninstall(environment: Mapping[str, str]) -> Iterator[str]:
    """Remove what `install` wrote; yield a line for each file that is gone."""
    found = places(environment)
    for path in (found.manifest, found.add_on):
        if path.exists():
            path.unlink()
            yield f"removed {path}"
    if sys.platform == "win32":
        _unregister()
    yield "in Thunderbird: menu, Add-ons and Themes, leakcheck, Remove"


def doctor(environment: Mapping[str, str]) -> Iterator[Seen]:
    """Look at every link of the chain between Thunderbird and the check."""
    found = places(environment)
    host, seen = _look_at_manifest(found.manifest)
    yield seen
    if host:
        yield _look_at_host(host)
    packed = found.add_on.is_file() and found.add_on.read_bytes() == pack(source_folder(), __version__)
    again = "run leakcheck install thunderbird"
    yield Seen(packed, f"{found.add_on} is " + ("the add-on of this version" if packed else f"missing or old: {again}"))
    active = sorted(found.profiles.glob(f"*/extensions/{ADD_ON}.xpi")) if found.profiles.is_dir() else []
    where = ", ".join(str(path.parent.parent) for path in active)
    yield Seen(bool(active), f"installed in {where}" if active else "the add-on is in no profile: install it from file")


def _look_at_manifest(path: Path) -> tuple[str, Seen]:
    try:
        manifest = json.loads(path.read_bytes())
        host = str(manifest["path"])
    except FileNotFoundError:
        return "", Seen(False, f"{path} is missing: run leakcheck install thunderbird")
    except (OSError, ValueError, KeyError, TypeError):
        return "", Seen(False, f"{path} cannot be read: run leakcheck install thunderbird")
    if ADD_ON not in manifest.get("allowed_extensions", ()):
        return "", Seen(False, f"{path} does not name the add-on: run leakcheck install thunderbird")
    return host, Seen(True, f"{path} names {host}")


def _look_at_host(host: str) -> Seen:
    """Start the host as Thunderbird does, and say hello."""
    body = json.dumps({"protocol": PROTOCOL, "id": 1, "action": "hello"}).encode()
    data = len(body).to_bytes(4, sys.byteorder) + body
    try:
        run = subprocess.run([host], input=data, capture_output=True, timeout=_WAIT, check=False)  # noqa: S603 - ours
        version = json.loads(run.stdout[4:])["version"]
    except (OSError, ValueError, KeyError, subprocess.TimeoutExpired):
        return Seen(False, f"{host} does not answer: run leakcheck install thunderbird")
    same = version == __version__
    return Seen(same, f"{host} answers" + ("" if same else f", but it is version {version}, this is {__version__}"))


def _host() -> str:
    """Return the path of the host that belongs to this installation."""
    beside = os.pathsep.join((str(Path(sys.executable).parent), str(Path(sys.argv[0]).resolve().parent)))
    host = shutil.which(HOST, path=beside) or shutil.which(HOST)
    if host is None:
        raise ConfigError(f"{HOST}: not found beside {sys.executable}, install leakcheck-mail anew")
    return str(Path(host).absolute())


def _manifest(host: str) -> bytes:
    about = "Checks a mail for privacy leaks before it is sent"
    manifest = {"name": NAME, "description": about, "path": host, "type": "stdio", "allowed_extensions": [ADD_ON]}
    return (json.dumps(manifest, indent=2) + "\n").encode()


def _write(path: Path, data: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    fresh = path.with_name(f"{path.name}.{os.getpid()}.new")
    fresh.write_bytes(data)
    fresh.replace(path)


if sys.platform == "win32":

    def _register(manifest: str) -> None:
        import winreg

        with winreg.CreateKey(winreg.HKEY_CURRENT_USER, REGISTRY_KEY) as key:
            winreg.SetValueEx(key, "", 0, winreg.REG_SZ, manifest)

    def _unregister() -> None:
        import contextlib
        import winreg

        with contextlib.suppress(FileNotFoundError):
            winreg.DeleteKey(winreg.HKEY_CURRENT_USER, REGISTRY_KEY)
