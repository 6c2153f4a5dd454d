"""Bytes -> Draft: the only room that knows MIME, HTML, RTF and Outlook formats."""

from __future__ import annotations

from leakcheck.model.policy import Limits

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from leakcheck.model.draft import Draft
    from leakcheck.model.errors import ReadError

_LIMITS = Limits()


def parse(data: bytes, path: str = "-", limits: Limits = _LIMITS) -> Draft:
    """Return the draft in these bytes, whatever format they have; `path` is its name in reports.

    Of an .emlx of Apple Mail the draft holds the mail alone, without the lines around it. Raises ReadError for what is
    no mail and no text: nothing at all, a picture, a damaged Outlook file.
    """
    from leakcheck.mail.sniff import parse_bytes

    if path.lower().endswith(".emlx"):
        from leakcheck.mail.emlx import read_emlx

        return read_emlx(data, path, limits)
    return parse_bytes(data, path, limits)


def read(path: str | Path, limits: Limits = _LIMITS) -> Iterator[Draft | ReadError]:
    """Yield the drafts of a file, a store (mbox, Maildir, .emlx) or a folder, one at a time.

    What is found but cannot be read is yielded as an error, so that the others are still read. Raises ReadError when
    the path does not exist or holds no draft at all.
    """
    from leakcheck.mail.stores import read_store

    yield from read_store(path, limits)
