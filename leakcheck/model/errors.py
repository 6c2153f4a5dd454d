"""Errors that a person reads as one line."""

from __future__ import annotations


class LeakcheckError(Exception):
    """Base of our errors; `str` is one line that names file and place, `help` may say in one line what to do."""

    help = ""


class ConfigError(LeakcheckError):
    """A wrong key, type, date or value in a configuration or rule file (exit 2)."""


class ReadError(LeakcheckError):
    """A file that could not be read as a draft at all (exit 3, or 2 when it does not exist).

    `str` gives the reason alone; `path` names the draft as a report shows it, where the reader knew it.
    """

    def __init__(self, reason: str, path: str = "") -> None:
        super().__init__(reason)
        self.path = path
