"""Excel workbooks: values by python-calamine, everything hidden from the XML itself (ECMA-376 part 1, 18)."""

from __future__ import annotations

import io
import posixpath
import re
from itertools import islice
from typing import TYPE_CHECKING

from leakcheck.mail.attachments.finds import NeedsWorker, Unreadable
from leakcheck.mail.attachments.markup import plain, source_of, tags
from leakcheck.mail.attachments.office_common import (
    authors_of_comments,
    read_inner_files,
    read_paths,
    read_properties,
    read_rest,
)
from leakcheck.mail.attachments.package import Package
from leakcheck.mail.attachments.panics import panics_caught
from leakcheck.mail.attachments.tables import add_table, column_number

if TYPE_CHECKING:
    from leakcheck.mail.attachments.budget import Budget
    from leakcheck.mail.attachments.finds import File, Finds, FoundText

_COMMENTS = re.compile(r"xl/(?:comments\d*|threadedComments/threadedComment\d*|comments/comment\d*)\.xml")
_CACHE = re.compile(r"xl/pivotCache/pivotCache(?:Definition|Records)\d*\.xml")
_SILENT = re.compile(
    r"xl/(?:workbook|styles|sharedStrings|calcChain|metadata|theme/theme\d*|worksheets/.*|persons/.*"
    r"|pivotTables/.*|tables/.*|externalLinks/.*)\.xml"
)
_HIDDEN = re.compile(rb"""<(?:\w{1,20}:)?(?:row|col)\b[^>]{0,400}?\bhidden\s*=\s*["'](?:1|true)["'][^>]{0,400}>""")
_CELL = re.compile(rb"""\br\s{0,9}=\s{0,9}["']([A-Za-z]{1,3})([0-9]{1,7})["']""")
_VAST = 5_000_000
_OVERLAP = 1_000
_LONGEST = 100_000
_SHOWN = 100  # hidden rows and columns of a sheet that are named one by one


def read_xlsx(file: File, finds: Finds, budget: Budget) -> None:
    """Read a workbook."""
    package = Package(file.data, budget)
    sheets = _sheets(package)
    hidden = {sheet: _hidden_lines(package, sheet) for sheet in sheets.values()}
    read_values(file, finds, budget, {name: hidden[sheet] for name, sheet in sheets.items()})
    for name in package.names:
        if _COMMENTS.fullmatch(name):
            _read_comments(file, finds, source_of(package.read(name)))
        elif _CACHE.fullmatch(name):
            _read_cache(file, finds, source_of(package.read(name)))
    read_properties(file, package, finds)
    read_rest(file, package, finds, lambda n: bool(_SILENT.fullmatch(n) or _COMMENTS.fullmatch(n) or _CACHE.match(n)))
    read_paths(file, package, finds)
    read_inner_files(file, package, finds, "xl")


def read_values(file: File, finds: Finds, budget: Budget, hidden: dict[str, list[str]]) -> None:
    """Read the cells of a workbook of any Excel format; `hidden` lists hidden rows and columns by sheet."""
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
        for found in texts if meta.visible == SheetVisibleEnum.Visible else ():
            _conceal_lines(finds, found, hidden.get(meta.name, []))


def _conceal_lines(finds: Finds, found: FoundText, hidden: list[str]) -> None:
    """Keep apart the text of hidden rows and columns of a table."""
    if not hidden:
        return
    _, label, first_row, first_column = found.grids[0]
    lines = found.text.split("\n")
    for line in hidden:
        if line.isdigit():
            at = int(line) - first_row
            text = lines[at] if 0 <= at < len(lines) else ""
            finds.concealed.extend(_concealed(text, "hidden row", f"{label}, row {line}"))
        else:
            at = column_number(line) - first_column
            words = [cells[at] for row in lines if at >= 0 and len(cells := row.split("\t")) > at]
            finds.concealed.extend(_concealed("\n".join(words), "hidden column", f"{label}, column {line}"))


def _concealed(text: str, how: str, place: str) -> list[tuple[str, str, str]]:
    return [(text.strip()[:_LONGEST], how, place)] if text.strip() else []


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


def _hidden_lines(package: Package, name: str) -> list[str]:
    """Return hidden rows ("7") and columns ("C") of a sheet; reads all of it, which also proves its true size."""
    info = next((info for info in package.infos if info.filename == name), None)
    found: list[str] = []
    tail = b""
    extent = _Extent(name)
    for piece in package.stream(info) if info else ():
        window = tail + piece
        extent.widen(window)
        if b"hidden" in window and len(found) < _SHOWN:
            for match in _HIDDEN.finditer(window):
                if match.end() > len(tail):
                    found += _named(match[0].decode("utf-8", "replace"))
        tail = window[-_OVERLAP:]
    if extent.is_vast and not package.budget.isolated:
        raise NeedsWorker
    return list(dict.fromkeys(found))[:_SHOWN]


class _Extent:
    """How far the cells of a sheet reach: calamine holds the whole rectangle, and dies where memory does not do."""

    def __init__(self, name: str) -> None:
        self.columns: set[bytes] = set()
        self.rows: set[bytes] = set()
        self.unknown = not name.endswith(".xml")

    def widen(self, window: bytes) -> None:
        """Take in the cells of a piece of the sheet."""
        for letters, digits in _CELL.findall(window):
            self.columns.add(letters)
            self.rows.add(digits)

    @property
    def is_vast(self) -> bool:
        """Tell whether the rectangle has more cells than this process should hold."""
        column = max((column_number(letters.decode("ascii")) for letters in self.columns), default=1)
        return self.unknown or column * max(map(int, self.rows), default=1) > _VAST


def _named(source: str) -> list[str]:
    attributes = next(iter(tags(source))).attributes()
    if "r" in attributes:
        return [attributes["r"]]
    first, last = attributes.get("min", ""), attributes.get("max", "")
    if not (first.isdigit() and last.isdigit()):
        return []
    return [_letters(number) for number in range(int(first), min(int(last), int(first) + _SHOWN) + 1)]


def _letters(number: int) -> str:
    letters = ""
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def _read_comments(file: File, finds: Finds, source: str) -> None:
    authors: list[str] = []
    number = 0
    text: list[str] = []
    marks: list[tuple[int, str]] = []
    size = 0
    for tag in tags(source):
        if tag.closing:
            continue
        if tag.name == "author":
            authors.append(plain(tag.text))
        elif tag.name in {"comment", "threadedComment"}:
            number += 1
            marks.append((size, f"comment at {tag.attributes().get('ref', '')}"))
        elif tag.name in {"t", "text"} and tag.text:
            text.append(plain(tag.text).replace("\n", " ") + "\n")
            size += len(text[-1])
    finds.add_text(file, "".join(text), "comments", tuple(marks))
    authors_of_comments(file, finds, authors, number)


def _read_cache(file: File, finds: Finds, source: str) -> None:
    """Read the copy of the source table that a pivot table keeps, even when the table is gone."""
    words = [tag.attributes().get("v", "") for tag in tags(source) if tag.name in {"s", "n", "d"} and "v=" in tag.raw]
    finds.add_text(file, "\n".join(words), "copy of the data in a pivot table")
    finds.conceal(file, "\n".join(words), "pivot cache", "pivot table")
