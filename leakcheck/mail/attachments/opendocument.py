"""OpenDocument text, spreadsheets and slides (OASIS OpenDocument 1.3)."""

from __future__ import annotations

import re

from leakcheck.mail.attachments.finds import Unreadable
from leakcheck.mail.attachments.markup import Sheet, Tag, plain, source_of, tags
from leakcheck.mail.attachments.office_common import authors_of_comments
from leakcheck.mail.attachments.office_parts import read_parts, tell_targets
from leakcheck.mail.attachments.opendocument_slides import Master, Slides, is_outside
from leakcheck.mail.attachments.opendocument_table import OdfTable
from leakcheck.mail.attachments.package import Package

TYPE_CHECKING = False
if TYPE_CHECKING:
    from leakcheck.mail.attachments.budget import Budget
    from leakcheck.mail.attachments.finds import File, Finds

_META = {"creator": "last-editor", "initial-creator": "author", "printed-by": "last-editor"}
_META_WORDS = frozenset({"title", "subject", "description", "keyword", "user-defined"})
_KNOWN = frozenset({"content.xml", "styles.xml", "meta.xml", "settings.xml", "manifest.rdf", "layout-cache"})
_MINUTE = r'fo:font-size\s*=\s*"(?:[01](?:\.[0-9]{1,4})?|2)pt"'  # can be read by nobody
_GROUND = re.compile(r"background-color\s*=\s*\"#(?!ffffff)", re.IGNORECASE)
_GROUNDED = ("table-cell-properties", "paragraph-properties")
_PRINTER = re.compile(r'config:name="PrinterName"[^<>]{0,200}>([^<]{1,200})<')


def read_odf(file: File, finds: Finds, budget: Budget) -> None:
    """Read an OpenDocument file."""
    package = Package(file.data, budget)
    if "encryption-data" in source_of(package.read("META-INF/manifest.xml")):
        raise Unreadable("it is locked with a password", "Save it without a password and check again, or leave it out")
    sources = {name: source_of(package.read(name)) for name in ("content.xml", "styles.xml")}
    grounds = _grounds(sources["styles.xml"])
    for name, source in sources.items():
        story = _Story(file, finds, budget, _hiding_styles(source, grounds), name == "content.xml")
        if story.main and ":presentation>" in source:
            story.slides = Slides(source, sources["styles.xml"])
        for tag in tags(source):
            story.take(tag)
        story.finish()
    words = []
    for tag in tags(source_of(package.read("meta.xml"))):
        if not tag.closing and tag.name in _META:
            finds.add_metadata(file, _META[tag.name], plain(tag.text))
        elif not tag.closing and tag.name in _META_WORDS and tag.text.strip():
            words.append(plain(tag.text))
    finds.add_text(file, "\n".join(words), "properties")
    printer = _PRINTER.search(source_of(package.read("settings.xml")))
    finds.add_metadata(file, "printer", plain(printer[1]) if printer else "")
    for name in package.names:
        if name.startswith("Thumbnails/"):
            finds.add_metadata(file, "thumbnail", "a small picture of the first page")
    read_parts(file, package, finds, _is_known)


def _is_known(name: str) -> bool:
    """Tell what was read already, or holds nothing of anybody: looks, menus, small pictures of the first page."""
    return name in _KNOWN or name.startswith(("Thumbnails/", "Configurations2/"))


def _grounds(source: str) -> frozenset[str]:
    """Return the styles of cells and paragraphs that have a ground of their own, on which white letters are seen."""
    found, style = set(), ""
    for tag in tags(source, frozenset({"style", *_GROUNDED})):
        if tag.name == "style" and not tag.closing:
            style = tag.attributes().get("name", "")
        elif style and not tag.closing and _GROUND.search(tag.raw):
            found.add(style)
    return frozenset(found)


def _hiding_styles(source: str, grounds: frozenset[str] = frozenset()) -> dict[str, str]:
    """Return the styles that hide what has them, and how; `grounds` are styles with a ground of their own."""
    grounds |= _grounds(source)
    found: dict[str, str] = {}
    style = parent = ""
    for tag in tags(source):
        if tag.name == "style" and not tag.closing:
            style, parent = (tag.attributes().get(key, "") for key in ("name", "parent-style-name"))
        elif tag.closing or not style:
            continue
        elif tag.name == "text-properties" and re.search(r'text:display\s*=\s*"none"', tag.raw):
            found[style] = "hidden text"
        elif tag.name == "text-properties" and re.search(r'fo:color\s*=\s*"#ffffff"', tag.raw, re.IGNORECASE):
            if not _GROUND.search(tag.raw) and grounds.isdisjoint({style, parent}):
                found[style] = "white text"
        elif tag.name == "text-properties" and re.search(_MINUTE, tag.raw):
            found[style] = "text too small to see"
        elif tag.name == "drawing-page-properties" and re.search(r'visibility\s*=\s*"hidden"', tag.raw):
            found[style] = "hidden slide"
        elif tag.name == "table-properties" and re.search(r'table:display\s*=\s*"false"', tag.raw):
            found[style] = "hidden sheet"
    return found


