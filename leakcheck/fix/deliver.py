"""Write the messages of a split: a folder of .eml files or an mbox, one after another at constant memory."""

from __future__ import annotations

import re
import time
from typing import TYPE_CHECKING

from leakcheck.fix.many import many_files
from leakcheck.fix.write import new_file, new_folder

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from leakcheck.fix.split import Split
    from leakcheck.fix.write import Piece

_FROM = re.compile(rb"^(>*From )", re.MULTILINE)


def is_mbox(target: Path) -> bool:
    """Tell whether the messages go into one file."""
    return target.suffix.lower() == ".mbox"


def write_messages(split: Split, target: Path) -> tuple[str, ...]:
    """Write all messages, each header read again first; return the names of the files.

    Raises RefusedError when a message would name anybody else: then nothing is left behind.
    """
    if is_mbox(target):
        _write_mbox(split, target)
        return (str(target),)
    width = max(len(str(len(split.people))), 2)
    names = [f"{number:0{width}}.eml" for number in range(1, len(split.people) + 1)]
    with new_folder(target) as folder, many_files() as write:
        for name, person in zip(names, split.people, strict=True):
            write(folder / name, split.template.message(person))
    return tuple(str(target / name) for name in names)


def _write_mbox(split: Split, target: Path) -> None:
    with new_file(target) as file:
        for person in split.people:
            file.write(b"From MAILER-DAEMON " + time.asctime(time.gmtime()).encode() + b"\n")
            file.write(_quoted(split.template.message(person)) + b"\n\n")


def _quoted(pieces: Iterable[Piece]) -> bytes:
    """Return a message as mboxrd keeps it: a line that begins like a separator gets a ">"."""
    message = b"".join(pieces)
    return _FROM.sub(rb">\1", message) if b"From " in message else message
