"""Folders and Maildirs: which files below one may hold drafts."""
# ruff: noqa: PTH112, PTH113, PTH116, PTH118, PTH119, PTH122, PTH123, PTH208 - pathlib costs start-up

from __future__ import annotations

import os
import re

from leakcheck.mail.templates.languages import template_language
from leakcheck.model.record import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

SUFFIXES = (".eml", ".emltpl", ".emlx", ".mbox", ".msg", ".oft")
_PARTS = ("cur", "new")
_HEAD = 4_096
_FLAGS = re.compile(r"[:;!]2,([A-Za-z]*)$")


class Found(NamedTuple):
    """A file that may hold drafts, or (`problem`) a folder that cannot be read and why."""

    path: str
    problem: str = ""


def walk(top: str, template_of: Callable[[str], str] = template_language) -> Iterator[Found]:
    """Yield the files below a folder that may hold drafts, in sorted order; every folder is visited once.

    Taken are files with a suffix of mail, templates (`template_of` gives their language, "" for another file), and
    others that begin like a mail or an mbox (Thunderbird's); hidden files and folders are left out, except the folders
    of a Maildir (`.Drafts`). Of a Maildir come the mails flagged D (draft), or all when none is flagged; never those
    flagged T (trashed).
    """
    seen: set[tuple[int, int]] = set()
    waiting = [top.rstrip(os.sep) or top]
    while waiting:
        path = waiting.pop()
        if not os.path.isdir(path):
            if may_hold_drafts(path, template_of):
                yield Found(path)
            continue
        try:
            if _is_known(path, seen):
                continue
            mails, names = _content(path)
        except OSError as error:
            yield Found(path, f"the folder cannot be read: {error.strerror or error}")
            continue
        yield from map(Found, mails)
        waiting += [os.path.join(path, name) for name in names]


def _is_known(folder: str, seen: set[tuple[int, int]]) -> bool:
    """Tell whether a folder was visited before, under this name or through a link; remember it."""
    status = os.stat(folder)
    identity = (status.st_dev, status.st_ino)
    known = identity in seen
    seen.add(identity)
    return known


def _content(folder: str) -> tuple[list[str], list[str]]:
    """Return the mails of a folder that is a Maildir or a part of one, and the names to visit, last one first."""
    names = sorted(os.listdir(folder), reverse=True)
    if all(part in names and os.path.isdir(os.path.join(folder, part)) for part in _PARTS):
        mails = [mail for part in _PARTS for mail in _mails(os.path.join(folder, part))]
        return _flagged_drafts(mails), [name for name in names if name not in (*_PARTS, "tmp")]
    if os.path.basename(folder) in _PARTS and all(os.path.isdir(os.path.join(folder, "..", part)) for part in _PARTS):
        return _flagged_drafts(_mails(folder)), []
    return [], [name for name in names if not name.startswith(".")]


def _mails(part: str) -> list[str]:
    """Return the files in one part of a Maildir, in order, those in the trash left out."""
    paths = (os.path.join(part, name) for name in sorted(os.listdir(part)) if not name.startswith("."))
    return [path for path in paths if "T" not in _flags(path) and os.path.isfile(path)]


def _flagged_drafts(mails: list[str]) -> list[str]:
    return [mail for mail in mails if "D" in _flags(mail)] or mails


def _flags(path: str) -> str:
    found = _FLAGS.search(path)
    return found[1] if found else ""


def may_hold_drafts(path: str, template_of: Callable[[str], str]) -> bool:
    """Tell by suffix, or by the first bytes: a mail is one whatever its name. What cannot be opened is reported."""
    suffix = _suffix(path)
    if suffix in SUFFIXES or template_of(path):
        return os.path.isfile(path) or os.path.islink(path)  # noqa: PTH114 - as above
    if not os.path.isfile(path):
        return False
    try:
        with open(path, "rb") as file:
            head = file.read(_HEAD)
    except OSError:
        return not suffix
    return _begins_like_mail(head)


def is_draft(path: str, data: bytes, template_of: Callable[[str], str]) -> bool:
    """Tell the same of a file whose bytes stand elsewhere: in the index of git."""
    return _suffix(path) in SUFFIXES or bool(template_of(path)) or _begins_like_mail(data[:_HEAD])


def _suffix(path: str) -> str:
    return os.path.splitext(os.path.basename(path))[1].lower()


def _begins_like_mail(head: bytes) -> bool:
    return head.startswith(b"From ") or (b":" in head and _looks_like_mail(head))


def _looks_like_mail(head: bytes) -> bool:
    from leakcheck.mail.eml import looks_like_mail

    return looks_like_mail(head)
