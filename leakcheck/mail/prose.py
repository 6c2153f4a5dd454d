"""Whether a line near the end of a mail is prose, a postscript or a line of contact data."""

from __future__ import annotations

WIDEST = 100
_SENTENCE = 6  # words from which on a line with a full stop is prose
_LONGEST = 1_000
# What parts the items of a line of contact data.
_PARTS = (" · ", " | ", " - ", " – ", " • ", " ★ ")
_FEWEST_PARTS = 2


def is_prose(line: str) -> bool:
    """Tell whether a line is a sentence, a question, the start of a list, or too long for contact data."""
    line = line.strip()
    if len(line) > WIDEST:
        return not is_parted(line)
    return line[-1:] in ("?", ":") or ends_as_sentence(line)


def ends_as_sentence(line: str) -> bool:
    """Tell whether a line of some words ends as a sentence does."""
    return line[-1:] in (".", "!", ",") and line.count(" ") + 1 >= _SENTENCE


def is_parted(line: str) -> bool:
    """Tell whether a line is a row of items: "Example Ltd · 1 High Street · Tel. 020 7946 0000"."""
    return len(line) <= _LONGEST and max(map(line.count, _PARTS)) >= _FEWEST_PARTS and line[-1:] not in ("?", ":")


def is_postscript(line: str) -> bool:
    """Tell whether a line begins as "PS:" does."""
    head = line[:6].replace(".", "").replace(" ", "").lower()
    return head.startswith("ps") and not head[2:3].isalpha()
