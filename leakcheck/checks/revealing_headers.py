"""Header fields whose value tells where and on what machine the mail was written."""

from __future__ import annotations

import re

from leakcheck.checks import places, words
from leakcheck.model.finding import Hit
from leakcheck.model.record import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from leakcheck.checks.world import World
    from leakcheck.model.draft import Draft, Header


class Options(NamedTuple):
    """Fields that always tell, fields to search for local hosts, and endings of local host names; lower case."""

    always: tuple[str, ...] = ()
    searched: tuple[str, ...] = ()
    local_endings: tuple[str, ...] = ()


PRIVATE_ADDRESS = r"(?:10\.\d{1,3}\.|192\.168\.|172\.(?:1[6-9]|2\d|3[01])\.)\d{1,3}\.\d{1,3}(?![\d.])"
HOST = r"[A-Za-z0-9][A-Za-z0-9.-]{1,252}"


def check(draft: Draft, options: Options, world: World) -> Iterator[Hit]:
    """Yield one hit for all fields that tell too much."""
    found = {header: value for header in draft.headers if (value := _tells(header, options))}
    if found:
        names = ", ".join(dict.fromkeys(header.name for header in found))
        values = {"fields": words.count(len(found), "header field"), "names": names}
        shown = tuple(places.of_header(header, value) for header, value in found.items())
        yield Hit(shown, len(found), values=values)


def _tells(header: Header, options: Options) -> str:
    name = header.name.lower()
    if name in options.always:
        return header.text.strip()
    if name not in options.searched:
        return ""
    private = re.compile(PRIVATE_ADDRESS).search(header.text)
    if private:
        return private[0]
    hosts = (match[0].rstrip(".").lower() for match in re.compile(HOST).finditer(header.text))
    return next((host for host in hosts if host.endswith(options.local_endings)), "")