class _Story:
    """One pass over content.xml."""

    def __init__(self, file: File, finds: Finds, budget: Budget, hiding: dict[str, str], main: bool) -> None:  # noqa: FBT001 - all of one pass
        self.file, self.finds, self.budget, self.hiding = file, finds, budget, hiding
        self.sheet = Sheet()
        self.main = main
        self.paragraphs = 0
        self.commented = False
        self.table: OdfTable | None = None
        self.tables = self.rows = 0
        self.page = 0
        self.page_how = ""
        self.spans: list[str] = []
        self.links: dict[str, None] = {}
        self.authors: list[str] = []
        self.editors: list[str] = []
        self.comments = self.changes = self.notes = 0
        self.noted = self.tracking = False
        self.deletion = 0
        self.note = False
        self.hidden: list[tuple[str, str, list[str]]] = []
        self.place = "" if main else "header or footer"
        self.spreadsheet = False
        self.shapes = 0
        self.slides: Slides | None = None
        self.master: Master | None = None
        self.groups = 0
        self.bare = False  # nothing lies beneath the words of this slide
        self.outside = 0  # the shape, counted from the outermost, that lies beside the slide

    def take(self, tag: Tag) -> None:
        """Take a tag and the text that follows it."""
        name = tag.name
        if name in {"p", "h", "span"}:
            self._style(tag)
        if name in {"p", "h"} and not tag.closing:
            self._begin_paragraph()
        act = _ACTS.get(name)
        if act is not None:
            act(self, tag)
        if tag.text and tag.text.strip("\n\r\t") and name not in _MUTE:
            self.add(plain(tag.text))
        if name in {"p", "h"} and (tag.closing or tag.empty):
            self._end_line()

    def _end_line(self) -> None:
        if self.sheet.cells:
            self.sheet.line()
        else:
            self.add("\n")

    def _begin_paragraph(self) -> None:
        if self._is_running and not self.sheet.cells:
            self.paragraphs += 1
            self.place = f"paragraph {self.paragraphs}"
            self.sheet.mark(self.place)

    @property
    def _is_running(self) -> bool:
        """Tell whether this is the text of a document: no slide, sheet, note or comment."""
        aside = self.note or self.commented or self.noted or self.tracking
        return self.main and not self.page and self.table is None and not aside

    def _style(self, tag: Tag) -> None:
        if tag.closing:
            if self.spans:
                self.spans.pop()
        elif not tag.empty:
            self.spans.append(self.hiding.get(tag.attributes().get("style-name", ""), ""))

    def add(self, text: str) -> None:
        """Add text where it belongs."""
        if self.table is not None and self.table.cell is not None:
            self.table.cell.append(text)
        else:
            self.sheet.add(text)
        drawn = self.shapes and not self.bare
        how = next((how for how in self.spans if how and not (drawn and how == "white text")), "")
        how = "text off the page" if self.outside and not how else how
        how = "tracked deletion" if self.deletion else "speaker notes" if self.note else how or self.page_how
        if not how:
            return
        if self.hidden and self.hidden[-1][:2] == (how, self.place):
            self.hidden[-1][2].append(text)
        else:
            self.hidden.append((how, self.place, [text]))

    def shape(self, tag: Tag) -> None:
        """Begin or end a shape, whose ground is drawn elsewhere: white letters may well be seen on it."""
        if tag.closing and self.outside == self.shapes:
            self.outside = 0
        self.shapes += -1 if tag.closing else not tag.empty
        if not tag.closing and not tag.empty and self.page and not self.outside and not self.groups:
            self.outside = self.shapes if is_outside(tag.attributes(), self.master) else 0

    def group(self, tag: Tag) -> None:
        """Begin or end a group, which may lie elsewhere than its shapes say."""
        self.groups += -1 if tag.closing else not tag.empty

    def spreadsheet_begins(self, tag: Tag) -> None:
        """Know that tables are sheets."""
        self.spreadsheet = self.spreadsheet or not tag.closing

    def sheet_of_cells(self, tag: Tag) -> None:
        """Begin or end a sheet."""
        if not self.spreadsheet:
            if not tag.closing and not self.sheet.cells:
                self.tables, self.rows = self.tables + 1, 0
        elif not tag.closing:
            attributes = tag.attributes()
            how = self.hiding.get(attributes.get("style-name", ""), "")
            self.table = OdfTable(self.file, self.finds, self.budget, attributes.get("name", ""), how)
            self.table.white = frozenset(name for name, how in self.hiding.items() if how == "white text")
        elif self.table is not None:
            self.table.finish()
            self.table = None

    def column(self, tag: Tag) -> None:
        """Take a declaration of columns."""
        if self.table is not None and not tag.closing:
            self.table.column(tag.attributes())

    def row(self, tag: Tag) -> None:
        """Begin or end a row."""
        if self.table is None:
            self._row_of_text(tag)
            return
        if not tag.closing:
            self.table.begin_row(tag.attributes())
        if tag.closing or tag.empty:
            self.table.end_row()

    def _row_of_text(self, tag: Tag) -> None:
        """Begin or end a row of a table within a text or on a slide."""
        if tag.closing:
            self.sheet.row(tag)
        elif self._is_running and not self.sheet.cells:
            self.rows += 1
            self.place = f"table {self.tables}, row {self.rows}"
            self.sheet.mark(self.place)

    def table_cell(self, tag: Tag) -> None:
        """Begin or end a cell."""
        if self.table is None:
            self.sheet.cell(tag)
            return
        if not tag.closing:
            self.table.begin_cell(tag.attributes())
            self.budget.spend("cells", 0)
        if tag.closing or tag.empty:
            self.table.end_cell()

    def slide(self, tag: Tag) -> None:
        """Begin a slide."""
        if tag.closing:
            self.page_how, self.bare, self.master = "", False, None
            return
        self.page += 1
        if self.slides is not None:
            self.master = self.slides.master_of(tag.attributes())
            self.bare = self.page <= len(self.slides.bare) and self.slides.bare[self.page - 1]
        self.budget.spend("pages")
        self.page_how = self.hiding.get(tag.attributes().get("style-name", ""), "")
        self.place = f"slide {self.page}"
        self.sheet.mark(self.place)

    def link(self, tag: Tag) -> None:
        """Keep where a link leads."""
        target = "" if tag.closing else plain(tag.attributes().get("href", ""))
        if target and not target.startswith("#"):
            self.links[target] = None

    def footnote(self, tag: Tag) -> None:
        """Begin or end a note at the foot of a page or at the end, apart from the word that it stands at."""
        self.add(" ")
        self.noted = not tag.closing and not tag.empty
        if self.noted:
            self.notes += 1
        if self.table is None and not self.page:
            self.sheet.mark(f"note {self.notes}" if self.noted else self.place)

    def note_body(self, _tag: Tag) -> None:
        """Keep the words of a note apart from its number."""
        self.add(" ")

    def tracked_changes(self, tag: Tag) -> None:
        """Begin or end what was deleted, which stands before the first paragraph."""
        self.tracking = not tag.closing and not tag.empty
        self.place = "deleted text" if self.tracking else ""
        self.sheet.mark(self.place)

    def speaker_notes(self, tag: Tag) -> None:
        """Begin or end speaker notes."""
        self.note = self.main and not tag.closing and not tag.empty
        if self.note:
            self.sheet.mark(f"slide {self.page}, speaker notes")

    def annotation(self, tag: Tag) -> None:
        """Count a comment."""
        self.commented = not tag.closing and not tag.empty
        if not tag.closing:
            self.comments += 1
        if self.table is None or self.table.cell is None:
            self.sheet.mark(self.place if tag.closing else f"comment {self.comments}")

    def creator(self, tag: Tag) -> None:
        """Keep whose comment or change it is."""
        if not tag.closing and tag.text.strip():
            (self.authors if self.commented else self.editors).append(plain(tag.text))

    def tracked(self, tag: Tag) -> None:
        """Count a tracked change, and know the text of deletions."""
        self.changes += not tag.closing
        if tag.name == "deletion" and not tag.empty:
            self.deletion += -1 if tag.closing else 1

    def line_break(self, tag: Tag) -> None:
        """Part two words."""
        if not tag.closing:
            self.add(" " if tag.name == "s" else "\t" if tag.name == "tab" else "\n")

    def finish(self) -> None:
        """Hand over what was gathered."""
        self.finds.add_text(self.file, self.sheet.text(), self.place, tuple(self.sheet.marks))
        tell_targets(self.file, self.finds, self.links)
        for how, place, pieces in self.hidden:
            self.finds.conceal(self.file, "".join(pieces), how, place)
        authors_of_comments(self.file, self.finds, self.authors, self.comments)
        if self.changes:
            who = ", ".join(dict.fromkeys(self.editors))
            self.finds.add_metadata(self.file, "tracked-change", f"{self.changes} by {who}" if who else "made")


_MUTE = frozenset({"creator", "date", "binary-data", "script", "font-face-decls"})
_ACTS = {
    "spreadsheet": _Story.spreadsheet_begins,
    **dict.fromkeys(("frame", "custom-shape", "rect", "ellipse"), _Story.shape),
    "g": _Story.group,
    "table": _Story.sheet_of_cells,
    "table-column": _Story.column,
    "table-row": _Story.row,
    "table-cell": _Story.table_cell,
    "covered-table-cell": _Story.table_cell,
    "page": _Story.slide,
    "notes": _Story.speaker_notes,
    "annotation": _Story.annotation,
    "a": _Story.link,
    "note": _Story.footnote,
    "note-body": _Story.note_body,
    "tracked-changes": _Story.tracked_changes,
    "creator": _Story.creator,
    "insertion": _Story.tracked,
    "deletion": _Story.tracked,
    "line-break": _Story.line_break,
    "tab": _Story.line_break,
    "s": _Story.line_break,
}
