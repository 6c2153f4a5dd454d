"""Prove that a hook stops a leak: a made-up mail goes the way of a real one, and nothing is ever started to send it."""

from __future__ import annotations

import shlex
import shutil
import subprocess
import tempfile
from pathlib import Path

from leakcheck.hooks.codes import SENT, STOPPED
from leakcheck.hooks.setup.desk import HOOK, own_program
from leakcheck.model.record import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from leakcheck.hooks.setup.desk import Desk
    from leakcheck.hooks.setup.programs import Recipe

_WAIT = 60.0
_STRANGERS = tuple(f"stranger{number}@example.{top}" for number in range(1, 7) for top in ("com", "org"))


class Seen(NamedTuple):
    """One thing that was looked at: whether it is in order, and one line about it."""

    good: bool
    line: str


def prove(name: str, recipe: Recipe, desk: Desk) -> Iterator[Seen]:
    """Look at the hook of one program, from what the program itself says that it would start."""
    if shutil.which(recipe.program, path=desk.environment.get("PATH")) is None:
        yield Seen(False, f"{recipe.program} is not on this machine")
        return
    command = recipe.command(desk)
    words = _words(command)
    if not words or Path(words[0]).name != HOOK:
        told = f"{name} sends through {command}, not" if command else f"{name} does not send"
        yield Seen(False, f"{told} through leakcheck: run leakcheck install {name}")
        return
    yield Seen(True, f"{name} starts {command}")
    if doubt := recipe.doubt(desk):
        yield Seen(False, doubt)
    if not Path(words[0]).is_absolute() and shutil.which(words[0], path=desk.environment.get("PATH")) is None:
        yield Seen(False, f"{words[0]} is not on the search path: write {own_program()}")
        return
    yield from _tried(words, desk)


def _tried(words: Sequence[str], desk: Desk) -> Iterator[Seen]:
    """Send a leaking and a clean mail through the command, without its last step."""
    for people, wanted, told in (
        (_STRANGERS, STOPPED, "a mail that shows 12 strangers to one another is stopped"),
        (_STRANGERS[:1], SENT, "a clean mail may go"),
    ):
        code, text = _run(words, people, desk)
        why = f" (ended with {code}, not {wanted}{text})" if code != wanted else ""
        yield Seen(code == wanted, f"self-test, nothing sent: {told if not why else 'wrong: ' + told + why}")
    sender = _transport(words)
    if sender and shutil.which(sender, path=desk.environment.get("PATH")) is None:
        yield Seen(False, f"{sender}, which should send, is not on this machine")


def _run(words: Sequence[str], people: Sequence[str], desk: Desk) -> tuple[int, str]:
    mail = f"From: selftest@example.net\nTo: {', '.join(people)}\nSubject: Self-test\n\nHello\n".encode()
    rest = [word for word in words[1:] if word not in {"--check-only", "-t"}]
    with tempfile.TemporaryDirectory() as state:
        environment = {name: value for name, value in desk.environment.items() if not name.startswith("LEAKCHECK_")}
        environment["XDG_STATE_HOME"] = state  # a self-test is no decision: it leaves the journal alone
        try:
            run = subprocess.run(  # noqa: S603 - our own program, as the mail program would start it
                [words[0], "--check-only", *rest, *people],
                input=mail,
                capture_output=True,
                env=environment,
                timeout=_WAIT,
                check=False,
                start_new_session=True,
            )
        except (OSError, subprocess.TimeoutExpired) as error:
            return -1, f": {getattr(error, 'strerror', None) or 'no answer'}"
    first = run.stderr.decode("utf-8", "replace").strip().partition("\n")[0]
    return run.returncode, f": {first}" if first else ""


def _words(command: str) -> list[str]:
    try:
        return shlex.split(command)
    except ValueError:
        return []


def _transport(words: Sequence[str]) -> str:
    """Return the program that sends, where the command names it."""
    place = words.index("--via") + 1 if "--via" in words else 0
    return _words(words[place])[0] if place and place < len(words) and _words(words[place]) else ""
