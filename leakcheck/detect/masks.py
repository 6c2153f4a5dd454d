"""Stretches of a text whose numbers and names are a machine's: links, Message-IDs, encoded blocks, diffs."""

from __future__ import annotations

import re

from leakcheck.detect.folding import mapped
from leakcheck.model.record import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from leakcheck.detect.prepared import Prepared


class Mask(NamedTuple):
    """A half-open stretch; `kind` is "url", "message-id" or "block"."""

    start: int
    end: int
    kind: str


_SCHEME = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ+-"


def find(prepared: Prepared) -> list[Mask]:
    """Return the stretches that their first characters give away, in order and without overlaps."""
    found = [*_urls(prepared), *_message_ids(prepared.plain), *_blocks(prepared)]
    if len(found) < 2:
        return found
    found.sort()
    kept = [found[0]]
    for mask in found[1:]:
        if mask.start >= kept[-1].end:
            kept.append(mask)
        elif mask.end > kept[-1].end:
            kept[-1] = Mask(kept[-1].start, mask.end, kept[-1].kind)
    return kept


def _urls(prepared: Prepared) -> list[Mask]:
    masks = []
    plain = prepared.plain
    if prepared.linked:
        for found in re.finditer(r"://[^\s<>\"]*", plain):
            start, end = found.span()
            head = plain[max(start - 12, 0) : start]
            masks.append(Mask(start - len(head) + len(head.rstrip(_SCHEME)), end, "url"))
    if "www" in prepared.vocabulary:
        bare = re.finditer(r"www\.[^\s<>\"]*", plain)
        masks += [Mask(*found.span(), "url") for found in bare if not plain.endswith("://", 0, found.start())]
    return masks


def _message_ids(plain: str) -> list[Mask]:
    """Return `<...@...>` whose left side is a machine's: many digits, a dollar sign, or very long."""
    if "<" not in plain or "@" not in plain:
        return []
    return [
        Mask(found.start(), found.end(), "message-id")
        for found in re.finditer(r"<([^\s<>@]{1,250})@[^\s<>@]{1,250}>?", plain)
        if _is_machine_made(found[1]) or _follows_id_field(plain, found.start())
    ]


_ID_FIELDS = ("message-id:", "in-reply-to:", "references:", "content-id:")


def _is_machine_made(local: str) -> bool:
    digits = sum(map(local.count, "0123456789"))
    if local.isdigit():
        return digits > 12
    return (
        digits >= 12 or "$" in local or len(local) > 40 or bool(re.fullmatch(r"[0-9A-F]{6,40}\.[0-9A-F.]{4,40}", local))
    )


def _follows_id_field(plain: str, start: int) -> bool:
    head = plain[max(start - 80, 0) : start].lower()
    return head.endswith(" id ") or any(field in head for field in _ID_FIELDS)


def _blocks(prepared: Prepared) -> list[Mask]:
    masks = []
    plain = prepared.plain
    if "begin" in prepared.vocabulary:
        masks += _between(plain, r"-----BEGIN [A-Z0-9 ]{3,40}-----", "-----END ")
        masks += _between(plain, r"begin [0-7]{3,4} \S", "\nend")
    if "@" in plain and "\n@@ -" in plain:
        pattern = r"\n@@ -[0-9,]{1,20} \+[0-9,]{1,20} @@[^\n]{0,200}(?:\n[-+ ][^\n]{0,1000}){0,500}"
        masks += [Mask(*found.span(), "block") for found in re.finditer(pattern, plain)]
    return masks


def _between(plain: str, opener: str, closer: str) -> list[Mask]:
    masks = []
    position = 0
    pattern = re.compile(opener)
    while found := pattern.search(plain, position):
        end = plain.find(closer, found.end())
        if end < 0:
            break
        position = end + len(closer)
        masks.append(Mask(found.start(), position, "block"))
    return masks


_HEX_DUMP = (
    r"[> |]{0,8}(?P<offset>(?:0x)?[0-9A-Fa-f]{6,8}[:|]? {1,4}|(?:0x)?[0-9A-Fa-f]{0,8}[:|] {0,4})?"
    r"(?P<groups>(?:[0-9A-Fa-f]{2} {1,2}|[0-9A-Fa-f]{4} {1,2}){5,16}).{0,40}"
)
_LETTERED, _PAIRS = 2, 7  # groups with a letter, groups of two: a phone number in pairs has five
LINE_LIMIT = 160
_QUOTING = "> |"
_HEX_DIGITS = "0123456789abcdefABCDEF"
_HEX_SHAPES = bytes(ord("h") if chr(n) in _HEX_DIGITS else n if n == ord(" ") else ord(".") for n in range(256))
_HEX_START = frozenset("0123456789abcdefABCDEF:|")


def may_hold_dump(plain: str) -> bool:
    """Tell whether a text holds hexadecimal groups in a row at all: most hold none, and no line need be looked at."""
    shape = mapped(plain, _HEX_SHAPES)
    return b" hh hh " in shape or b" hhhh hhhh " in shape


def is_dump(line: str) -> bool:
    """Tell whether a line is one of a hex dump: an offset leads it, or it has more pairs or letters than a number has.

    A long line of prose is none, nor are "01 23 45 67 89" and "DE89 3704 0044 0532 0130 00".
    """
    if len(line) > LINE_LIMIT:
        return False
    core = line.lstrip(_QUOTING)
    found = re.match(_HEX_DUMP, line) if core[:1] in _HEX_START else None
    if not found:
        return False
    groups = found["groups"].split()
    pairs = sum(len(group) == 2 for group in groups)
    return bool(found["offset"]) or pairs >= _PAIRS or sum(not group.isdigit() for group in groups) >= _LETTERED
