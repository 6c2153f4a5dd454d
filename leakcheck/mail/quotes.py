"""Which lines of a mail are an earlier mail, and which of them say who wrote it to whom."""

from __future__ import annotations

import re

from leakcheck.mail.quote_words import OPENER, VERB, VERB_HINTS
from leakcheck.mail.quoted_blocks import block_end, unmarked
from leakcheck.mail.text_lines import BODY, HEADER, QUOTED

TYPE_CHECKING = False
if TYPE_CHECKING:
    from leakcheck.mail.text_lines import Lines

_NAME_MARK = r"[ \t]?([^\W_]{1,15})> "
_EXACT_DATE = r"(?:19|20)[0-9]{2}|[0-9]{1,2}[:.h][0-9]{2}"
_ATTRIBUTION_LINES = 3
_ATTRIBUTION_LENGTH = 400
_SHORT_ATTRIBUTION = 60
_MARKS = (">", "|", " >", "\t>")
_RULES = ("-", "_", "=", "*")


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
        end = block_end(texts, number) if telling else 0
        if end:
            rest = rest or kinds[number] == BODY
            kinds[number:end] = [HEADER] * (end - number)
            number = end
            continue
        if telling and line.rstrip(" \t\xa0").endswith(":"):
            rest = _attribution(texts, kinds, number) or rest
        number += 1
    _close_gaps(texts, kinds)
    return kinds


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
    if line[:2] == "> ":
        return True
    if line[0] == "|":
        return line[1:2] in ("", " ") and line.count("|") == 1
    alone = QUOTED not in kinds[max(number - 1, 0) : number] + kinds[number + 1 : number + 2]
    return not (alone and (line.startswith(">From ") or line[1:2].isdigit()))


def _named(texts: list[str], number: int) -> bool:
    """Tell whether a line is quoted as "Ann> text", as its neighbour must be too."""
    match = re.match(_NAME_MARK, texts[number])
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


def _attribution(texts: list[str], kinds: list[str], last: int) -> bool:
    """Mark the attribution that ends on this line, if one does; tell whether all that follows is quoted."""
    window = " ".join(texts[max(last - _ATTRIBUTION_LINES + 1, 0) : last + 1])
    if len(window) > 2 * _ATTRIBUTION_LENGTH or not any(hint in window for hint in VERB_HINTS):
        return False
    marked = _followed_by_quote(texts, kinds, last)
    first = _attribution_start(texts, kinds, last, marked=marked)
    if first < 0:
        return False
    kinds[first : last + 1] = [HEADER] * (last + 1 - first)
    return not marked


def _attribution_start(texts: list[str], kinds: list[str], last: int, *, marked: bool) -> int:
    """Return the first line of the attribution that ends on line `last`, -1 where there is none."""
    unopened = -1
    for first in range(last, max(last - _ATTRIBUTION_LINES, -1), -1):
        begin = unmarked(texts[first])
        if not texts[first][begin:].strip() or kinds[first] == HEADER:
            break
        sentence = " ".join(line[unmarked(line) :].strip() for line in texts[first : last + 1])
        opened = OPENER.match(texts[first], begin) is not None
        if opened and _introduces(sentence, opened=True, marked=marked):
            return first
        if marked and unopened < 0 and _introduces(sentence, opened=False, marked=True):
            unopened = first
    return unopened


def _introduces(sentence: str, *, opened: bool, marked: bool) -> bool:
    dated = any(character.isdigit() for character in sentence)
    if VERB.search(sentence) is None:
        return marked and dated and sentence.endswith(">:") and "@" in sentence
    if marked:
        return dated or "@" in sentence or (not opened and len(sentence) < _SHORT_ATTRIBUTION)
    return opened and re.search(_EXACT_DATE, sentence) is not None


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
