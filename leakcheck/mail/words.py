"""RFC 2047 encoded words in header text, decoded as people meet them rather than as the grammar wants them."""

from __future__ import annotations

import re

from leakcheck.mail import charsets, transfer
from leakcheck.model.record import NamedTuple

_HEAD = r"=\?([^?\s]{1,80})\?([bBqQ])\?"

_GUESSED = 200  # words in one text whose charset is guessed when it is wrong


class Run(NamedTuple):
    """A stretch of source text and what it decodes to.

    `encoded` is False for text that stands for itself.
    """

    start: int
    end: int
    text: str
    encoded: bool


class _Word(NamedTuple):
    start: int
    end: int
    charset: str
    data: bytes


def decode_words(text: str) -> str:
    """Return the text with every encoded word decoded, also inside quotes and next to other text.

    Words that follow one another in one charset are joined before decoding, since senders split characters.
    """
    if "=?" not in text:
        return text
    return "".join(run.text for run in word_runs(text))


def word_runs(text: str) -> list[Run]:
    """Return what stretches of the text decode to, in order; the blanks between two words belong to neither."""
    runs: list[Run] = []
    pending: list[_Word] = []
    position = 0
    for word in _words(text):
        gap = text[position : word.start]
        if pending and (gap.strip(" \t\r\n") or pending[-1].charset != word.charset):
            runs.append(_joined(pending, guess=len(runs) < _GUESSED))
            pending = []
        if gap and (gap.strip(" \t\r\n") or not (runs or pending)):
            runs.append(Run(position, word.start, gap, encoded=False))
        pending.append(word)
        position = word.end
    if pending:
        runs.append(_joined(pending, guess=len(runs) < _GUESSED))
    if position < len(text):
        runs.append(Run(position, len(text), text[position:], encoded=False))
    return runs


def _words(text: str) -> list[_Word]:
    """Find the encoded words; one that is never closed is left as text."""
    words = []
    pattern = re.compile(_HEAD)
    head = pattern.search(text)
    while head:
        end = text.find("?=", head.end())
        if end < 0:
            break
        later = text.rfind("=?", head.end(), end)
        inner = pattern.match(text, later) if later >= 0 else None
        if inner:
            head = inner
            continue
        charset = head[1].partition("*")[0].lower()
        words.append(_Word(head.start(), end + 2, charset, _payload(head[2], text[head.end() : end])))
        head = pattern.search(text, end + 2)
    return words


def _payload(encoding: str, text: str) -> bytes:
    raw = text.encode("utf-8", "surrogateescape")
    if encoding in "bB":
        return transfer.decode_base64(raw).data
    return transfer.decode_quoted_printable(raw.replace(b"_", b" "))


def _joined(words: list[_Word], *, guess: bool) -> Run:
    data = b"".join(word.data for word in words)
    return Run(words[0].start, words[-1].end, charsets.decode(data, words[0].charset, guess=guess).text, encoded=True)
