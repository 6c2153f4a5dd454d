"""Panics of libraries written in Rust, which are no ordinary exceptions and write to standard error by themselves."""

from __future__ import annotations

import os
from contextlib import contextmanager

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator


@contextmanager
def panics_caught() -> Iterator[None]:
    """Raise ValueError instead of a panic, and keep what it would print from the terminal.

    A panic comes as a BaseException of pyo3, which no `except Exception` sees. Its report goes to file descriptor 2
    directly, so that one points nowhere for the time of the call.
    """
    kept = os.dup(2)
    nowhere = os.open(os.devnull, os.O_WRONLY)
    try:
        os.dup2(nowhere, 2)
        yield
    except BaseException as error:
        if type(error).__name__ == "PanicException":
            raise ValueError("a library gave up") from None
        raise
    finally:
        os.dup2(kept, 2)
        os.close(nowhere)
        os.close(kept)
