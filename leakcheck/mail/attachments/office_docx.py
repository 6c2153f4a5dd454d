"""Word documents: text by page, what is hidden in it, comments, tracked changes (ECMA-376 part 1, 17)."""

from __future__ import annotations

import posixpath
import re

from leakcheck.mail.attachments.markup import Sheet, Tag, plain, source_of, tags, tags_of
from leakcheck.mail.attachments.office_common import authors_of_comments, read_properties
from leakcheck.mail.attachments.office_parts import alternatives, read_parts
from leakcheck.mail.attachments.package import Package

TYPE_CHECKING = False
if TYPE_CHECKING:
    from leakcheck.mail.attachments.budget import Budget
    from leakcheck.mail.attachments.finds import File, Finds

_STORY = re.compile(r"word/(?:document|header\d*|footer\d*|footnotes|endnotes|comments|glossary/document)\d*\.xml")
_SILENT = re.compile(
    r"word/(?:(?:glossary/)?(?:styles|stylesWithEffects|settings|webSettings|fontTable|numbering)"
    r"|comments(?:Extended|Ids|Extensible)|theme/theme\d*)\.xml"
)
_PLACES = {"document": "page 1", "header": "page header", "footer": "page footer"}
_OFF = frozenset({"0", "false", "off"})
_MINUTE = 4  # half points: two points and less can be read by nobody


def read_docx(file: File, finds: Finds, budget: Budget) -> None:
    """Read a Word document."""
    package = Package(file.data, budget)
    for name in package.names:
        if _STORY.fullmatch(name):
            base = posixpath.basename(name).removesuffix(".xml")
            source = source_of(package.read(name))
            _Story(source, base).report(file, finds)
            finds.add_text(file, "\n".join(alternatives(source)), "words for pictures and links")
    read_properties(file, package, finds)
    _read_settings(file, package, finds)
    read_parts(file, package, finds, lambda name: bool(_STORY.fullmatch(name) or _SILENT.fullmatch(name)))


def _read_settings(file: File, package: Package, finds: Finds) -> None:
    """Count the editing sessions that left their number; the variables that macros and forms keep are text."""
    source = source_of(package.read("word/settings.xml"))
    kept = [tag.attributes().get("val", "") for tag in tags(source, frozenset({"docVar"}))]
    finds.add_text(file, "\n".join(kept), "document variables")
    number = source.count("<w:rsid ")
    if number > 1:
        finds.add_metadata(file, "revision-ids", f"{number} editing sessions")


def _may_hide(source: str) -> bool:
    """Tell whether some look in a part may hide text: where none does, nobody needs to read the looks."""
    if "vanish" in source or "webHidden" in source:
        return True
    white = "ffffff" in source.lower() and any(value.upper() == "FFFFFF" for value in _values(source, "color"))
    return white or any(_is_minute(value) for value in _values(source, "sz"))


def _values(source: str, name: str) -> set[str]:
    """Return the values of the attributes of all tags of a name, and of some others."""
    raws = set(re.findall(rf"{name}(?![\w.-])([^<]*+)", source))
    return {value for raw in raws for value in Tag("", name, raw, "").attributes().values()}


def _is_minute(value: str) -> bool:
    return value.isdigit() and int(value) <= _MINUTE


