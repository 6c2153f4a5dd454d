"""New files for ledgers and their copies: never over something, and only for their owner to read."""

from __future__ import annotations

import os

from leakcheck.consent.errors import LedgerError


def new_file(path: str) -> None:
    """Make an empty file; raises LedgerError when something is there or it cannot be made."""
    try:
        os.close(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
    except FileExistsError:
        raise LedgerError("is there already", path, "Choose another name, nothing is replaced") from None
    except OSError as error:
        raise LedgerError(f"cannot be written ({error.strerror or error})", path) from None
