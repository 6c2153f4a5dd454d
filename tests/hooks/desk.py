"""A person who sends mail through leakcheck-sendmail, and a transport that keeps what it gets."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

SENDMAIL = str(Path(sys.executable).parent / "leakcheck-sendmail")
LEAKCHECK = str(Path(sys.executable).parent / "leakcheck")
PEOPLE = [f"{name}@example.{top}" for name in ("anna", "bjoern", "cleo", "dilan") for top in ("com", "net", "org")]


def mail(to: list[str], more: str = "", body: str = "Dear all") -> bytes:
    return f"From: petra@coach.example\nTo: {', '.join(to)}\n{more}Subject: Group\n\n{body}\n".encode()


CLEAN = mail(PEOPLE[:1])
LEAKY = mail(PEOPLE)


class Desk(NamedTuple):
    """A person's home, with a transport that keeps what it gets."""

    folder: Path
    environment: dict[str, str]

    def send(self, *words: str, stdin: bytes = CLEAN, **more: str) -> subprocess.CompletedProcess[bytes]:
        return subprocess.run(
            [SENDMAIL, *words],
            input=stdin,
            capture_output=True,
            env=self.environment | more,
            cwd=self.folder,
            timeout=120,
            check=False,
            start_new_session=True,
        )

    def leakcheck(self, *words: str) -> subprocess.CompletedProcess[bytes]:
        return subprocess.run(
            [LEAKCHECK, *words], capture_output=True, env=self.environment, cwd=self.folder, check=False
        )

    def program(self, name: str, script: str) -> str:
        path = self.folder / name
        path.write_text(f"#!/bin/sh\n{script}\n")
        path.chmod(0o755)
        return str(path)

    def config(self, text: str) -> None:
        path = self.folder / ".config/leakcheck/leakcheck.toml"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)

    @property
    def got(self) -> bytes | None:
        path = self.folder / "got"
        return path.read_bytes() if path.exists() else None

    @property
    def arguments(self) -> list[str]:
        return (self.folder / "arguments").read_text().split("\n")[:-1]

    def journal(self) -> list[dict[str, str]]:
        rows: list[dict[str, str]] = json.loads(self.leakcheck("journal", "--json").stdout)["decisions"]
        return rows
