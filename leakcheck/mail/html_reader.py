"""The walk over the tags of an HTML source.

An own tokeniser on `re`: every byte is looked at a bounded number of times, whatever the bytes are. It follows the
WHATWG HTML standard as far as text and visibility ask for it; text that a broken tag would swallow is kept.
"""

from __future__ import annotations

import re

from leakcheck.mail.html_colour import UNKNOWN
from leakcheck.mail.html_concealed import Concealed
from leakcheck.mail.html_hidden import State, apply
from leakcheck.mail.html_sheet import Sheet
from leakcheck.mail.html_tags import ADDRESSED, TELLING, TagReader
from leakcheck.model.record import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from leakcheck.mail.html_styles import Styles
    from leakcheck.mail.html_tags import Tag

_TAG = re.compile(
    r"""<(?:!--|[!?][^>]*+(?:>|\Z)|/?[a-zA-Z][^>=]*+(?:=\s*+(?:"[^"]*+(?:"|\Z)|'[^']*+(?:'|\Z))?+[^>=]*+)*+(?:>|\Z))""",
    re.ASCII,
)
_LOOSE_TAG = re.compile(r"<(?:!--|[!?][^<>]*+>|/?[a-zA-Z][^<>]*+>)")  # once a quote or a tag was never closed
_COMMENT_END = re.compile(r"--!?>")
_CLOSES_LIKE = frozenset(("td", "th", "tr", "li", "p", "dt", "dd", "option"))
_TABLE_PARTS = frozenset(("table", "tbody", "thead", "tfoot", "tr", "td", "th", "caption"))
_TABLE_SCOPE = frozenset(("table", "template"))
_CELL_SCOPE = frozenset(("td", "th", "table", "caption", "template"))
_DEEPEST = 60  # how far an end tag looks for its start tag


class LinkText(NamedTuple):
    """The decoded value of an attribute and where it stands in the source.

    `how` is "href", "src", "alt" or "title"; "attribute" for any other whose value may tell of a person. `words` of the
    link of an anchor stand before it on its line, over it, and behind it.
    """

    how: str
    text: str
    start: int
    end: int
    words: tuple[str, str, str] = ("", "", "")


