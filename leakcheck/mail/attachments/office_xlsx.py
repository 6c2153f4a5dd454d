"""Excel workbooks: values by python-calamine, everything hidden from the XML itself (ECMA-376 part 1, 18)."""

from __future__ import annotations

import io
import posixpath
import re
from itertools import islice
from typing import TYPE_CHECKING

from leakcheck.mail.attachments.finds import NeedsWorker, Unreadable
from leakcheck.mail.attachments.markup import plain, source_of, tags
from leakcheck.mail.attachments.office_common import read_properties
from leakcheck.mail.attachments.office_parts import read_parts
from leakcheck.mail.attachments.package import Package
from leakcheck.mail.attachments.panics import panics_caught
from leakcheck.mail.attachments.sheet_xml import SheetXml, invisible_styles
from leakcheck.mail.attachments.sheets import Beside, add_beside, conceal_beside
from leakcheck.mail.attachments.tables import add_table

if TYPE_CHECKING:
    from leakcheck.mail.attachments.budget import Budget
    from leakcheck.mail.attachments.finds import File, Finds

_COMMENTS = re.compile(r"xl/(?:comments\d*|threadedComments/threadedComment\d*|comments/comment\d*)\.xml")
_CACHE = re.compile(r"xl/pivotCache/pivotCache(?:Definition|Records)\d*\.xml")
_BOOK = re.compile(r"xl/externalLinks/externalLink\d*\.xml")
_SILENT = re.compile(
    r"xl/(?:workbook|styles|sharedStrings|calcChain|metadata|theme/theme\d*|worksheets/.*|pivotTables/.*|tables/.*)\.xml"
    r"|xl/(?:workbook|styles|sharedStrings|calcChain|metadata|worksheets/.*|chartsheets/.*|tables/.*)\.bin"
)


def read_xlsx(file: File, finds: Finds, budget: Budget) -> None:
    """Read a workbook."""
    package = Package(file.data, budget)
    sheets = _sheets(package)
    invisible = invisible_styles(source_of(package.read("xl/styles.xml")))
    told = {name: _told(package, entry, invisible) for name, entry in sheets.items()}
    commented = {name: _comment_parts(package, entry) for name, entry in sheets.items()}
    for name, parts in commented.items():
        for part in parts:
            told[name].comments.extend(_told_comments(source_of(package.read(part))))
    read_values(file, finds, budget, told)
    for name, sheet in told.items():
        add_beside(file, finds, f"sheet {name}", sheet)
    for name in package.names:
        if _CACHE.fullmatch(name):
            _read_cache(file, finds, source_of(package.read(name)))
        elif _BOOK.fullmatch(name):
            _read_other_book(file, finds, source_of(package.read(name)))
    _read_names(file, finds, source_of(package.read("xl/workbook.xml")))
    read_properties(file, package, finds)
    read = frozenset(part for parts in commented.values() for part in parts)
    read_parts(
        file, package, finds, lambda n: n in read or any(known.fullmatch(n) for known in (_SILENT, _CACHE, _BOOK))
    )


def _told(package: Package, name: str, invisible: frozenset[bytes]) -> Beside:
    """Return what the XML of a sheet says; reading all of it also proves its true size."""
    sheet = SheetXml(invisible, measured=not package.budget.isolated)
    info = next((info for info in package.infos if info.filename == name), None)
    sheet.take(package.stream(info) if info else ())
    if sheet.extent is not None and (sheet.extent.is_vast or not name.endswith(".xml")):
        raise NeedsWorker
    return sheet.beside


def read_values(file: File, finds: Finds, budget: Budget, told: dict[str, Beside]) -> None:
    """Read the cells of a workbook of any Excel format; `told` is what else is known of its sheets."""
    from python_calamine import CalamineError, CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

    try:
        with panics_caught():
            book = CalamineWorkbook.from_filelike(io.BytesIO(file.data))
    except (CalamineError, OSError, ValueError) as error:
        locked = "assword" in str(error) or type(error).__name__ == "PasswordError"
        how = "Save it without a password and check again, or leave it out" if locked else ""
        raise Unreadable("it is locked with a password" if locked else "the workbook is damaged", how) from error
    for meta in book.sheets_metadata:
        if meta.typ != SheetTypeEnum.WorkSheet:
            continue
        budget.check_time()
        first = len(finds.texts)
        label = f"sheet {meta.name}"
        try:
            with panics_caught():
                sheet = book.get_sheet_by_name(meta.name)
                row, column = sheet.start or (0, 0)
                rows = islice(sheet.iter_rows(), row, None) if sheet.height else iter(())
                add_table(file, finds, budget, rows, (label, row + 1, column + 1))
        except CalamineError as error:
            finds.miss(file, "the sheet is damaged", place=label)
            del error
        texts = finds.texts[first:]
        if meta.visible != SheetVisibleEnum.Visible:
            how = "very hidden sheet" if meta.visible == SheetVisibleEnum.VeryHidden else "hidden sheet"
            finds.conceal(file, texts[0].text if texts else "", how, label)
        elif meta.name in told:
            for found in texts:
                conceal_beside(finds, found, told[meta.name])


def _sheets(package: Package) -> dict[str, str]:
    """Map the names of sheets to their entries."""
    targets = {}
    for tag in tags(source_of(package.read("xl/_rels/workbook.xml.rels"))):
        if tag.name == "Relationship":
            attributes = tag.attributes()
            target = attributes.get("Target", "")
            path = target.lstrip("/") if target.startswith("/") else posixpath.normpath(f"xl/{target}")
            targets[attributes.get("Id", "")] = path
    sheets = {}
    for tag in tags(source_of(package.read("xl/workbook.xml"))):
        if tag.name == "sheet":
            attributes = tag.attributes()
            sheets[attributes.get("name", "")] = targets.get(attributes.get("id", ""), "")
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
