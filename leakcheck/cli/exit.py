"""How a command ends: an error becomes one line and an exit code, never a traceback with words of a mail in it."""

from __future__ import annotations

import os
import sys
from contextlib import contextmanager

from leakcheck.model.errors import LeakcheckError, ReadError
from leakcheck.report.readers import is_own_terminal
from leakcheck.report.safe import safe
from leakcheck.report.summary import MISUSED, UNCHECKED

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

INTERRUPTED = 130
PIPE_CLOSED = 141
DEBUG = "LEAKCHECK_DEBUG"


def guarded(job: Callable[[], int]) -> int:
    """Run a command and return its exit code.

    Wrong use or configuration gives 2, what could not be read or a fault of our own 3, an interrupt 130. When the
    reader of our output has gone we end without a word, as programs in a pipe do (128 + SIGPIPE).
    """
    try:
        code = _answered(job)
        sys.stdout.flush()
    except LeakcheckError as error:
        advice = f"; {error.help[0].lower()}{error.help[1:]}" if error.help else ""
        return _ended(f"{error}{advice}", UNCHECKED if isinstance(error, ReadError) else MISUSED)
    except KeyboardInterrupt:
        return INTERRUPTED
    except BrokenPipeError:
        _silence_stdout()
        return PIPE_CLOSED
    except OSError as error:
        name = f"{error.filename}: " if error.filename else ""
        return _ended(f"{name}{error.strerror or error}", MISUSED)
    except Exception as error:
        if os.environ.get(DEBUG):
            raise
        return _ended(
            f"internal error ({type(error).__name__}), the check did not finish; {DEBUG}=1 shows where", UNCHECKED
        )
    return code


def _answered(job: Callable[[], int]) -> int:
    """Run a command; Ctrl-C or Ctrl-D at a question of typer, an error of its own, interrupts it like any other."""
    try:
        return job()
    except RuntimeError as error:
        typer = sys.modules.get("typer")
        if typer is None or not isinstance(error, typer.Abort):
            raise
        sys.stderr.write("\n")
        raise KeyboardInterrupt from None


@contextmanager
def tidied() -> Iterator[None]:
    """Let what is being written be tidied up when the program is told to end (SIGTERM, SIGHUP), as for Ctrl-C."""
    import signal

    names = [name for name in ("SIGTERM", "SIGHUP") if hasattr(signal, name)]
    try:
        before = [(number, signal.signal(number, _end)) for number in (getattr(signal, name) for name in names)]
    except ValueError:  # not the main thread: whoever called us decides
        before = []
    try:
        yield
    finally:
        for number, handler in before:
            signal.signal(number, handler)


def _end(number: int, _frame: object) -> None:
    raise SystemExit(128 + number)


def complain(text: str) -> None:
    """Write one line to standard error; addresses in it are masked where others may read along."""
    if "@" in text and not is_own_terminal(sys.stderr):
        import re

        from leakcheck.model.evidence import mask_address

        text = re.sub(r"[\w.+%-]{1,64}@[\w-][\w.-]{0,252}", lambda found: mask_address(found[0]), text)
    sys.stderr.write(f"leakcheck: {safe(text)}\n")


def _ended(text: str, code: int) -> int:
    complain(text)
    return code


def _silence_stdout() -> None:
    """Keep the interpreter from complaining when it flushes standard output at its end."""
    try:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    except (OSError, ValueError):  # a stream without a file, in tests
        return
