"""Excel workbooks (ECMA-376 part 1, 18): values and everything hidden from the XML as programs write it.

What is written otherwise, and the other formats of Excel, are read by python-calamine.
"""

from __future__ import annotations

import posixpath
import re

from leakcheck.mail.attachments.finds import NeedsWorker, Unreadable, empty
from leakcheck.mail.attachments.markup import plain, source_of, tags, well_formed
from leakcheck.mail.attachments.office_common import read_properties
from leakcheck.mail.attachments.office_parts import read_parts
from leakcheck.mail.attachments.package import Package
from leakcheck.mail.attachments.sheet_cells import SheetCells
from leakcheck.mail.attachments.sheet_parts import Unusual, dated_styles, shared_strings
from leakcheck.mail.attachments.sheet_xml import SheetXml, invisible_styles, is_vast
from leakcheck.mail.attachments.sheets import Beside, add_beside
from leakcheck.mail.attachments.tables import add_table
from leakcheck.mail.attachments.workbooks import STATES, add_values, read_values
from leakcheck.model.record import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from leakcheck.mail.attachments.budget import Budget
    from leakcheck.mail.attachments.finds import File, Finds, FoundText

_COMMENTS = re.compile(r"xl/(?:comments\d*|threadedComments/threadedComment\d*|comments/comment\d*)\.xml")
_CACHE = re.compile(r"xl/pivotCache/pivotCache(?:Definition|Records)\d*\.xml")
_BOOK = re.compile(r"xl/externalLinks/externalLink\d*\.xml")
_FOLDERS = ("xl/worksheets/", "xl/chartsheets/")
_SILENT = re.compile(
    r"xl/(?:workbook|styles|sharedStrings|calcChain|metadata|theme/theme\d*|worksheets/.*|pivotTables/.*|tables/.*)\.xml"
    r"|xl/(?:workbook|styles|sharedStrings|calcChain|metadata|worksheets/.*|chartsheets/.*|tables/.*)\.bin"
)


class _Sheet(NamedTuple):
    """A sheet as the workbook names it: its entry in the package, and "visible", "hidden" or "veryHidden"."""

    name: str
    entry: str
    state: str


def read_xlsx(file: File, finds: Finds, budget: Budget) -> None:
    """Read a workbook."""
    package = Package(file.data, budget)
    book = package.read("xl/workbook.xml")
    links = package.read("xl/_rels/workbook.xml.rels")
    styles = package.read("xl/styles.xml")
    sheets = _sheets(source_of(book), source_of(links))
    invisible = invisible_styles(source_of(styles))
    cells = _cells(package, sheets, (book, links, styles))
    told: dict[str, Beside] = {}
    own: dict[str, list[FoundText]] = {}
    try:
        for sheet in sheets:
            told[sheet.name] = _told(file, package, sheet, SheetXml(invisible), (cells, own))
    except Unreadable:
        finds.texts.extend(found for texts in own.values() for found in texts)
        raise
    commented = {sheet.name: _comment_parts(package, sheet.entry) for sheet in sheets}
    for name, parts in commented.items():
        for part in parts:
            told[name].comments.extend(_told_comments(source_of(package.read(part))))
    if cells is not None and len(own) == len(sheets):
        for sheet in sheets:
            add_values(file, finds, (sheet.name, sheet.state), own[sheet.name], told)
    else:
        read_values(file, finds, budget, told, own)
    for name, beside in told.items():
        add_beside(file, finds, f"sheet {name}", beside)
    for name in package.names:
        if _CACHE.fullmatch(name):
            _read_cache(file, finds, source_of(package.read(name)))
        elif _BOOK.fullmatch(name):
            _read_other_book(file, finds, source_of(package.read(name)))
    _read_names(file, finds, source_of(book))
    read_properties(file, package, finds)
    read = frozenset(part for parts in commented.values() for part in parts)
    read_parts(
        file, package, finds, lambda n: n in read or any(known.fullmatch(n) for known in (_SILENT, _CACHE, _BOOK))
    )


def _cells(package: Package, sheets: list[_Sheet], parts: tuple[bytes, bytes, bytes]) -> SheetCells | None:
    """Return a reader of the cells, None where the workbook is not as programs write it: then calamine reads it.

    Reading the shared strings also proves their true size.
    """
    strings = _shared(package)
    book, links, styles = parts
    usual = (
        strings is not None
        and len({sheet.name for sheet in sheets}) == len(sheets) > 0
        and len(set(package.names)) == len(package.names)
        and all(sheet.state in STATES and sheet.entry.startswith(_FOLDERS) for sheet in sheets)
        and all(well_formed(part) for part in (book, links, styles or b"<x/>"))
    )
    return SheetCells(strings, dated_styles(source_of(styles))) if usual and strings is not None else None


def _shared(package: Package) -> list[str] | None:
    """Return the shared strings, None where they hold something unusual."""
    pieces = _bounded(package, package.stream_of("xl/sharedStrings.xml"))
    try:
        return shared_strings(pieces)
    except Unusual:
        for _ in pieces:
            pass
        return None


