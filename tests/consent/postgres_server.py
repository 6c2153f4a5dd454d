"""A real PostgreSQL on loopback in a folder of its own, from the packages of the system."""

from __future__ import annotations

import atexit
import os
import shutil
import subprocess
import tempfile
from functools import cache
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import pytest

from leakcheck.consent.keys import from_master
from leakcheck.consent.setup import Controller, create
from tests.consent.desks import ENVIRONMENT, MASTER, Desk

if TYPE_CHECKING:
    from collections.abc import Iterator

OWNER = "owner"


class Server(NamedTuple):
    """A running server: its folder, which holds the socket too, its port, and numbers for new databases."""

    folder: Path
    port: int
    numbers: Iterator[int]

    def address(self, database: str, user: str = OWNER) -> str:
        return f"postgresql://{user}:secret-word@127.0.0.1:{self.port}/{database}"

    def new_database(self) -> str:
        import psycopg

        name = f"ledger{next(self.numbers)}"
        with psycopg.connect(self.address("postgres"), autocommit=True) as connection:
            connection.execute(f"CREATE DATABASE {name}")  # type: ignore[arg-type]
        return self.address(name)


def postgres_desk(folder: Path) -> Desk:
    """Return an empty ledger in a new database; `folder` is for ledgers that are files."""
    from leakcheck.consent.postgres import create_postgres

    ledger = create_postgres(server().new_database())
    create(ledger, ENVIRONMENT, Controller("Petra Coaching"))
    return Desk(ledger, from_master(MASTER))


@cache
def server() -> Server:
    """Start the server once a test run; skip where it is not installed, and fail there in CI."""
    programs = _programs()
    folder = Path(tempfile.mkdtemp(prefix="leakcheck-pg-"))
    if os.geteuid() == 0:
        shutil.chown(folder, "postgres")
    data, port = folder / "data", _free_port()
    (folder / "password").write_text("secret-word")
    _run(
        str(programs / "initdb"),
        "-D",
        str(data),
        "-U",
        OWNER,
        "-A",
        "scram-sha-256",
        "--pwfile",
        str(folder / "password"),
    )
    options = f"-p {port} -k {folder} -c listen_addresses=127.0.0.1 -c fsync=off -c max_connections=60"
    _run(str(programs / "pg_ctl"), "-D", str(data), "-w", "-l", str(folder / "log"), "-o", options, "start")
    atexit.register(_stop, programs, folder)
    return Server(folder, port, count(1))


def _stop(programs: Path, folder: Path) -> None:
    _run(str(programs / "pg_ctl"), "-D", str(folder / "data"), "-m", "immediate", "stop")
    shutil.rmtree(folder, ignore_errors=True)


def _programs() -> Path:
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
    name = shutil.which("initdb")
    if not (found or name):
        if os.environ.get("CI"):
            pytest.fail("PostgreSQL is not installed, and CI must test with it")
        pytest.skip("PostgreSQL is not installed")
    return (found[-1] if found else Path(str(name))).parent


def _run(*command: str) -> None:
    """Run a program of the server, which refuses to be root."""
    prefix = ("runuser", "-u", "postgres", "--") if os.geteuid() == 0 else ()
    subprocess.run((*prefix, *command), check=True, stdout=subprocess.DEVNULL, cwd="/", timeout=120)


def _free_port() -> int:
    import socket

    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
