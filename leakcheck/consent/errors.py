"""Why a ledger could not be read or written, in one line."""

from __future__ import annotations

from leakcheck.model.errors import ReadError


class LedgerError(ReadError):
    """The ledger cannot be used as it is (exit 3); `str` is the reason, `path` the ledger without a password."""

    def __init__(self, reason: str, path: str = "", help: str = "") -> None:  # noqa: A002 - the word of our reports
        super().__init__(f"{path}: {reason}" if path else reason, path)
        self.reason = reason
        self.help = help
