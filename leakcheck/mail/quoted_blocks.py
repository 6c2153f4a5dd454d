"""Header blocks of earlier mails in a text: the lines that say From, To, Sent and Subject."""

from __future__ import annotations

import re

from leakcheck.mail.quote_words import ANNOUNCEMENTS, LABELS, RULE, SEPARATORS

_MARK = re.compile(r"[ \t]?(?:>[ \t]?){1,100}")
_LABEL_LENGTH = 24
_LABELS_OF_BLOCK = 12
_WRAPPED_VALUE = 3


def unmarked(line: str) -> int:
    """Return how many characters of quote marks a line begins with."""
    match = _MARK.match(line) if ">" in line[:3] else None
    return match.end() if match else 0


def label_of(line: str) -> tuple[str | None, int]:
    """Return the field that a header line names and where its value begins.

    The field is "" for a minor one and None for a line that is no header line.
    """
    begin = unmarked(line)
    colon = line.find(":", begin, begin + _LABEL_LENGTH + 6)
    if colon < 0:
        return None, 0
    field = LABELS.get(line[begin:colon].strip(" \t\xa0*").lower())
    after = colon + 1
    while line[after : after + 1] in ("*", " ", "\t", "\xa0"):
        after += 1
    return field, after


def block_end(texts: list[str], number: int) -> int:
    """Return the line after the header block, with its separator, that begins here; 0 where none does."""
    line = texts[number]
    ruled = RULE.match(line) is not None
    announced = _announces(line)
    separated = ruled or announced
    begin = number
    if separated:
        begin += 1
        while begin < len(texts) and begin < number + 4 and not texts[begin].strip(" \t\xa0>"):
            begin += 1
    if begin >= len(texts) or label_of(texts[begin])[0] is None:
        return number + 1 if announced else 0
    fields, end = _fields(texts, begin)
    if _convinces(fields, texts[begin:end], separated=separated):
        return end
    return number + 1 if announced else 0


def _announces(line: str) -> bool:
    """Tell whether a line says that an earlier mail follows, as "-----Original Message-----" does."""
    words = line.strip()
    core = words.lstrip("-_=*")
    if len(words) - len(core) >= 2:
        return core.lstrip().lower().startswith(SEPARATORS)
    return ":" in words and words.lower().startswith(ANNOUNCEMENTS)


def _convinces(fields: list[str], block: list[str], *, separated: bool) -> bool:
    kinds = set(fields) - {""}
    if "From" not in kinds or len(kinds) < (2 if separated else 3):
        return False
    return separated or "Subject" in kinds or any("@" in line for line in block)


def _fields(texts: list[str], begin: int) -> tuple[list[str], int]:
    """Return the fields of the header lines from `begin` on, and the line after the last."""
    fields: list[str] = []
    number = end = begin
    loose = 0
    while number < len(texts) and len(fields) < _LABELS_OF_BLOCK:
        line = texts[number]
        field = label_of(line)[0]
        if field is not None:
            fields.append(field)
            loose = 0
            end = number + 1
        elif not line.strip(" \t\xa0>"):
            if _next_field(texts, number) in (None, *fields):
                break
        elif fields[-1] in ("To", "Cc") and _goes_on(texts[number - 1], line):
            end = number + 1
        else:
            loose += 1
            if loose > _WRAPPED_VALUE:
                break
        number += 1
    return fields, end


def _next_field(texts: list[str], blank: int) -> str | None:
    """Return the field of the line below a blank one; some programs set header lines apart."""
    return label_of(texts[blank + 1])[0] if blank + 1 < len(texts) else None


def _goes_on(before: str, line: str) -> bool:
    return before.rstrip().endswith((",", ";")) or "@" in line or line[:1] in (" ", "\t")
