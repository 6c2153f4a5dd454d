"""A text as lines, without their ends, and where each begins."""

from __future__ import annotations

from itertools import accumulate

from leakcheck.model.record import NamedTuple

BODY, QUOTED, HEADER, SIGNATURE = "body", "quoted", "quoted-header", "signature"  # the kinds of a region


class Lines(NamedTuple):
    """`text` holds the lines without line ends; line i begins at `starts[i]`, and `starts` has the end as last item."""

    text: list[str]
    starts: list[int]


def split_lines(text: str) -> Lines:
    """Split at LF or CRLF, at CR where there is no LF."""
    end = "\r" if "\n" not in text else "\n"
    lines = text.split(end)
    starts = list(accumulate(map(len, lines), lambda total, length: total + length + 1, initial=0))
    starts[-1] = len(text)
    if end == "\n" and "\r" in text:
        lines = [line.rstrip("\r") for line in lines]
    return Lines(lines, starts)
