"""The sender's signature: after "-- ", or from a sign-off to the sender's own name and contact lines."""

from __future__ import annotations

import re

from leakcheck.mail.footers import footers, is_own_line
from leakcheck.mail.own import Own
from leakcheck.mail.prose import is_postscript, is_prose
from leakcheck.mail.sign_offs import SENT_FROM, is_sign_off, opens_sign_off
from leakcheck.mail.text_lines import BODY, SIGNATURE

TYPE_CHECKING = False
if TYPE_CHECKING:
    from leakcheck.mail.text_lines import Lines

_LONGEST = 15  # lines that are not blank
_LONGEST_AFTER_DASHES = 30
_WORDS_OF_A_NAME = 8
_FEW = 3  # lines of numbers below a first name

_NUMBER = r"[0-9+(][0-9 ()./\xa0-]{6,24}"
_PHONE = rf"(?a)[^\d+(@]{{0,14}}{_NUMBER}(?:[^\d@]{{0,14}}{_NUMBER})?[ \t]{{0,3}}\Z"


def mark_signatures(lines: Lines, kinds: list[str], own_names: tuple[str, ...], own_addresses: tuple[str, ...]) -> None:
    """Change the kind of the lines of each signature; each stretch of body text may end in one."""
    own = Own(own_names, own_addresses)
    for begin, end in _stretches(kinds):
        first, last = _dashes(lines.text, begin, end)
        if first < 0:
            first, last = _signed_off(lines.text, begin, end, own)
        below = begin if first < 0 else last
        for start, stop in [(first, last), *footers(lines.text, below, end, own)]:
            if start >= 0:
                kinds[start:stop] = [SIGNATURE] * (stop - start)


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
            or ((own.first_name(line) or own.short_name(line)) and _only_numbers(texts[number + 1 : end]))
        ):
            return number, _stop(texts, number, end)
    return -1, end


def _is_signed(texts: list[str], number: int, end: int, own: Own) -> bool:
    following = [line for line in texts[number + 1 : min(end, number + 12)] if line.strip()][:5]
    if any(map(own.signs, following[:2])) or any(map(own.address, following)):
        return True
    if not following or not is_sign_off(texts[number]):
        return False
    if is_own_line(following[0], own) or (_may_sign(following[0]) and any(map(own.mentions, following))):
        return True
    return not any(map(is_prose, following)) and any(map(re.compile(_PHONE).match, following))


def _may_sign(line: str) -> bool:
    """Tell whether a line may be anybody's name: "Stefan Illner, Serviceberater"."""
    words = line.split()
    return 0 < len(words) <= _WORDS_OF_A_NAME and words[0][0].isupper() and not is_prose(line)


def _only_numbers(texts: list[str]) -> bool:
    lines = [line for line in texts[:_LONGEST] if line.strip()]
    return 0 < len(lines) <= _FEW and all(map(re.compile(_PHONE).match, lines))


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
        if filled > _LONGEST or (number > begin and (is_prose(line) or is_postscript(line))):
            return number
    return end
