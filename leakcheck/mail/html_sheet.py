"""The text of an HTML page as it grows, folded as a reader sees it, with its way back to the source."""

from __future__ import annotations

import re

from leakcheck.mail.html_entities import ENTITY, decode_entity

BLANKS = " \t\n\r\f"
_INVISIBLE = "\xad\u200b\u2060\ufeff"  # soft hyphen, zero-width space, word joiner, BOM: a reader sees nothing
_SPECIAL = re.compile(rf"[&\xa0{_INVISIBLE}]|  ")
_TOKEN = re.compile(rf"  +|\xa0|[{_INVISIBLE}]+|{ENTITY}")
_PRE_TOKEN = re.compile(rf"\r\n?|[\xa0{_INVISIBLE}]|{ENTITY}")
_TO_SPACE = str.maketrans("\t\n\r\f", "    ")


class Sheet:
    """Collects runs of source text; blanks and line ends wait until text follows, so that none leads or trails."""

    __slots__ = ("_delta", "_gap", "_lines", "_parts", "fresh", "length", "pieces")

    def __init__(self) -> None:
        self._parts: list[str] = []
        self.pieces: list[tuple[int, int]] = []
        self.length = 0
        self.fresh = True
        self._delta = -1
        self._gap = ""
        self._lines = 0

    def text(self) -> str:
        """Return what was collected so far."""
        return "".join(self._parts)

    def add(self, run: str, at: int) -> None:
        """Take a run of source text that stands at `at`, with its white space folded."""
        core = run.strip(BLANKS)
        if not core:
            self._blank()
            return
        lead = 0
        if len(core) < len(run):
            lead = run.index(core[0])
            if lead:
                self._blank()
        self._flush_gap()
        end = lead + len(core)
        if not core.isprintable():
            core = core.translate(_TO_SPACE)
        if _SPECIAL.search(core) is None:
            self._put(core, at + lead)
        else:
            self._put_tokens(core, at + lead, _TOKEN)
        if end < len(run):
            self._gap = " "

    def add_pre(self, run: str, at: int) -> None:
        """Take a run of source text with its white space kept."""
        self._flush_gap()
        self._put_tokens(run, at, _PRE_TOKEN)
        self.fresh = run.endswith(("\n", "\r"))

    def break_line(self, lines: int = 1) -> None:
        """End the current line if it holds text; two lines part paragraphs."""
        if not self.fresh:
            self._lines += 1
            self.fresh = True
        self._lines = max(self._lines, lines)
        self._gap = ""

    def new_line(self) -> None:
        """End the current line even if it is empty, as <br> does."""
        self._lines += 1
        self.fresh = True
        self._gap = ""

    def next_cell(self) -> None:
        """Part what follows from what stands before it in the same row."""
        if not self.fresh:
            self._gap = "\t"

    def _blank(self) -> None:
        if not (self.fresh or self._gap):
            self._gap = " "

    def _flush_gap(self) -> None:
        gap = "\n" * self._lines if self._lines else self._gap
        self._lines = 0
        self._gap = ""
        self.fresh = False
        if gap and self.length:  # it runs on in step: the source holds a tag or blanks here, at least as long
            self._parts.append(gap)
            self.length += len(gap)

    def _put(self, chunk: str, at: int) -> None:
        if at - self.length != self._delta:
            self._delta = at - self.length
            self.pieces.append((self.length, at))
        self._parts.append(chunk)
        self.length += len(chunk)

    def _put_tokens(self, run: str, at: int, tokens: re.Pattern[str]) -> None:
        done = 0
        for match in tokens.finditer(run):
            start, end = match.span()
            if start > done:
                self._put(run[done:start], at + done)
            self._put_token(match[0], at + start)
            done = end
        if done < len(run):
            self._put(run[done:], at + done)

    def _put_token(self, token: str, at: int) -> None:
        if token[0] == "&":
            token = decode_entity(token)
            self._delta = -1  # a reference is a piece of its own
        first = token[:1]
        if first in _INVISIBLE:  # the empty string too: a reference to nothing
            return
        if first in "\r\n":
            token = "\n"
        elif first in " \xa0\t\f":
            token = " "
        self._put(token, at)
