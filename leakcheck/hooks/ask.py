"""Ask the person on the terminal, where the mail program left it free."""

from __future__ import annotations

import os
from contextlib import contextmanager

from leakcheck.model.record import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

BACK, FIX, SEND = "back", "fix", "send"
TERMINAL = "/dev/tty"
_LONGEST = 4_096


class Choice(NamedTuple):
    """What the person may choose: the key to type, the words, and what it leads to ("fix" has the fix's name)."""

    key: str
    words: str
    action: str
    name: str = ""


class Answer(NamedTuple):
    """What the person chose."""

    action: str = BACK
    name: str = ""
    reason: str = ""


@contextmanager
def free_terminal() -> Iterator[int | None]:
    """Give the terminal of this process, None where there is none to ask on.

    A program that fills the screen reads single keys: its terminal is not ours to write to, nor is one on which
    another job stands in the foreground.
    """
    try:
        file = os.open(TERMINAL, os.O_RDWR | os.O_NOCTTY)
    except OSError:
        yield None
        return
    try:
        yield file if _is_free(file) else None
    finally:
        os.close(file)


def _is_free(file: int) -> bool:
    import termios

    try:
        lines_are_read = bool(termios.tcgetattr(file)[3] & termios.ICANON)
        return lines_are_read and os.tcgetpgrp(file) == os.getpgrp()
    except (OSError, termios.error):
        return False


def ask(terminal: int, text: str, choices: Sequence[Choice]) -> Answer:
    """Show the findings, let the person choose, and return the answer; no answer is back to the draft."""
    _write(terminal, text + "\n  [Enter] back to the draft\n")
    for choice in choices:
        _write(terminal, f"  {choice.key}       {choice.words}\n")
    keys = "/".join(("Enter", *(choice.key for choice in choices)))
    try:
        typed = _line(terminal, f"leakcheck: what now? [{keys}] ").lower()
        chosen = next((choice for choice in choices if choice.key == typed), None)
        if chosen is None:
            return Answer()
        if chosen.action != SEND:
            return Answer(chosen.action, chosen.name)
        reason = _line(terminal, "leakcheck: why is that right? ")
        return Answer(SEND, reason=reason) if reason else Answer()
    except (OSError, KeyboardInterrupt):
        return Answer()


def _write(terminal: int, text: str) -> None:
    data = text.encode("utf-8", "backslashreplace")
    while data:
        data = data[os.write(terminal, data) :]


def _line(terminal: int, question: str) -> str:
    _write(terminal, question)
    data = b""
    while b"\n" not in data and len(data) < _LONGEST and (piece := os.read(terminal, 1_024)):
        data += piece
    return data.partition(b"\n")[0].decode("utf-8", "replace").strip()
