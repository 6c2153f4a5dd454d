"""What travels in an office document beside its pages: files, pictures, macros, links, data of other programs.

Every entry is read, handed on, or named here as one that holds nothing of anybody; nothing is left out by its ending.
"""

from __future__ import annotations

import posixpath
import re
from urllib.parse import unquote

from leakcheck.mail.attachments.finds import Harmful, Unreadable
from leakcheck.mail.attachments.markup import plain, source_of, tags
from leakcheck.mail.attachments.office_common import PATH

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from leakcheck.mail.attachments.finds import File, Finds
    from leakcheck.mail.attachments.package import Package

_SPECIAL = ("docProps/", "[Content_Types].xml", "mimetype", "META-INF/")
# Fonts and schemas are the work of their makers.
_SILENT = re.compile(r".*\.(?:xsd|odttf|fntdata|ttf|otf)", re.IGNORECASE)
_PRINTER = re.compile(r"(?:word|xl|ppt)/printerSettings/.*\.bin", re.IGNORECASE)
_MARKUP = frozenset({"xml", "vml", "rdf"})
_TOLD = re.compile(r"[@\d]|\w\s+\w")
_PRINTER_NAME = 64
# Who commented and changed, by their sign-in as well (MS-DOCX 2.5.4, MS-XLSX 2.6.203).
_PEOPLE = re.compile(r"word/people\.xml|xl/persons/.*\.xml|ppt/(?:authors|commentAuthors)\.xml")
_SIGNED_IN = re.compile(r"[^\s:\"'<>]{1,64}@[^\s:\"'<>]{3,255}")


def read_parts(file: File, package: Package, finds: Finds, known: Callable[[str], bool]) -> None:
    """Read all entries that are not `known`, which are those that the reader of the format has read itself."""
    targets: dict[str, None] = {}
    for info in package.infos:
        name = info.filename
        try:
            if name.endswith(".rels"):
                targets.update(dict.fromkeys(_targets(source_of(package.content(info)))))
            elif _PEOPLE.fullmatch(name):
                _read_people(file, finds, source_of(package.content(info)))
            elif _PRINTER.fullmatch(name):
                _read_printer(file, finds, package.content(info))
            elif not (known(name) or name.startswith(_SPECIAL) or _SILENT.fullmatch(name)):
                _read_part(file, finds, package, name)
        except Harmful:
            raise
        except Unreadable as reason:
            finds.miss(file, str(reason), reason.help, f"embedded {posixpath.basename(name)}")
    tell_targets(file, finds, targets)


def _read_part(file: File, finds: Finds, package: Package, name: str) -> None:
    base = posixpath.basename(name)
    data = package.read(name)
    if base.rpartition(".")[2].lower() not in _MARKUP:
        package.budget.spend("entries")
        finds.files.append(file.entry(base, data, "embedded"))
    elif not name.startswith("customXml/itemProps"):
        source = source_of(data)
        words = [plain(tag.text).strip() for tag in tags(source) if tag.text.strip()]
        words += alternatives(source)
        if name.startswith("customXml/"):
            words += [value for tag in tags(source) for value in _told_in(tag.attributes())]
        finds.add_text(file, "\n".join(words), base.removesuffix(".xml"))


def alternatives(source: str) -> list[str]:
    """Return the texts that stand for pictures and links: read aloud, shown at a touch of the mouse."""
    if 'descr="' not in source and 'tooltip="' not in source:
        return []
    rows = [tag.attributes() for tag in tags(source) if "descr=" in tag.raw or "tooltip=" in tag.raw]
    return [value for row in rows for key in ("descr", "title", "tooltip") if (value := row.get(key, "").strip())]


def _told_in(attributes: dict[str, str]) -> list[str]:
    """Return the values of attributes that may tell something: no names of types, no addresses of schemas."""
    return [value for value in attributes.values() if _TOLD.search(value) and not value.startswith(("http:", "{"))]


def _targets(source: str) -> list[str]:
    """Return where the links of a part lead outside the document."""
    found = []
    for tag in tags(source):
        attributes = tag.attributes() if tag.name == "Relationship" else {}
        if attributes.get("TargetMode") == "External":
            found.append(attributes.get("Target", ""))
    return found


def tell_targets(file: File, finds: Finds, targets: Iterable[str]) -> None:
    """Say which folders of this computer links and templates name; the other links are text."""
    for target in targets:
        if PATH.match(target):
            finds.add_metadata(file, "path", target)
    links = [unquote(target.removeprefix("mailto:")) for target in targets if not PATH.match(target)]
    finds.add_text(file, "\n".join(links), "links")


def _read_people(file: File, finds: Finds, source: str) -> None:
    for tag in tags(source):
        if tag.closing:
            continue
        attributes = tag.attributes()
        for key in ("author", "displayName"):
            finds.add_metadata(file, "reviewer", attributes.get(key, ""))
        signed = _SIGNED_IN.search(attributes.get("userId", ""))
        if signed:
            finds.add_metadata(file, "reviewer", signed[0])


def _read_printer(file: File, finds: Finds, data: bytes) -> None:
    """Read which printer a sheet was set up for: a DEVMODE begins with its name, often with the server's."""
    name = data[:_PRINTER_NAME].decode("utf-16-le", "replace").partition("\0")[0]
    if name.isprintable():
        finds.add_metadata(file, "printer", name)