class _Story:
    """One pass over a part of a document."""

    def __init__(self, source: str, base: str) -> None:
        self.base = base
        self.sheet = Sheet()
        self.page = 1
        self.comments = 0
        self.authors: list[str] = []
        self.changes: list[str] = []
        self.number = 0
        self.hidden: list[tuple[str, str, list[str]]] = []
        self.how = ""  # what hides the run
        self.look = ""
        self.dark: set[str] = set()  # looks with a dark ground
        self.boxes = 0
        self.deleted = 0
        self.place = _PLACES.get(base.rstrip("0123456789"), base)
        self.sheet.mark(self.place)
        if _may_hide(source):
            for tag in tags(source, _ACTS):
                _ACTS[tag.name](self, tag)
        else:
            self._read_plain(source)

    def _read_plain(self, source: str) -> None:
        """Read a part in which no look hides anything."""
        add, line = self.sheet.add, self.sheet.line
        for tag in tags_of(source, _SHOWN):
            closing, name, raw, text = tag
            if name == "p":
                if closing or raw.endswith("/"):
                    line()
            elif name == "t" and not (closing or self.deleted or raw.endswith("/")):
                add(plain(text))
            else:
                _ACTS[name](self, tag)

    def move(self, place: str) -> None:
        """Go on at another place."""
        self.place = place
        self.sheet.mark(place)

    def run(self, tag: Tag) -> None:
        """Begin a run, whose look begins anew."""
        if not tag.closing:
            self.how = ""

    def text(self, tag: Tag) -> None:
        """Take text, and keep apart what is hidden or deleted."""
        if tag.closing or tag.empty:
            return
        text = plain(tag.text)
        self.sheet.add(text)
        how = "tracked deletion" if self.deleted or tag.name == "delText" else self.how
        if not how:
            return
        if self.hidden and self.hidden[-1][:2] == (how, self.place):
            self.hidden[-1][2].append(text)
        else:
            self.hidden.append((how, self.place, [text]))

    def paragraph(self, tag: Tag) -> None:
        """End a line."""
        if tag.closing or tag.empty:
            self.sheet.line()
            self.dark.discard("pPr")

    def tab(self, tag: Tag) -> None:
        """Part two words."""
        if not tag.closing:
            self.sheet.add("\t")

    def line_break(self, tag: Tag) -> None:
        """End a line or a page."""
        if tag.closing:
            return
        self.sheet.line()
        if 'type="page"' in tag.raw:
            self.next_page(tag)

    def next_page(self, tag: Tag) -> None:
        """Begin the next page where Word last showed one; a break and its rendering count once."""
        if tag.closing or self.base != "document":
            return
        if tag.name == "br" or not (self.sheet.marks and self.sheet.marks[-1][0] == self.sheet.size):
            self.page += 1
            self.move(f"page {self.page}")

    def vanish(self, tag: Tag) -> None:
        """Hide the run by the font effect "hidden"."""
        if not tag.closing and tag.attributes().get("val") not in _OFF:
            self.how = "hidden text"

    def colour(self, tag: Tag) -> None:
        """Hide the run by white letters, unless a dark ground is known or may be there."""
        if not tag.closing and tag.attributes().get("val", "").upper() == "FFFFFF" and not (self.dark or self.boxes):
            self.how = self.how or "white text"

    def shade(self, tag: Tag) -> None:
        """Show white letters again, which stand on the dark ground of a run, a paragraph or a cell."""
        if tag.name == "highlight" or tag.attributes().get("fill", "auto").upper() not in {"AUTO", "FFFFFF"}:
            if self.look != "rPr":
                self.dark.add(self.look)
            if self.how == "white text":
                self.how = ""

    def begin_look(self, tag: Tag) -> None:
        """Know whose look is described: that of a run, a paragraph, a cell or a table."""
        self.look = "" if tag.closing or tag.empty else tag.name

    def cell(self, tag: Tag) -> None:
        """Begin or end a cell, which has a ground of its own."""
        self.dark.discard("tcPr")
        self.sheet.cell(tag)

    def row(self, tag: Tag) -> None:
        """End a row of a table."""
        self.sheet.row(tag)

    def table(self, tag: Tag) -> None:
        """End a table with its ground."""
        if tag.closing:
            self.dark.discard("tblPr")

    def box(self, tag: Tag) -> None:
        """Begin or end a text box, whose ground is drawn elsewhere."""
        self.boxes += -1 if tag.closing else not tag.empty

    def size(self, tag: Tag) -> None:
        """Hide the run by its size."""
        if not tag.closing and _is_minute(tag.attributes().get("val", "")):
            self.how = self.how or "text too small to see"

    def change(self, tag: Tag) -> None:
        """Count a tracked change."""
        if tag.closing:
            self.deleted -= tag.name in {"del", "moveFrom"}
            return
        if not tag.empty:
            self.deleted += tag.name in {"del", "moveFrom"}
        self.changes.append(tag.attributes().get("author", ""))

    def comment(self, tag: Tag) -> None:
        """Begin a comment."""
        if not tag.closing:
            self.comments += 1
            self.authors.append(tag.attributes().get("author", ""))
            self.move(f"comment {self.comments}")

    def report(self, file: File, finds: Finds) -> None:
        """Hand over what was gathered."""
        finds.add_text(file, self.sheet.text(), inside=tuple(self.sheet.marks))
        for how, place, pieces in self.hidden:
            finds.conceal(file, "".join(pieces), how, place)
        authors_of_comments(file, finds, self.authors, self.comments)
        if self.changes:
            who = ", ".join(dict.fromkeys(name for name in self.changes if name))
            finds.add_metadata(file, "tracked-change", f"{len(self.changes)} by {who}" if who else "made")


_ACTS = {
    "r": _Story.run,
    "t": _Story.text,
    "delText": _Story.text,
    "instrText": _Story.text,
    "p": _Story.paragraph,
    "tc": _Story.cell,
    "tr": _Story.row,
    "rPr": _Story.begin_look,
    "pPr": _Story.begin_look,
    "tcPr": _Story.begin_look,
    "tblPr": _Story.begin_look,
    "tbl": _Story.table,
    "txbxContent": _Story.box,
    "tab": _Story.tab,
    "br": _Story.line_break,
    "cr": _Story.line_break,
    "lastRenderedPageBreak": _Story.next_page,
    "vanish": _Story.vanish,
    "webHidden": _Story.vanish,
    "color": _Story.colour,
    "shd": _Story.shade,
    "highlight": _Story.shade,
    "sz": _Story.size,
    "ins": _Story.change,
    "del": _Story.change,
    "moveFrom": _Story.change,
    "moveTo": _Story.change,
    "comment": _Story.comment,
}
# What shows text; all the other tags say how it looks.
_SHOWN = (
    "t",
    "delText",
    "instrText",
    "p",
    "tc",
    "tr",
    "tab",
    "br",
    "cr",
    "lastRenderedPageBreak",
    "ins",
    "del",
    "moveFrom",
    "moveTo",
    "comment",
)
