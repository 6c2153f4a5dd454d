"""What Word, Excel and PowerPoint files share: properties, comments, pictures and files inside, paths (ECMA-376)."""

from __future__ import annotations

import posixpath
import re
from typing import TYPE_CHECKING

from leakcheck.mail.attachments.finds import Harmful, Unreadable
from leakcheck.mail.attachments.markup import plain, source_of, tags, values

if TYPE_CHECKING:
    from collections.abc import Callable

    from leakcheck.mail.attachments.finds import File, Finds
    from leakcheck.mail.attachments.package import Package

_PROPERTIES = {
    "creator": "author",
    "lastModifiedBy": "last-editor",
    "Company": "company",
    "Manager": "manager",
    "HyperlinkBase": "path",
    "Template": "path",
}
_WORDS = frozenset({"title", "subject", "description", "keywords", "category", "lpwstr", "lpstr"})
_PATH = re.compile(r"(?:file:///|[A-Za-z]:[\\/]|\\\\|/Users/|/home/)[^\"<>\n|*?]{2,300}")
_SKIPPED = frozenset({"rels", "xsd", "vml", "bin"})


def read_properties(file: File, package: Package, finds: Finds) -> None:
    """Read docProps: who wrote it, for whom, with which template; the words of the properties are text."""
    words = []
    for name in package.names:
        if not name.startswith("docProps/"):
            continue
        if not name.endswith(".xml"):
            finds.files.append(file.entry("thumbnail", package.read(name), "preview picture"))
            finds.add_metadata(file, "thumbnail", "a small picture of the first page")
            continue
        for key, value in values(source_of(package.read(name)), frozenset(_PROPERTIES) | _WORDS):
            if key in _WORDS:
                words.append(value)
            elif _PROPERTIES[key] != "path" or _PATH.search(value):
                finds.add_metadata(file, _PROPERTIES[key], value)
    finds.add_text(file, "\n".join(words), "properties")


def read_inner_files(file: File, package: Package, finds: Finds, folder: str) -> None:
    """Hand on the pictures and embedded files of a document."""
    for info in package.infos:
        name = info.filename
        if name.startswith((f"{folder}/media/", f"{folder}/embeddings/", "Pictures/", "media/")):
            package.budget.spend("entries")
            try:
                finds.files.append(file.entry(posixpath.basename(name), package.content(info), "embedded"))
            except Harmful:
                raise
            except Unreadable as reason:
                finds.miss(file, str(reason), reason.help, f"embedded {posixpath.basename(name)}")


def read_paths(file: File, package: Package, finds: Finds) -> None:
    """Find the folders of this computer that links and templates name."""
    seen: set[str] = set()
    for name in package.names:
        if not name.endswith(".rels"):
            continue
        for tag in tags(source_of(package.read(name))):
            attributes = tag.attributes() if tag.name == "Relationship" else {}
            target = attributes.get("Target", "")
            if attributes.get("TargetMode") == "External" and _PATH.match(target) and target not in seen:
                seen.add(target)
                finds.add_metadata(file, "path", target)


def read_rest(file: File, package: Package, finds: Finds, known: Callable[[str], bool]) -> None:
    """Read the text of every other XML entry: nothing that travels along stays unread."""
    for name in package.names:
        suffix = name.rpartition(".")[2].lower()
        if known(name) or suffix != "xml" or name.startswith(("docProps/", "_rels/", "[Content_Types]")):
            continue
        source = source_of(package.read(name))
        pieces = [plain(tag.text).strip() for tag in tags(source) if tag.text.strip()]
        finds.add_text(file, "\n".join(pieces), posixpath.basename(name).removesuffix(".xml"))


def authors_of_comments(file: File, finds: Finds, authors: list[str], number: int) -> None:
    """Say that there are comments, and whose."""
    if number:
        who = ", ".join(dict.fromkeys(author for author in authors if author))
        finds.add_metadata(file, "comment", f"{number} by {who}" if who else str(number))