def _bounded(package: Package, pieces: Iterable[bytes]) -> Iterator[bytes]:
    """Yield pieces of what is held as a whole; when it is large, a worker must do so."""
    size = 0
    for piece in pieces:
        size += len(piece)
        if size > package.budget.limits.entry_bytes and not package.budget.isolated:
            raise NeedsWorker
        yield piece


def _told(
    file: File,
    package: Package,
    sheet: _Sheet,
    xml: SheetXml,
    cells: tuple[SheetCells | None, dict[str, list[FoundText]]],
) -> Beside:
    """Return what the XML of a sheet says beside its values; add those to the texts of sheets that we read ourselves.

    Reading all of it also proves its true size.
    """
    reader, own = cells
    pieces = xml.through(package.stream_of(sheet.entry))
    if reader and sheet.entry.startswith(_FOLDERS[0]):
        read = empty()
        own[sheet.name] = read.texts
        left = package.budget.left["cells"]
        try:
            add_table(file, read, package.budget, reader.rows(pieces), (f"sheet {sheet.name}", 1, 1))
        except Unusual:
            package.budget.left["cells"] = left
            del own[sheet.name]
    elif reader:
        own[sheet.name] = []
    for _ in pieces:
        pass
    if sheet.name not in own and not package.budget.isolated and _needs_worker(package, sheet.entry):
        raise NeedsWorker
    return xml.beside


def _needs_worker(package: Package, entry: str) -> bool:
    left = package.budget.left["unpacked_bytes"]
    vast = is_vast(package.stream_of(entry))
    package.budget.left["unpacked_bytes"] = left
    return vast or not entry.endswith(".xml")


def _sheets(book: str, links: str) -> list[_Sheet]:
    """Return the sheets of a workbook in their order."""
    targets = {}
    for tag in tags(links, frozenset({"Relationship"})):
        attributes = tag.attributes()
        target = attributes.get("Target", "")
        path = target.lstrip("/") if target.startswith("/") else posixpath.normpath(f"xl/{target}")
        targets[attributes.get("Id", "")] = path
    sheets = []
    for tag in tags(book, frozenset({"sheet"})):
        attributes = tag.attributes()
        entry = targets.get(attributes.get("id", ""), "")
        sheets.append(_Sheet(attributes.get("name", ""), entry, attributes.get("state", "visible")))
    return sheets


def _comment_parts(package: Package, sheet: str) -> list[str]:
    """Return the entries with the comments of a sheet, old and new ones."""
    folder, _, base = sheet.rpartition("/")
    links = tags(source_of(package.read(f"{folder}/_rels/{base}.rels")), frozenset({"Relationship"}))
    parts = [posixpath.normpath(f"{folder}/{tag.attributes().get('Target', '')}").lstrip("/") for tag in links]
    return [part for part in parts if _COMMENTS.fullmatch(part)]


def _told_comments(source: str) -> list[tuple[str, str, str]]:
    """Return the comments of an entry: cell, author, text; who wrote the new ones stands elsewhere."""
    authors: list[str] = []
    rows: list[tuple[str, str, list[str]]] = []
    for tag in tags(source):
        if tag.closing:
            continue
        if tag.name == "author":
            authors.append(plain(tag.text))
        elif tag.name in {"comment", "threadedComment"}:
            row = tag.attributes()
            number = row.get("authorId", "")
            who = authors[int(number)] if number.isdigit() and int(number) < len(authors) else ""
            rows.append((row.get("ref", ""), "" if who.startswith("tc=") else who, []))
        elif tag.name in {"t", "text"} and tag.text and rows:
            rows[-1][2].append(plain(tag.text))
    return [(place, who, "".join(text)) for place, who, text in rows]


def _read_other_book(file: File, finds: Finds, source: str) -> None:
    """Read the copies of cells that links to another workbook keep."""
    words = "\n".join(plain(tag.text) for tag in tags(source, frozenset({"v"})) if tag.text.strip())
    finds.add_text(file, words, "copy of cells of another workbook")
    finds.conceal(file, words, "copy of cells of another workbook")


def _read_names(file: File, finds: Finds, source: str) -> None:
    """Read names that stand for a text in quotes; the others stand for cells."""
    texts = [plain(tag.text) for tag in tags(source, frozenset({"definedName"}))]
    finds.add_text(file, "\n".join(text for text in texts if '"' in text), "defined names")


def _read_cache(file: File, finds: Finds, source: str) -> None:
    """Read the copy of the source table that a pivot table keeps, even when the table is gone."""
    words = [tag.attributes().get("v", "") for tag in tags(source) if tag.name in {"s", "n", "d"} and "v=" in tag.raw]
    finds.add_text(file, "\n".join(words), "copy of the data in a pivot table")
    finds.conceal(file, "\n".join(words), "pivot cache", "pivot table")
