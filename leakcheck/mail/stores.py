"""Where drafts are kept: single files, mbox files, Maildirs, Apple's .emlx, folders of all these.

Finding drafts and reading them are two steps, so that a hundred thousand files cost no memory and the reading can be
handed to other processes: an `Item` is small, immutable and can be pickled.
"""
# ruff: noqa: PTH110, PTH112, PTH116, PTH123 - pathlib costs start-up

from __future__ import annotations

import os
import stat

from leakcheck.mail.emlx import FIRST_LINE, find_mail, is_deleted, is_emlx
from leakcheck.mail.templates.languages import template_language
from leakcheck.model.draft import Unread
from leakcheck.model.errors import ReadError
from leakcheck.model.policy import Limits
from leakcheck.model.record import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from io import BufferedReader

    from leakcheck.model.draft import Draft

_LIMITS = Limits()


class Item(NamedTuple):
    """A draft that has been found and not yet read.

    `path` is its name in reports ("box.mbox#3" in a store); `start` and `end` are the bytes of `file` that hold it
    (`end` None: up to the end), `first_line` is the line on which they begin. `problem` says why it cannot be read.
    `template` is the language of a template ("auto" where the content tells), "" for a mail; None: the ending tells.
    `data` are its bytes where they stand in no file; `unread` says what its file lacks.
    """

    path: str
    file: str
    start: int = 0
    end: int | None = None
    first_line: int = 1
    problem: str = ""
    template: str | None = None
    data: bytes | None = None
    unread: tuple[Unread, ...] = ()

    def load(self, limits: Limits = _LIMITS) -> Draft:
        """Read the draft; raise ReadError when it cannot be read at all."""
        from leakcheck.mail.sniff import OLE, parse_bytes

        if self.problem:
            raise ReadError(self.problem, self.path)
        data, cut = self._bytes(limits.bytes)
        if cut and data.startswith(OLE):
            raise ReadError(f"the Outlook file is larger than {limits.bytes} bytes, too large to read", self.path)
        try:
            draft = parse_bytes(data, self.path, limits, self.first_line, self.template)
        except ReadError as error:
            raise ReadError(str(error), self.path) from error
        rest = Unread("the rest of the file", f"only the first {limits.bytes} bytes are read")
        more = (*self.unread, rest) if cut else self.unread
        return draft._replace(unread=(*draft.unread, *more)) if more else draft

    def _bytes(self, limit: int) -> tuple[bytes, bool]:
        """Return the bytes up to the limit, and whether there are more."""
        if self.data is not None:
            return self.data[:limit], len(self.data) > limit
        size = limit + 1 if self.end is None else min(self.end - self.start, limit + 1)
        try:
            with open(self.file, "rb") as file:
                if self.start:
                    file.seek(self.start)
                data = file.read(size)
        except OSError as error:
            raise ReadError(_reason(error), self.path) from error
        return (data[:limit], True) if len(data) > limit else (data, False)


def read_store(path: str | os.PathLike[str], limits: Limits = _LIMITS) -> Iterator[Draft | ReadError]:
    """Yield the drafts below a path; see `leakcheck.mail.read`."""
    for item in discover(path):
        try:
            yield item.load(limits)
        except ReadError as error:
            yield error


def discover(path: str | os.PathLike[str], template_of: Callable[[str], str] = template_language) -> Iterator[Item]:
    """Yield the drafts below a path, folders in sorted order; see `folders.walk` for what is taken.

    `template_of` gives the language of a file that is a template, "" for another one. A file given by name is taken
    whatever its name and flags, except for what Thunderbird has expunged from an mbox. Raises ReadError when the
    path does not exist or nothing is found.
    """
    name = os.fspath(path)
    if not os.path.exists(name):
        raise ReadError("the file does not exist", name)
    empty = True
    for item in _folder(name, template_of) if os.path.isdir(name) else _file(name, template_of):
        empty = False
        yield item
    if empty:
        raise ReadError("there is no draft in it", name)


def _folder(top: str, template_of: Callable[[str], str]) -> Iterator[Item]:
    from leakcheck.mail.folders import walk

    for path, problem in walk(top, template_of):
        if problem:
            yield Item(path, path, problem=problem)
        elif not is_emlx(path) or not is_deleted(path):
            yield from _file(path, template_of)


def _file(path: str, template_of: Callable[[str], str]) -> Iterator[Item]:
    """Yield the one draft of a file, or those of an mbox with several."""
    language = template_of(path)
    if language:
        yield Item(path, path, template=language)
        return
    try:
        mode = os.stat(path).st_mode
        if stat.S_ISCHR(mode) or stat.S_ISBLK(mode):  # some of them never end
            yield Item(path, path, problem="it is a device, not a file")
            return
        regular = stat.S_ISREG(mode)
        with open(path, "rb") as file:
            head = file.read(64) if regular else b""
            if head.startswith(b"From "):
                yield from _mbox(path, file)
                return
            place = find_mail(path, file, os.fstat(file.fileno()).st_size) if regular and is_emlx(path) else None
    except (OSError, ValueError) as error:
        yield Item(path, path, problem=_reason(error))
        return
    if place:
        yield Item(path, path, place.start, place.end, FIRST_LINE, unread=place.unread)
    else:
        yield Item(path, path)


def _mbox(path: str, file: BufferedReader) -> Iterator[Item]:
    """Yield the mails of an mbox file without those that Thunderbird has expunged; one single mail stays a file."""
    from mmap import ACCESS_READ, mmap

    from leakcheck.mail.mbox import holds_several, is_expunged, mails

    with mmap(file.fileno(), 0, access=ACCESS_READ) as data:
        several = holds_several(data)
        found = False
        for number, mail in enumerate(mails(data), 1):
            found = True
            if is_expunged(data, mail):
                continue
            if several:
                yield Item(f"{path}#{number}", path, *mail, template="")
            else:
                yield Item(path, path)
        if not found:
            yield Item(path, path)


def _reason(error: OSError | ValueError) -> str:
    """Return one line that says why a file cannot be opened."""
    if isinstance(error, FileNotFoundError):
        return "the file does not exist"
    return f"the file cannot be read: {getattr(error, 'strerror', None) or error}"
