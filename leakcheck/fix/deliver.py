"""Write the messages of a split: a folder of .eml files or an mbox, one after another at constant memory."""

from __future__ import annotations

import re
import time
from typing import TYPE_CHECKING

from leakcheck.fix.split import is_to_alone
from leakcheck.fix.values import RefusedError
from leakcheck.fix.write import new_file, new_folder, open_private

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from leakcheck.fix.split import Split
    from leakcheck.model.draft import Recipient

_FROM = re.compile(rb"^(>*From )", re.MULTILINE)


def write_messages(split: Split, target: Path) -> tuple[str, ...]:
    """Write all messages, each header read again first; return the names of the files.

    Raises RefusedError when a message would name anybody else: then nothing is left behind.
    """
    if target.suffix.lower() == ".mbox":
        with new_file(target) as file:
            for person in split.people:
                file.write(b"From MAILER-DAEMON " + time.asctime(time.gmtime()).encode() + b"\n")
                file.write(_quoted(_checked(split, person)))
                file.write(b"\n\n")
        return (str(target),)
    width = max(len(str(len(split.people))), 2)
    names = [f"{number:0{width}}.eml" for number in range(1, len(split.people) + 1)]
    with new_folder(target) as folder:
        for name, person in zip(names, split.people, strict=True):
            with open_private(folder / name) as file:
                file.writelines(_checked(split, person))
    return tuple(str(target / name) for name in names)


def _checked(split: Split, person: Recipient) -> list[bytes | memoryview]:
    head, body = split.template.message(person)
    if not is_to_alone(head, person):
        raise RefusedError("--split: a message would name somebody else; nothing is written")
    return [head, *body]


def _quoted(pieces: Iterable[bytes | memoryview]) -> bytes:
    """Return a message as mboxrd keeps it: a line that begins like a separator gets a ">"."""
    return _FROM.sub(rb">\1", b"".join(pieces))
