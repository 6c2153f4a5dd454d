"""The sender's signature: after "-- ", or from a sign-off to the sender's own name and contact lines."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from leakcheck.mail.sign_offs import SENT_FROM, is_sign_off, opens_sign_off
from leakcheck.mail.text_lines import BODY, SIGNATURE

if TYPE_CHECKING:
    from leakcheck.mail.text_lines import Lines

_LONGEST = 15  # lines that are not blank
_LONGEST_AFTER_DASHES = 30
_WIDEST = 100
_SENTENCE = 6  # words from which on a line with a full stop is prose

_WORDS = re.compile(r"[^\W\d_]{2,}")
_PHONE = re.compile(
    r"[^\d+(@]{0,14}[+(]?[0-9][0-9 ()./\xa0-]{6,24}(?:[^\d@]{0,14}[0-9+(][0-9 ()./\xa0-]{6,24})?[ \t]{0,3}\Z", re.ASCII
)


class Own:
    """What names the sender: whole names, their words and addresses, all in lower case."""

    __slots__ = ("addresses", "names", "words")

    def __init__(self, names: tuple[str, ...], addresses: tuple[str, ...]) -> None:
        self.names = frozenset([name.lower().strip() for name in names if name.strip()])
        self.words = frozenset([word for name in self.names for word in _WORDS.findall(name)])
        self.addresses = [address.lower() for address in addresses if address]

    def signs(self, line: str) -> bool:
        """Tell whether a line is the sender's name with little more; any name where the sender's is not known."""
        if not self.words:
            return _looks_like_a_name(line)
        words = _WORDS.findall(line[:_WIDEST].lower())
        return 0 < len(words) <= 6 and words[0] in self.words and not _is_prose(line)

    def whole_name(self, line: str) -> bool:
        """Tell whether a line is the sender's full name and nothing else."""
        return bool(self.names) and line.strip(" \t\xa0,.").lower() in self.names

    def address(self, line: str) -> bool:
        """Tell whether a line shows an own address."""
        lowered = line.lower()
        return any(address in lowered for address in self.addresses)


def mark_signatures(lines: Lines, kinds: list[str], own_names: tuple[str, ...], own_addresses: tuple[str, ...]) -> None:
    """Change the kind of the lines of each signature; each stretch of body text may end in one."""
    own = Own(own_names, own_addresses)
    for begin, end in _stretches(kinds):
        first, last = _dashes(lines.text, begin, end)
        if first < 0:
            first, last = _signed_off(lines.text, begin, end, own)
        if first >= 0:
            kinds[first:last] = [SIGNATURE] * (last - first)


def _stretches(kinds: list[str]) -> list[tuple[int, int]]:
    """Return the runs of body lines as (first line, line after)."""
    runs: list[tuple[int, int]] = []
    begin = -1
    for number, kind in enumerate(kinds):
        if kind != BODY:
            if begin >= 0:
                runs.append((begin, number))
            begin = -1
        elif begin < 0:
            begin = number
    if begin >= 0:
        runs.append((begin, len(kinds)))
    return runs


def _dashes(texts: list[str], begin: int, end: int) -> tuple[int, int]:
    """Return the lines from "-- " on; a "--" far from the end parts sections and is none."""
    filled = 0
    for number in range(end - 1, begin - 1, -1):
        line = texts[number]
        if line[:2] == "--" and line.strip(" \xa0") == "--" and (len(line) > 2 or filled <= _LONGEST):
            return number, end
        filled += bool(line.strip())
        if filled > _LONGEST_AFTER_DASHES:
            break
    return -1, end


def _signed_off(texts: list[str], begin: int, end: int, own: Own) -> tuple[int, int]:
    """Return the lines of a signature without dashes."""
    for number in range(_tail(texts, begin, end), end):
        line = texts[number]
        if not line or len(line) > 60:
            continue
        if line.lower().startswith(SENT_FROM) or (
            (own.whole_name(line) and any(map(own.address, texts[number + 1 : min(end, number + 9)])))
            or (opens_sign_off(line) and _is_signed(texts, number, end, own))
        ):
            return number, _stop(texts, number, end)
    return -1, end


def _is_signed(texts: list[str], number: int, end: int, own: Own) -> bool:
    following = [line for line in texts[number + 1 : min(end, number + 12)] if line.strip()][:5]
    if any(map(own.signs, following[:2])) or any(map(own.address, following)):
        return True
    only = is_sign_off(texts[number]) and not any(map(_is_prose, following))
    return only and any(_PHONE.match(line) for line in following)


def _tail(texts: list[str], begin: int, end: int) -> int:
    """Return the line from which on a signature may begin: its own lines, and a postscript below them."""
    filled = 0
    for number in range(end - 1, begin - 1, -1):
        filled += bool(texts[number].strip())
        if filled > 2 * _LONGEST:
            return number + 1
    return begin


def _stop(texts: list[str], begin: int, end: int) -> int:
    """Return the line after the signature: prose, a postscript or too many lines end it."""
    filled = 0
    for number in range(begin, end):
        line = texts[number].strip()
        filled += bool(line)
        if filled > _LONGEST or (number > begin and (_is_prose(line) or _is_postscript(line))):
            return number
    return end


def _is_prose(line: str) -> bool:
    line = line.strip()
    return (
        len(line) > _WIDEST
        or line[-1:] in ("?", ":")
        or (line[-1:] in (".", "!", ",") and line.count(" ") + 1 >= _SENTENCE)
    )


def _is_postscript(line: str) -> bool:
    head = line[:6].replace(".", "").replace(" ", "").lower()
    return head.startswith("ps") and not head[2:3].isalpha()


def _looks_like_a_name(line: str) -> bool:
    words = line.strip(" \t\xa0,.").split()
    return 0 < len(words) <= 4 and len(line) <= 40 and all(w[0].isupper() for w in words) and not _is_prose(line)
