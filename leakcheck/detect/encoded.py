"""Blocks of encoded data (base64 and its kin) in a text: nobody reads them, and their digits are noise."""

from __future__ import annotations

import re

from leakcheck.detect.folding import mapped

_LONG = 56  # characters of a line of a block: MIME writes 76, PEM and OpenPGP 64, some programs 60
_LONE = 66  # a single line is a block from here on: the longest wallet address that people write has 62
_LINE = rf"\n[> |]{{0,8}}[A-Za-z0-9+/_-]{{{_LONG},}}+={{0,2}}\r?(?![^\n])"
_SHAPES = bytes(120 if n < 128 and (chr(n).isalnum() or chr(n) in "+/_-") else 32 for n in range(256))
_SIGN = b"x" * _LONG


def find(plain: str) -> list[tuple[int, int]]:
    """Return the spans of encoded blocks, whole lines without the last line feed, in order.

    Most texts hold none: one translation and one search for a long word tell, at a gigabyte a second.
    """
    if _SIGN not in mapped(plain, _SHAPES):
        return []
    return [(start, end) for start, end in _blocks(plain) if end - start >= _LONE]


def blanked(plain: str, spans: list[tuple[int, int]]) -> str:
    """Return a text of the same length with blanks in the place of spans."""
    if not spans:
        return plain
    parts: list[str] = []
    done = 0
    for start, end in spans:
        parts += (plain[done:start], " " * (end - start))
        done = end
    return "".join(parts) + plain[done:]


def _blocks(plain: str) -> list[tuple[int, int]]:
    """Return spans of lines of encoded data, those that follow one another together."""
    blocks: list[tuple[int, int]] = []
    for found in re.finditer(_LINE, "\n" + plain):  # a line starts there where its line feed stands here
        start, end = found.start(), found.end() - 1
        if blocks and blocks[-1][1] + 1 == start:
            start = blocks.pop()[0]
        blocks.append((start, end))
    return blocks
