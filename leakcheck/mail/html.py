"""HTML to the text that a reader sees, with a way back to the source, and the text that nobody sees kept apart.

An own tokeniser on `re`: every byte is looked at a bounded number of times, whatever the bytes are. It follows the
tokenisation of the WHATWG HTML standard as far as text and visibility ask for it; text that a broken tag would
swallow is kept.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from leakcheck.mail.html_comments import comment_text
from leakcheck.mail.html_hidden import State, apply
from leakcheck.mail.html_sheet import Sheet
from leakcheck.mail.html_styles import Styles, read_styles
from leakcheck.mail.html_tags import BREAK, CELL, INLINE, PARAGRAPH, Tag, read_tag

_TAG = re.compile(
    r"""<(?:!--|[!?][^>]*+>|/?[a-zA-Z][^>=]*+(?:=\s*+(?:"[^"]*+(?:"|\Z)|'[^']*+(?:'|\Z))?+[^>=]*+)*+(?:>|\Z))""",
    re.ASCII,
)
_LOOSE_TAG = re.compile(r"<(?:!--|[!?][^>]*+>|/?[a-zA-Z][^<>]*+>)")  # once a quote or a tag was never closed
_COMMENT_END = re.compile(r"--!?>")
_CONTENT_ID = re.compile(r"""[=("'\s][cC][iI][dD]:([^"'\s<>()]{1,1000})""")
_KNOWN_TAGS = 5_000


class HiddenText(NamedTuple):
    """Text that a reader does not see; `how` names the trick, `start` and `end` stand in the source.

    `leading` tells that it is the first hidden text and stands before any visible one.
    """

    text: str
    how: str
    leading: bool
    start: int
    end: int


class LinkText(NamedTuple):
    """The decoded value of an attribute ("href", "src", "alt" or "title") and where it stands in the source."""

    how: str
    text: str
    start: int
    end: int


class Page(NamedTuple):
    """What a reader sees of an HTML source, and what not.

    `pieces` are pairs (text offset, source offset), ascending; within a piece text and source run in step, a
    character reference is a piece of its own. `quoted` are spans of the text inside quotations of an earlier mail.
    """

    text: str
    pieces: tuple[tuple[int, int], ...] = ()
    hidden: tuple[HiddenText, ...] = ()
    links: tuple[LinkText, ...] = ()
    used_content_ids: frozenset[str] = frozenset()
    quoted: tuple[tuple[int, int], ...] = ()


def read_html(source: str) -> Page:
    """Return the page that an HTML source makes; never raises, linear in its length."""
    styles = read_styles(source)
    reader = _Reader(source, styles)
    reader.read()
    return reader.page()


class _Reader:
    """Walks over the tags of one source."""

    def __init__(self, source: str, styles: Styles) -> None:
        self.source = source
        self.styles = styles
        self.sheet = Sheet()
        self.state = State(background="" if styles.unsure else State().background)
        self.open: list[tuple[str, State]] = []  # names of the open elements with the state around each
        self.hidden = _HiddenTexts()
        self.links: list[LinkText] = []
        self.quoted: list[tuple[int, int]] = []
        self.known: dict[str, Tag] = {}

    def read(self) -> None:
        source = self.source
        pattern = _TAG
        at = 0
        while (match := pattern.search(source, at)) is not None:
            start, end = match.span()
            if start > at:
                self.text(at, start)
            markup = match[0]
            if markup == "<!--":
                at = self.comment(start)
            elif markup[-1] != ">":
                pattern = _LOOSE_TAG
                at = start
            elif markup[1] in "!?":
                at = end
            else:
                at = self.tag(markup, start, end)
        if at < len(source):
            self.text(at, len(source))

    def text(self, start: int, end: int) -> None:
        run = self.source[start:end]
        state = self.state
        if state.how:
            self.hidden.add(run, start, state.how, seen=self.sheet.length > 0)
            return
        before = self.sheet.length
        if state.pre:
            self.sheet.add_pre(run, start)
        else:
            self.sheet.add(run, start)
        if self.sheet.length > before:
            self.hidden.close()
            if state.quoted:
                self.quote(before)

    def quote(self, start: int) -> None:
        end = self.sheet.length
        if self.quoted and self.quoted[-1][1] == start:
            start = self.quoted.pop()[0]
        self.quoted.append((start, end))

    def comment(self, start: int) -> int:
        source = self.source
        if source.startswith((">", "->"), start + 4):
            return source.index(">", start) + 1
        closing = _COMMENT_END.search(source, start + 4)
        inner_end, end = closing.span() if closing else (len(source), len(source))
        text, how = comment_text(source[start + 4 : inner_end])
        if text:
            self.hidden.put(HiddenText(text, how, leading=False, start=start + 4, end=inner_end))
        return end

    def tag(self, markup: str, start: int, end: int) -> int:
        tag = self.known.get(markup)
        if tag is None:
            if len(self.known) >= _KNOWN_TAGS:
                self.known.clear()
            tag = self.known[markup] = read_tag(markup, self.styles)
        if tag.links:
            self.links.extend([LinkText(how, text, start + a, start + b) for how, text, a, b in tag.links])
        if tag.flow != INLINE:
            self.flow(tag.flow)
        if tag.closing:
            self.close(tag.name)
        elif tag.raw:
            return self.skip_raw(tag.name, end)
        elif not tag.leaf:
            self.enter(tag)
        elif tag.words:
            self.hidden.put(HiddenText(tag.words, "tag", leading=False, start=start + 1, end=end - 1))
        return end

    def flow(self, flow: int) -> None:
        for sheet in (self.sheet, self.hidden.sheet):
            if sheet is None:
                continue
            if flow == BREAK:
                sheet.new_line()
            elif flow == CELL:
                sheet.next_cell()
            else:
                sheet.break_line(2 if flow == PARAGRAPH else 1)

    def enter(self, tag: Tag) -> None:
        name = tag.name
        if name in _CLOSES:
            self.close_implied(name)
        self.open.append((name, self.state))
        if tag.effect is not None:
            self.state = apply(self.state, tag.effect)

    def close_implied(self, name: str) -> None:
        """Close what the start tag of `name` ends without an end tag."""
        if name in ("td", "th", "tr"):
            self.close("td")
            self.close("th")
        if self.open and self.open[-1][0] == name:
            self.state = self.open.pop()[1]

    def close(self, name: str) -> None:
        opened = self.open
        if opened and opened[-1][0] == name:
            self.state = opened.pop()[1]
            return
        scope = _TABLE_SCOPE if name in _TABLE_PARTS else _CELL_SCOPE
        for depth in range(len(opened) - 1, max(len(opened) - 60, -1), -1):
            inner = opened[depth][0]
            if inner == name:
                self.state = opened[depth][1]
                del opened[depth:]
                return
            if inner in scope:
                return

    def skip_raw(self, name: str, at: int) -> int:
        closing = re.compile(rf"</{name}[^>]*+>?", re.IGNORECASE).search(self.source, at)
        return closing.end() if closing else len(self.source)

    def page(self) -> Page:
        text = self.sheet.text()
        self.hidden.close()
        ids = (
            frozenset(_CONTENT_ID.findall(self.source)) if "id:" in self.source or "ID:" in self.source else frozenset()
        )
        return Page(
            text, tuple(self.sheet.pieces), tuple(self.hidden.found), tuple(self.links), ids, tuple(self.quoted)
        )


_CLOSES = frozenset(("td", "th", "tr", "li", "p", "dt", "dd", "option"))
_TABLE_PARTS = frozenset(("table", "tbody", "thead", "tfoot", "tr", "td", "th", "caption"))
_TABLE_SCOPE = frozenset(("table", "template"))
_CELL_SCOPE = frozenset(("td", "th", "table", "caption", "template"))


class _HiddenTexts:
    """Collects hidden text; neighbours that one trick hides are one."""

    def __init__(self) -> None:
        self.found: list[HiddenText] = []
        self.sheet: Sheet | None = None
        self.how = ""
        self.leading = False
        self.led = False
        self.start = self.end = 0

    def add(self, run: str, at: int, how: str, *, seen: bool) -> None:
        if self.sheet is None or self.how != how:
            if run.isspace():
                return
            self.close()
            self.sheet = Sheet()
            self.how, self.start = how, at
            self.leading = not seen and not self.led
        self.sheet.add(run, at)
        self.end = at + len(run)

    def put(self, hidden: HiddenText) -> None:
        self.close()
        self.found.append(hidden)

    def close(self) -> None:
        if self.sheet is None:
            return
        text = self.sheet.text().strip()
        if any(character.isalnum() for character in text):
            self.found.append(HiddenText(text, self.how, self.leading, self.start, self.end))
            self.led |= self.leading
        self.sheet = None
