"""Words of an address field that hold an "@": what address each one is, and whether mail can be delivered to it."""

from __future__ import annotations

import re

from leakcheck.address.canonical import canonical, is_valid
from leakcheck.mail.mailbox_mask import COMMENT, COMMENT_REST, PLACEHOLDER
from leakcheck.model.record import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

_BLANK = "\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff"  # invisible, left by copy and paste
WORD = re.compile(rf"[^\s<>,;{_BLANK}{COMMENT}{COMMENT_REST}]+")
_SCHEME = re.compile(r"[\[]?(?:mailto|smtp|sip):", re.IGNORECASE)
_JOINED = re.compile(r"[|/&，；、]")
_SHAPE = re.compile(r"[\w\"]@[\w-]{1,63}\.\w")
_ASKED = 10_000  # longer fields are not put to flanker, which needs 40 us a mailbox
_JUNK = "'\"`´‘’‚“”„«»()[]{}<>*•|!?:,"


class Entry(NamedTuple):
    """The text of the field, its mask (see `mailbox_mask`), and the stretch between two separators."""

    text: str
    mask: str
    start: int
    end: int


class Address(NamedTuple):
    """An address candidate: the span it was read from and the verdict on it."""

    start: int
    end: int
    addr_spec: str
    key: str
    problem: str


def addresses(entry: Entry, start: int, end: int) -> Iterator[Address]:
    """Yield every word with an "@" outside quotes, comments and encoded words; blanks around the "@" are bridged."""
    pending: tuple[int, int] | None = None
    for word in WORD.finditer(entry.mask, start, end):
        begin, stop = word.span()
        if pending and _continues(entry.mask, pending, word[0]):
            pending = (pending[0], stop)
            continue
        if pending:
            yield from _judged(entry, *pending)
        pending = (begin, stop)
    if pending:
        yield from _judged(entry, *pending)


def _continues(mask: str, before: tuple[int, int], word: str) -> bool:
    """Tell whether blanks or comments stand around the one "@" of an address, as old mail programs allowed."""
    touches = word[0] == "@" or mask[before[1] - 1] == "@"
    return touches and mask.count("@", *before) + word.count("@") == 1


def _judged(entry: Entry, start: int, end: int) -> Iterator[Address]:
    """Yield the verdict on one word, or on each part of several addresses run together; nothing for a plain word."""
    mask = entry.mask[start:end]
    if "@" not in mask:
        return
    spec = entry.text[start:end]
    if COMMENT in mask or not WORD.fullmatch(mask):
        spec = "".join(entry.text[start + w.start() : start + w.end()] for w in WORD.finditer(mask))
    if PLACEHOLDER in mask:
        yield Address(start, end, "", "", "placeholder")
        return
    spec = _stripped(spec)
    key = canonical(spec)
    parts = () if key else _JOINED.split(spec)
    if len(parts) > 1 and all(canonical(part) for part in parts):
        for part in parts:
            start = entry.text.index(part, start)
            yield Address(start, start + len(part), part, canonical(part), "")
    elif key:
        yield Address(start, end, spec, key, "invalid" if spec[-1] == "." else "")
    elif mask.count("@") == 1 and spec[0] != "@" and spec[-1] != "@":
        yield Address(start, end, spec, "", "invalid")
    else:
        spec = _second_opinion(spec) if len(entry.text) <= _ASKED else ""
        yield Address(start, end, spec, canonical(spec), "" if spec else "invalid")


def _second_opinion(word: str) -> str:
    """Return the address that flanker (0.3 s to import) reads from a word that makes no sense here, "" when none."""
    from leakcheck.mail.quiet import load_flanker

    if not _SHAPE.search(word):
        return ""
    try:
        found = str(load_flanker("flanker.addresslib.address").parse(word).address)
    except Exception:  # noqa: BLE001 - flanker absent, no address found, or broken by hostile text: no opinion
        return ""
    return found if found in word and is_valid(found) else ""


def _stripped(spec: str) -> str:
    """Return an address without "mailto:" and without the quotes and brackets that programs put around it."""
    scheme = _SCHEME.match(spec)
    if scheme:
        spec = spec[scheme.end() :].partition("?")[0]
    if (spec[:1] == spec[-1:] == "'" or scheme) or not canonical(spec):
        inner = spec.strip(_JUNK)
        return inner if canonical(inner) else spec
    return spec
