"""Email addresses, found from their @ sign."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from leakcheck.model.severity import Confidence
from leakcheck.model.sighting import Sighting

if TYPE_CHECKING:
    from collections.abc import Iterator

    from leakcheck.detect.prepared import Prepared

_LOCAL = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789._%+-'&"
# RFC 1035 labels, letters of any script (RFC 6531); labels hold no dot, so the repeat is unambiguous.
_DOMAIN = r"@[^\W_][\w-]{0,62}(?:\.[\w-]{1,63}){1,8}"


def find(prepared: Prepared, _region: str) -> Iterator[Sighting]:
    """Yield addresses, plain ones at high confidence, spelled-out ones (`name (at) example dot org`) at medium."""
    plain = prepared.plain
    for found in re.finditer(_DOMAIN, plain):
        at = found.start()
        end = found.end() - (len(found[0]) - len(found[0].rstrip("-_.")))
        start = _local_start(plain, at)
        if start < at and _is_host(plain[at + 1 : end]) and not prepared.masked(start):
            yield Sighting("email-address", start, end, Confidence.HIGH)


def _local_start(plain: str, at: int) -> int:
    """Return where the local part that ends at an @ sign starts, the sign itself when there is none."""
    floor = max(at - 64, 0)
    start = at
    while start > floor and (plain[start - 1] in _LOCAL or plain[start - 1].isalnum()):
        start -= 1
    while start < at and plain[start] in ".'&%-+":
        start += 1
    return at if plain[at - 1] == "." else start


def _is_host(host: str) -> bool:
    top = host.rpartition(".")[2]
    return len(top) >= 2 and not top.isdigit() and "_" not in top and "--" not in top.replace("xn--", "", 1)
