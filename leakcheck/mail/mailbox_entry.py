"""One entry of an address field, between two separators, however odd: its mailboxes, each with its exact span."""

from __future__ import annotations

import re

from leakcheck.address.canonical import canonical, is_valid
from leakcheck.mail.mailbox_address import WORD, Entry, addresses
from leakcheck.mail.mailbox_mask import COMMENT, COMMENT_REST, ENCODED, PLACEHOLDER, QUOTED, QUOTED_REST
from leakcheck.mail.words import decode_words
from leakcheck.model.record import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

_COMMENT = re.compile(f"{COMMENT}{COMMENT_REST}*")
_QUOTED = re.compile(f"{QUOTED}{QUOTED_REST}*")
_ESCAPE = re.compile(r"\\(.)", re.DOTALL)
_DIRECTORY_NAME = re.compile(r"\[?(?:(?:ex|x500):)?/?(?:o|ou|c|cn|dc|uid|g|s|a|p)=", re.IGNORECASE)
_VARIABLE = re.compile(r"\$\w+|#\w+#|##\w+##")
_BLANKS = re.compile(r"[ \t\r\n]+")


class Angle(NamedTuple):
    """A pair of angle brackets: `start` and `end` hold the brackets, `inner` and `close` what stands between them."""

    start: int
    inner: int
    close: int
    end: int


class Mailbox(NamedTuple):
    """A mailbox as found in the text; `problem` is one of those of `Recipient`."""

    display_name: str
    addr_spec: str
    key: str
    start: int
    end: int
    problem: str = ""


def read_entry(entry: Entry, angles: list[Angle]) -> Iterator[Mailbox]:
    """Yield the mailboxes of an entry in order; an entry that holds nothing but blanks and comments yields none."""
    if not angles:
        yield from _bare(entry, entry.start, entry.end)
        return
    start = entry.start
    previous = ""
    for number, angle in enumerate(angles):
        last = number + 1 == len(angles)
        end = _comments_end(entry, angle.end, entry.end) if last else angle.end
        for mailbox in _angled(entry, angle, start, end):
            if number and mailbox.key and mailbox.key == previous and not mailbox.display_name:
                continue
            previous = mailbox.key
            yield mailbox
        start = end
    yield from _bare(entry, start, entry.end)


def _angled(entry: Entry, angle: Angle, start: int, end: int) -> Iterator[Mailbox]:
    """Yield the mailbox of a name and what stands in angle brackets; several when it holds several addresses."""
    name = phrase(entry, start, angle.start)
    remark = _comments(entry, angle.end, end)
    if remark:
        name = f"{name} ({remark})" if name else remark
    start = _skip_blanks(entry, start, angle.start)
    found = list(addresses(entry, angle.inner, angle.close))
    if not found:
        yield from _unaddressed(entry, name, (start, end), (angle.inner, angle.close))
        return
    for number, address in enumerate(found):
        stop = end if number + 1 == len(found) else address.end
        yield Mailbox("" if number else name, *address[2:4], start, stop, address.problem)
        start = found[number + 1].start if number + 1 < len(found) else end


def _bare(entry: Entry, start: int, end: int) -> Iterator[Mailbox]:
    """Yield the addresses between `start` and `end` with the words before each as its name, or one without any."""
    found = list(addresses(entry, start, end))
    if not found:
        yield from _unaddressed(entry, phrase(entry, start, end), _trimmed(entry, start, end), (start, end))
        return
    for address in found:
        stop = _comments_end(entry, address.end, end)
        name = phrase(entry, start, address.start) or _comments(entry, address.end, stop)
        begin = _skip_blanks(entry, start, address.start)
        yield Mailbox(name, address.addr_spec, address.key, begin, stop, address.problem)
        start = stop
    if _says_something(entry, start, end):
        yield from _unaddressed(entry, phrase(entry, start, end), _trimmed(entry, start, end), (start, end))


