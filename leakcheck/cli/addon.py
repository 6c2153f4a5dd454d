"""The Thunderbird add-on as one file: packed the same way every time."""

from __future__ import annotations

import io
import itertools
import json
import zipfile
from pathlib import Path

ADD_ON = "leakcheck@leakcheck.example"
_LEFT_OUT = frozenset({"PROTOCOL.md", "protocol-1.schema.json", "eslint.config.mjs"})
_EPOCH = (1980, 1, 1, 0, 0, 0)


def source_folder() -> Path:
    """Return the folder of the add-on: that of the installed package, or of the checkout."""
    package = Path(__file__).resolve().parent.parent
    installed = package / "_clients" / "thunderbird"
    return installed if installed.is_dir() else package.parent / "clients" / "thunderbird"


def pack(folder: Path, version: str) -> bytes:
    """Return the add-on as an .xpi with this version; the same files give the same bytes."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for path in sorted(folder.rglob("*"), key=lambda path: path.relative_to(folder).as_posix()):
            if path.is_file() and path.name not in _LEFT_OUT and not path.name.startswith("."):
                name = path.relative_to(folder).as_posix()
                data = path.read_bytes()
                archive.writestr(_entry(name), _versioned(data, version) if name == "manifest.json" else data)
    return stream.getvalue()


def _entry(name: str) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(name, _EPOCH)
    entry.compress_type = zipfile.ZIP_DEFLATED
    entry.create_system, entry.external_attr = 3, 0o644 << 16
    return entry


def _versioned(data: bytes, version: str) -> bytes:
    """Return the manifest with this version, of which Thunderbird takes numbers only."""
    numbers = itertools.takewhile(str.isdigit, version.replace("+", ".").split("."))
    return (json.dumps({**json.loads(data), "version": ".".join(numbers)}, indent=2) + "\n").encode()