class Reader:
    """Collects text, hidden text and links of one source."""

    def __init__(self, source: str, styles: Styles) -> None:
        self.source = source
        self.sheet = Sheet()
        self.concealed = Concealed()
        self.links: list[LinkText] = []
        self.quoted: list[tuple[int, int]] = []
        self.anchors: list[
            tuple[int, int, int]
        ] = []  # of links that lead to a page: number, start and end of their text
        self._anchor = -1  # the number of the open one
        self._anchor_start = 0
        self._tags = TagReader(styles)
        self._state = State(background=UNKNOWN) if styles.unsure else State()
        self._open: list[tuple[str, State]] = []  # the open elements with the state around each
        self._pattern = _TAG

    def read(self) -> None:
        """Read from the first character to the last."""
        at = 0
        while 0 <= at < len(self.source):
            at = self._run(at)
        if self._anchor >= 0:
            self._end_anchor()

    def _run(self, at: int) -> int:
        """Read tags and text from `at` on; return where to go on after what is no tag, -1 at the end."""
        source, sheet, known, text = self.source, self.sheet, self._tags.known, self._text
        for match in self._pattern.finditer(source, at):
            start, end = match.span()
            if start > at:
                text(source[at:start], at)
            at = end
            markup = match[0]
            tag = known.get(markup)
            if tag is None:
                if markup[1] in "!?" or markup[-1] != ">":
                    return self._markup(markup, start)
                tag = self._tags.read(markup)
            if tag.flow:
                sheet.flow(tag.flow)
                if self.concealed.sheet is not None:
                    self.concealed.sheet.flow(tag.flow)
            if tag.closing:
                self._close(tag.name)
            elif tag.raw:
                self._link(tag, start)
                return self._after_raw(tag.name, end)
            else:
                self._enter(tag, start)
        if at < len(source):
            text(source[at:], at)
        return -1

    def _text(self, run: str, at: int) -> None:
        sheet, state = self.sheet, self._state
        if state.how:
            self.concealed.add(run, at, state.how, seen=sheet.length > 0)
            return
        before = sheet.length
        if state.pre:
            sheet.add_pre(run, at)
        else:
            sheet.add(run, at)
        if sheet.length > before:
            if self.concealed.sheet is not None:
                self.concealed.close()
            if state.quoted:
                self._quote(before)

    def _quote(self, start: int) -> None:
        if self.quoted and self.quoted[-1][1] == start:
            start = self.quoted.pop()[0]
        self.quoted.append((start, self.sheet.length))

    def _markup(self, markup: str, start: int) -> int:
        """Return where to go on after a comment or declaration, or before a tag that is never closed."""
        if markup == "<!--":
            return self._comment(start)
        if markup[-1] == ">":
            return start + len(markup)
        self._pattern = _LOOSE_TAG
        return start

    def _comment(self, start: int) -> int:
        source = self.source
        if source.startswith((">", "->"), start + 4):
            return source.index(">", start) + 1
        closing = _COMMENT_END.search(source, start + 4)
        inner_end, end = closing.span() if closing else (len(source), len(source))
        from leakcheck.mail.html_comments import comment_text

        text, how = comment_text(source[start + 4 : inner_end])
        if text:
            self.concealed.put(text, how, start + 4, inner_end)
        return end

    def _after_raw(self, name: str, at: int) -> int:
        closing = re.compile(rf"</{name}[^>]*+>?", re.IGNORECASE).search(self.source, at)
        inner_end, end = closing.span() if closing else (len(self.source), len(self.source))
        inner = self.source[at:inner_end]
        telling = ADDRESSED if name == "style" else TELLING
        if telling.search(inner):
            self.concealed.put(inner, name, at, inner_end)
        return end

    def _link(self, tag: Tag, start: int) -> None:
        if tag.links:
            if tag.name == "a":
                self._begin_anchor(tag)
            self.links.extend([LinkText(how, text, start + a, start + b) for how, text, a, b in tag.links])

    def _begin_anchor(self, tag: Tag) -> None:
        if self._anchor >= 0:
            self._end_anchor()
        for number, (how, target, _, _) in enumerate(tag.links):
            if how == "href" and "://" in target:
                self._anchor, self._anchor_start = len(self.links) + number, self.sheet.length

    def _end_anchor(self) -> None:
        self.anchors.append((self._anchor, self._anchor_start, self.sheet.length))
        self._anchor = -1

    def _enter(self, tag: Tag, start: int) -> None:
        self._link(tag, start)
        if tag.leaf:
            if tag.words:
                self.concealed.put(tag.words, "tag", start + 1, start + 1 + len(tag.words))
            return
        if tag.name in _CLOSES_LIKE:
            self._close_like(tag.name)
        self._open.append((tag.name, self._state))
        if tag.effect is not None:
            self._state = apply(self._state, tag.effect)

    def _close_like(self, name: str) -> None:
        """Close what the start tag of `name` ends without an end tag."""
        opened = self._open
        if name in ("td", "th", "tr") and opened and opened[-1][0] not in ("tr", "tbody", "table"):
            self._close("td")
            self._close("th")
        if opened and opened[-1][0] == name:
            self._state = opened.pop()[1]

    def _close(self, name: str) -> None:
        if name == "a" and self._anchor >= 0:
            self._end_anchor()
        opened = self._open
        if opened and opened[-1][0] == name:
            self._state = opened.pop()[1]
            return
        scope = _TABLE_SCOPE if name in _TABLE_PARTS else _CELL_SCOPE
        for depth in range(len(opened) - 1, max(len(opened) - _DEEPEST, -1), -1):
            inner, state = opened[depth]
            if inner == name:
                self._state = state
                del opened[depth:]
                return
            if inner in scope:
                return
