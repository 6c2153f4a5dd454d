"""Write the messages of a split: a folder of .eml files or an mbox, one after another at constant memory."""

from __future__ import annotations

import re
import time

from leakcheck.fix.many import IN_FLIGHT, many_files, not_needed
from leakcheck.fix.write import new_file, new_folder

TYPE_CHECKING = False
if TYPE_CHECKING:
    from pathlib import Path

    from leakcheck.fix.split import Split
    from leakcheck.fix.write import Piece

_FROM = re.compile(rb"^(>*From )", re.MULTILINE)
_REACH = 8


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
    """Write an mbox as mboxrd has it: a line that begins like a separator gets a ">"."""
    clean = b"From " not in split.case.data
    with new_file(target) as file:
        for number, person in enumerate(split.people, 1):
            file.write(b"From MAILER-DAEMON " + time.asctime(time.gmtime()).encode() + b"\n")
            pieces = split.template.message(person)
            if clean and b"From " not in b"".join(map(_edge, pieces)):
                file.writelines(pieces)
            else:
                file.write(_FROM.sub(rb">\1", b"".join(pieces)))
            file.write(b"\n\n")
            if number % IN_FLIGHT == 0:
                not_needed(file)


def _edge(piece: Piece) -> bytes:
    """Return what of a piece may become part of a separator that is not in the draft: new bytes, and both ends."""
    new = isinstance(piece, bytes) or len(piece) < 2 * _REACH
    return bytes(piece) if new else bytes(piece[:_REACH]) + b"\0" + bytes(piece[-_REACH:])