def _unaddressed(entry: Entry, name: str, span: tuple[int, int], inner: tuple[int, int]) -> Iterator[Mailbox]:
    """Yield one mailbox without an address and why it has none; nothing for blanks, dots and plain comments."""
    text = entry.text[inner[0] : inner[1]].strip()
    mask = entry.mask[inner[0] : inner[1]]
    if not name and not mask.strip():
        return
    if PLACEHOLDER in mask or _VARIABLE.fullmatch(text):
        yield Mailbox(name if inner != span else "", "", "", *span, "placeholder")
    elif _DIRECTORY_NAME.match(text):
        yield Mailbox(name, "", "", *span, "x500")
    elif "@" in text or (ENCODED in mask and "@" in decode_words(text)):
        yield _unwrapped(entry, name, span, inner) or Mailbox(name, "", "", *span, "unreadable")
    elif _says_something(entry, *inner) or (name and span != inner):
        yield Mailbox(name, "", "", *span, "no-address")


def _unwrapped(entry: Entry, name: str, span: tuple[int, int], inner: tuple[int, int]) -> Mailbox | None:
    """Return the mailbox whose address stands in quotes inside angle brackets, as some programs write it."""
    text = entry.text[inner[0] : inner[1]].strip()
    if span == inner or not _QUOTED.fullmatch(entry.mask[inner[0] : inner[1]].strip()) or not is_valid(text[1:-1]):
        return None
    return Mailbox(name, text[1:-1], canonical(text[1:-1]), *span)


def phrase(entry: Entry, start: int, end: int) -> str:
    """Return the display name between two offsets: unquoted, decoded, blanks collapsed; comments keep their place."""
    mask = entry.mask[start:end]
    text = entry.text[start:end]
    if QUOTED in mask:
        pieces: list[str] = []
        position = 0
        for quoted in _QUOTED.finditer(mask):
            pieces += (text[position : quoted.start()], _ESCAPE.sub(r"\1", text[quoted.start() + 1 : quoted.end() - 1]))
            position = quoted.end()
        text = "".join(pieces) + text[position:]
    else:
        text = text.strip(' \t\r\n"')
    if not _says_something(entry, start, end):
        return _comments(entry, start, end)
    return decode_words(collapsed(text))


def collapsed(text: str) -> str:
    """Return the text with runs of plain blanks as one; a no-break space is part of a name."""
    return _BLANKS.sub(" ", text).strip(" ")


def _comments(entry: Entry, start: int, end: int) -> str:
    """Return what the comments between two offsets say, without their parentheses."""
    if COMMENT not in entry.mask[start:end]:
        return ""
    inner = (entry.text[c.start() + 1 : c.end() - 1] for c in _COMMENT.finditer(entry.mask, start, end))
    return decode_words(collapsed(_ESCAPE.sub(r"\1", " ".join(inner))))


def _comments_end(entry: Entry, start: int, end: int) -> int:
    """Return where the comments that directly follow an address end."""
    position = start
    for found in _COMMENT.finditer(entry.mask, start, end):
        if WORD.search(entry.mask, position, found.start()):
            break
        position = found.end()
    return position


def _says_something(entry: Entry, start: int, end: int) -> bool:
    """Tell whether there is a letter, a digit, an emoji or a masked word outside comments."""
    words = WORD.finditer(entry.mask, start, end)
    return any(c.isalnum() or c >= "\U0001f000" or QUOTED <= c <= ENCODED for word in words for c in word[0])


def _skip_blanks(entry: Entry, start: int, end: int) -> int:
    """Return the offset of the first character that is no blank."""
    rest = entry.text[start:end]
    return start + len(rest) - len(rest.lstrip())


def _trimmed(entry: Entry, start: int, end: int) -> tuple[int, int]:
    text = entry.text[start:end]
    return start + len(text) - len(text.lstrip()), end - len(text) + len(text.rstrip())
