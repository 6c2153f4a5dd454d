"""Key files, password stores, database dumps and programs, told by name and by content."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from leakcheck.checks import places, words
from leakcheck.model.finding import Hit

if TYPE_CHECKING:
    from collections.abc import Iterator

    from leakcheck.checks.world import World
    from leakcheck.model.draft import Attachment, Draft


class Options(NamedTuple):
    """Names and endings in lower case ("id_rsa", ".pem"), and first bytes as text (latin-1) with what they mean."""

    names: tuple[str, ...] = ()
    endings: tuple[str, ...] = ()
    heads: tuple[str, ...] = ()


def check(draft: Draft, options: Options, world: World) -> Iterator[Hit]:  # noqa: ARG001 - one shape for all checks
    """Yield one hit for all risky attachments."""
    found = [attachment for attachment in draft.attachments if _risky(attachment, options)]
    if found:
        shown = tuple(places.of_attachment(attachment) for attachment in found)
        yield Hit(shown, len(found), values={"files": words.count(len(found), "attachment")})


def _risky(attachment: Attachment, options: Options) -> bool:
    name = attachment.name.lower().rpartition("/")[2].rstrip(". ")
    if name in options.names or name.endswith(options.endings):
        return True
    head = attachment.head.lstrip(b"\xef\xbb\xbf \r\n\t").decode("latin-1")
    return head.startswith(options.heads)
