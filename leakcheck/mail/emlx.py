"""Apple Mail's .emlx: a line with the number of bytes of the mail, the mail, and a property list."""
# ruff: noqa: PTH123 - pathlib costs start-up

from __future__ import annotations

import re

from leakcheck.model.draft import Unread
from leakcheck.model.record import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import BinaryIO

    from leakcheck.model.draft import Draft
    from leakcheck.model.policy import Limits

FIRST_LINE = 2
_COUNT = re.compile(rb"[ \t]{0,20}(\d{1,15})[ \t]{0,20}\r?\n")
_FLAGS = re.compile(rb"<key>flags</key>\s{0,40}<integer>(\d{1,19})</integer>")
_LISTS = (b"<?xml", b"<!DOCTYPE", b"<plist")
_DELETED = 1 << 1  # bit 1 of Apple Mail's message flags
_TAIL = 64 * 1024


class Place(NamedTuple):
    """Where the mail stands in its file; `end` is None when the number of bytes is wrong, so that all is read."""

    start: int
    end: int | None
    unread: tuple[Unread, ...] = ()


def is_emlx(path: str) -> bool:
    """Tell a file of Apple Mail by its name."""
    return path.lower().endswith(".emlx")


def find_mail(path: str, file: BinaryIO, size: int) -> Place | None:
    """Return where the mail of an .emlx file of `size` bytes stands, None when the file holds the mail alone."""
    file.seek(0)
    count = _COUNT.match(file.read(64))
    if count is None:
        return None
    start, end = count.end(), count.end() + int(count[1])
    if end > size:
        short = Unread("the end of the mail", "the file is shorter than its first line says")
        return Place(start, None, (short, *_kept_apart(path)))
    file.seek(end)
    behind = file.read(_TAIL).lstrip()
    return Place(start, end if not behind or behind.startswith(_LISTS) else None, _kept_apart(path))


def read_emlx(data: bytes, path: str, limits: Limits) -> Draft:
    """Return the draft in the bytes of an .emlx file: the mail alone, and what it lacks."""
    from io import BytesIO

    from leakcheck.mail.sniff import parse_bytes

    place = find_mail(path, BytesIO(data), len(data))
    if place is None:
        return parse_bytes(data, path, limits)
    draft = parse_bytes(data[place.start : place.end], path, limits, FIRST_LINE)
    return draft._replace(unread=(*draft.unread, *place.unread)) if place.unread else draft


def is_deleted(path: str) -> bool:
    """Tell whether the property list behind the mail says that Apple Mail has deleted it."""
    try:
        with open(path, "rb") as file:
            count = _COUNT.match(file.read(64))
            if count is None:
                return False
            file.seek(count.end() + int(count[1]))
            flags = _FLAGS.search(file.read(_TAIL))
    except OSError:
        return False
    return flags is not None and bool(int(flags[1]) & _DELETED)


def _kept_apart(path: str) -> tuple[Unread, ...]:
    """Say what is missing from a mail whose attachments Apple Mail keeps in files of their own."""
    if not path.lower().endswith(".partial.emlx"):
        return ()
    why = "Apple Mail keeps them in files of their own"
    return (Unread("the attachments of this mail", why, help="save the mail from Apple Mail and check that file"),)
