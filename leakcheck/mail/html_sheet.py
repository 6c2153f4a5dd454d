"""The text of an HTML page as it grows, folded as a reader sees it, with its way back to the source."""

from __future__ import annotations

import re

from leakcheck.mail.html_entities import ENTITY, decode_entity

BLANKS = " \t\n\r\f"
INLINE, BREAK, LINE, PARAGRAPH, CELL, ROW, ROW_END = range(7)  # what a tag does to the flow of text

_INVISIBLE = "\xad\u200b\u2060\ufeff"  # soft hyphen, zero-width space, word joiner, BOM: a reader sees nothing
_SPECIAL = rf"[&\xa0{_INVISIBLE}]|  "
_TOKEN = rf"  +|\xa0|[{_INVISIBLE}]+|{ENTITY}"
_PRE_TOKEN = rf"\r\n?|[\xa0{_INVISIBLE}]|{ENTITY}"


class Sheet:
    """Collects runs of source text; blanks and line ends wait until text follows, so that none leads or trails."""

    __slots__ = ("_cell", "_delta", "_fresh", "_gap", "_lines", "_parts", "_row", "_wide", "length", "pieces")

    def __init__(self) -> None:
        self._parts: list[str] = []
        self.pieces: list[tuple[int, int]] = []
        self.length = 0
        self._delta = -1  # source offset less text offset in the last piece, -1 to begin a new one
        self._fresh = True  # nothing stands on the current line
        self._gap = ""
        self._lines = 0
        self._row = False  # something stands in the current row of a table
        self._cell = False  # nothing stands in its current cell
        self._wide = False  # the row, or the one before, has several cells: one of a single cell is only laid out so

    def text(self) -> str:
        """Return what was collected so far."""
        return "".join(self._parts)

    def add(self, run: str, at: int) -> None:
        """Take a run of source text that stands at `at`, with its white space folded."""
        core = run.strip(BLANKS)
        if not core:
            if not (self._fresh or self._gap):
                self._gap = " "
            return
        end = at + len(run)
        if len(core) < len(run) and (lead := run.index(core[0])):
            at += lead
            if not (self._fresh or self._gap):
                self._gap = " "
        if self._gap or self._lines:
            self._fill_gap()
        self._fresh = self._cell = False
        self._row = True
        if not core.isprintable():
            for blank in BLANKS[1:]:
                core = core.replace(blank, " ")
        if "&" in core or "  " in core or not (core.isascii() or re.search(_SPECIAL, core) is None):
            self._put_tokens(core, at, re.compile(_TOKEN))
        else:
            self._put(core, at)
        if at + len(core) < end:
            self._gap = " "

    def add_pre(self, run: str, at: int) -> None:
        """Take a run of source text with its white space kept."""
        self._fill_gap()
        self._put_tokens(run, at, re.compile(_PRE_TOKEN))
        self._fresh = run.endswith(("\n", "\r"))

    def flow(self, flow: int) -> None:
        """Begin a new line, block, paragraph, row or cell of a table.

        Cells stay on the line of their row: blocks that open or close one, as Outlook writes them, begin no line.
        """
        if flow == CELL:
            if self._row:
                self._gap = self._gap + "\t" if self._cell else "\t"
                self._lines = 0
                self._fresh = False
                self._cell = self._wide = True
            return
        if flow in (ROW, ROW_END):
            self._lines = min(self._lines, 1) if self._row and self._wide else self._lines
            self._row, self._cell = False, flow == ROW and self._wide
            self._wide = self._wide and flow == ROW_END
        elif self._cell:
            return
        if flow == BREAK or not self._fresh:
            self._lines += 1
            self._fresh = True
        if flow == PARAGRAPH and self._lines < 2:
            self._lines = 2
        self._gap = ""

    def _fill_gap(self) -> None:
        gap = "\n" * self._lines if self._lines else self._gap
        self._lines = 0
        self._gap = ""
        if self.length:  # it runs on in step: the source holds tags or blanks here, at least as long
            self._parts.append(gap)
            self.length += len(gap)

    def _put(self, chunk: str, at: int) -> None:
        if at - self.length != self._delta:
            self._delta = at - self.length
            self.pieces.append((self.length, at))
        self._parts.append(chunk)
        self.length += len(chunk)

    def _put_tokens(self, run: str, at: int, pattern: re.Pattern[str]) -> None:
        put = self._put
        done = 0
        for match in pattern.finditer(run):
            start, end = match.span()
            if start > done:
                put(run[done:start], at + done)
            special = match[0]
            seen = _SEEN.get(special)
            if seen is None:
                seen = _seen(special)
            if special[0] == "&":
                self._delta = -1  # a reference is a piece of its own
            if seen:
                put(seen, at + start)
            done = end
        if done < len(run):
            put(run[done:], at + done)


_SEEN = {"&nbsp;": " ", "\xa0": " ", "  ": " ", "\r\n": "\n", "\r": "\n"}


def _seen(special: str) -> str:
    """Return what a reader sees of a reference, a run of blanks or an invisible character."""
    if special[0] == "&":
        special = decode_entity(special)
    if special[:1] in _INVISIBLE:  # the empty string too: a reference to nothing
        return ""
    return " " if special[0] in " \xa0\t\n\r\f" else special
