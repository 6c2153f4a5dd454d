"""Which lines of a mail are an earlier mail, and which of them say who wrote it to whom."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from leakcheck.mail.quote_words import FORWARDED, LABELS, OPENER, RULE, SEPARATOR, VERB
from leakcheck.mail.text_lines import BODY, HEADER, QUOTED

if TYPE_CHECKING:
    from leakcheck.mail.text_lines import Lines

_MARK = re.compile(r"[ \t]?(?:>[ \t]?){1,100}")
_NAME_MARK = re.compile(r"[ \t]?([^\W_]{1,15})> ")
_EXACT_DATE = re.compile(r"(?:19|20)[0-9]{2}|[0-9]{1,2}[:.h][0-9]{2}")
_ATTRIBUTION_LINES = 3
_ATTRIBUTION_LENGTH = 400
_LABEL_LENGTH = 24
_MARKS = (">", "|", " >", "\t>")
_LABELS_OF_BLOCK = 12
_RULES = ("-", "_", "=", "*")
_WRAPPED_VALUE = 3


def classify(lines: Lines, cited: tuple[tuple[int, int], ...] = ()) -> list[str]:
    """Return "body", "quoted" or "quoted-header" for each line.

    `cited` are spans of the text that the mark-up calls a quotation. After a header block or a separator all is
    quoted to the end; after an attribution line as long as the lines are marked, or to the end where none is.
    """
    texts = lines.text
    kinds = _marked(lines, cited)
    rest = False
    number = 0
    while number < len(texts):
        line = texts[number]
        if rest and kinds[number] == BODY:
            kinds[number] = QUOTED
        telling = ":" in line or line[:4].lstrip()[:1] in _RULES
        end = _block_end(texts, number) if telling else 0
        if end:
            kinds[number:end] = [HEADER] * (end - number)
            rest = rest or (_MARK.match(line) is None and not cited)
            number = end
            continue
        if telling and line.rstrip(" \t\xa0").endswith(":"):
            rest = _attribution(texts, kinds, number) or rest
        number += 1
    _close_gaps(texts, kinds)
    return kinds


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


def _marked(lines: Lines, cited: tuple[tuple[int, int], ...]) -> list[str]:
    texts = lines.text
    kinds = [QUOTED if line.startswith(_MARKS) else BODY for line in texts]
    for number, kind in enumerate(kinds):
        if kind == QUOTED:
            if not _really_quoted(texts, kinds, number):
                kinds[number] = BODY
        elif ">" in texts[number][:17] and _named(texts, number):
            kinds[number] = QUOTED
    _mark_cited(lines, kinds, cited)
    return kinds


def _really_quoted(texts: list[str], kinds: list[str], number: int) -> bool:
    line = texts[number]
    if line[0] == "|":
        return line[1:2] in ("", " ") and line.count("|") == 1
    alone = QUOTED not in kinds[max(number - 1, 0) : number] + kinds[number + 1 : number + 2]
    return not (alone and (line.startswith(">From ") or line[1:2].isdigit()))


def _named(texts: list[str], number: int) -> bool:
    """Tell whether a line is quoted as "Ann> text", as its neighbour must be too."""
    match = _NAME_MARK.match(texts[number])
    if match is None:
        return False
    neighbours = texts[max(number - 1, 0) : number] + texts[number + 1 : number + 2]
    return any(line.startswith(match[0].rstrip()) for line in neighbours) and not match[1].islower()


def _mark_cited(lines: Lines, kinds: list[str], cited: tuple[tuple[int, int], ...]) -> None:
    number = 0
    for start, end in cited:
        while number < len(kinds) and lines.starts[number] < start:
            number += 1
        while number < len(kinds) and lines.starts[number] < end:
            kinds[number] = QUOTED
            number += 1


def _block_end(texts: list[str], number: int) -> int:
    """Return the line after the header block, with its separator, that begins here; 0 where none does."""
    line = texts[number]
    ruled = RULE.match(line) is not None
    announced = SEPARATOR.match(line) is not None or FORWARDED.match(line) is not None
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
            if (
                ("From" in fields and "Subject" in fields)
                or number + 1 >= len(texts)
                or label_of(texts[number + 1])[0] is None
            ):
                break
        elif fields[-1] in ("To", "Cc") and _goes_on(texts[number - 1], line):
            end = number + 1
        else:
            loose += 1
            if loose > _WRAPPED_VALUE:
                break
        number += 1
    return fields, end


def _goes_on(before: str, line: str) -> bool:
    return before.rstrip().endswith((",", ";")) or "@" in line or line[:1] in (" ", "\t")


def _attribution(texts: list[str], kinds: list[str], last: int) -> bool:
    """Mark the attribution that ends on this line, if one does; tell whether all that follows is quoted."""
    marked = _followed_by_quote(texts, kinds, last)
    for first in range(last, max(last - _ATTRIBUTION_LINES, -1), -1):
        begin = unmarked(texts[first])
        if not texts[first].strip() or kinds[first] == HEADER:
            return False
        sentence = " ".join(line[unmarked(line) :].strip() for line in texts[first : last + 1])
        if len(sentence) > _ATTRIBUTION_LENGTH:
            return False
        opened = OPENER.match(texts[first], begin) is not None
        if (opened or marked) and _introduces(sentence, opened=opened, marked=marked):
            kinds[first : last + 1] = [HEADER] * (last + 1 - first)
            return not marked
    return False


def _introduces(sentence: str, *, opened: bool, marked: bool) -> bool:
    dated = any(character.isdigit() for character in sentence)
    if VERB.search(sentence) is None:
        return marked and dated and sentence.endswith(">:") and "@" in sentence
    if marked:
        return opened or dated or "@" in sentence or len(sentence) < 60
    return opened and _EXACT_DATE.search(sentence) is not None


def _followed_by_quote(texts: list[str], kinds: list[str], last: int) -> bool:
    depth = texts[last][: unmarked(texts[last])].count(">")
    for number in range(last + 1, min(last + 4, len(texts))):
        line = texts[number]
        if line.strip(" \t\xa0>"):
            return kinds[number] == QUOTED and (line[: unmarked(line)].count(">") > depth or depth == 0)
    return False


def _close_gaps(texts: list[str], kinds: list[str]) -> None:
    """Give blank lines between quoted lines to the quotation."""
    blank_from = -1
    for number, kind in enumerate(kinds):
        if kind != BODY:
            if blank_from > 0:
                kinds[blank_from:number] = [QUOTED] * (number - blank_from)
            blank_from = number + 1 if number + 1 < len(kinds) and kinds[number + 1] == BODY else -1
        elif texts[number].strip():
            blank_from = -1
