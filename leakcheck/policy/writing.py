"""Write a file of settings whole or not at all."""
# ruff: noqa: PTH101, PTH105, PTH108, PTH116, PTH123 - pathlib costs start-up

from __future__ import annotations

import os
from contextlib import suppress


def write_whole(path: str, text: str) -> None:
    """Put a text into the place of a file, through a link to where it stands.

    Raises OSError, and then all is as before: a full disk would otherwise leave half a file in the place of the old.
    """
    target = os.path.realpath(path)
    fresh = f"{target}.{os.getpid()}"
    try:
        with open(fresh, "w", encoding="utf-8", newline="\n") as file:
            file.write(text)
        with suppress(FileNotFoundError):  # nothing is replaced
            os.chmod(fresh, os.stat(target).st_mode & 0o777)
        os.replace(fresh, target)
    except BaseException:
        with suppress(OSError):
            os.unlink(fresh)
        raise
