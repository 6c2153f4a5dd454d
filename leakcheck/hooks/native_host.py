"""`leakcheck-native-host`: what the Thunderbird add-on talks to, over the two pipes of native messaging.

Nothing but answers goes to standard output, and nothing at all to standard error: both belong to the mail program.
"""

from __future__ import annotations

import os
import sys
import threading
from functools import partial

from leakcheck.hooks.native_wire import Wrong, read_message, write_message

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from typing import Any

PROTOCOL = 1
DEADLINE = 4.5  # the add-on waits 5 seconds, and would rather hear why than nothing
DEBUG = "LEAKCHECK_DEBUG"
USAGE = """usage: leakcheck-native-host [--version]

Mail programs start it, not people: it reads messages of native messaging on standard input and answers them until
the pipe closes. leakcheck install thunderbird makes it known to Thunderbird.
"""


def main(arguments: Sequence[str] | None = None) -> int:
    """Answer messages until the pipe closes; a mail program passes words of its own, which do not matter."""
    words = sys.argv[1:] if arguments is None else arguments
    if words and words[0] in {"--version", "--help", "-h"}:
        from leakcheck import __version__

        sys.stdout.write(f"leakcheck-native-host {__version__}\n" if words[0] == "--version" else USAGE)
        return 0
    return serve(os.dup(0), _own_output(), os.environ)


def serve(source: int, target: int, environment: Mapping[str, str]) -> int:
    """Answer every message in turn; a check that takes too long is said to, and ends the host with it."""
    try:
        while (message := read_message(source)) is not None:
            deadline = _deadline(message)
            answered = _in_time(partial(respond, message, environment), deadline)
            write_message(target, answered or _slow(message, deadline))
            if answered is None:
                os._exit(0)  # the check still runs and nothing else would end it; the next message starts a new host
    except OSError:
        return 0  # the mail program is gone, with it whoever could read why
    return 0


def respond(message: dict[str, Any] | Wrong, environment: Mapping[str, str]) -> dict[str, Any]:
    """Return the answer to a message, whatever it holds."""
    if isinstance(message, Wrong):
        return _error(None, *message)
    number = message.get("id")
    if message.get("protocol") != PROTOCOL:
        return _error(number, "wrong-protocol", f"this host speaks protocol {PROTOCOL} only: update the add-on or it")
    if message.get("action") == "hello":
        return _hello(number)
    try:
        from leakcheck.hooks.native_desk import answer

        found = answer(message, environment)
    except Exception as error:
        if environment.get(DEBUG):
            raise
        return _error(number, "internal", f"internal error ({type(error).__name__}), nothing was checked")
    if found.code:
        return _error(number, found.code, found.message)
    return {"protocol": PROTOCOL, "id": number, "ok": True, **found.body}


def _hello(number: Any) -> dict[str, Any]:
    from leakcheck import __version__

    actions = ["hello", "check", "hint", "allow-once"]
    return {"protocol": PROTOCOL, "id": number, "ok": True, "version": __version__, "actions": actions}


def _error(number: Any, code: str, message: str) -> dict[str, Any]:
    return {"protocol": PROTOCOL, "id": number, "ok": False, "error": {"code": code, "message": message}}


def _deadline(message: dict[str, Any] | Wrong) -> float:
    """Return how long the check may take: the seconds that the add-on has left, at most our own."""
    seconds = message.get("seconds") if isinstance(message, dict) else None
    return min(max(seconds, 0.05), DEADLINE) if isinstance(seconds, int | float) else DEADLINE


def _slow(message: dict[str, Any] | Wrong, deadline: float) -> dict[str, Any]:
    number = message.get("id") if isinstance(message, dict) else None
    return _error(number, "slow", f"the check took longer than {deadline:g} seconds, so nothing was decided")


def _in_time(work: Callable[[], dict[str, Any]], deadline: float) -> dict[str, Any] | None:
    """Return what the work gives, None when it takes too long; a crash of it is no answer in time either."""
    found: list[dict[str, Any]] = []
    thread = threading.Thread(target=lambda: found.append(work()), daemon=True)
    thread.start()
    thread.join(deadline)
    return found[0] if found else None


def _own_output() -> int:
    """Keep standard output for answers alone: whatever else is printed goes nowhere."""
    own = os.dup(1)
    nowhere = os.open(os.devnull, os.O_RDWR)
    os.dup2(nowhere, 0)
    os.dup2(nowhere, 1)
    if not os.environ.get(DEBUG):
        os.dup2(nowhere, 2)
    return own


if __name__ == "__main__":
    sys.exit(main())
