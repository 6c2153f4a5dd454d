"""What Word, Excel and PowerPoint files share: properties and who commented (ECMA-376)."""

from __future__ import annotations

import re

from leakcheck.mail.attachments.markup import source_of, values

TYPE_CHECKING = False
if TYPE_CHECKING:
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
PATH = re.compile(r"(?:file:///|[A-Za-z]:[\\/]|\\\\|/Users/|/home/)[^\"<>\n|*?]{2,300}")


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
            elif _PROPERTIES[key] != "path" or PATH.search(value):
                finds.add_metadata(file, _PROPERTIES[key], value)
    finds.add_text(file, "\n".join(words), "properties")


def authors_of_comments(file: File, finds: Finds, authors: list[str], number: int) -> None:
    """Say that there are comments, and whose."""
    if number:
        who = ", ".join(dict.fromkeys(author for author in authors if author))
        finds.add_metadata(file, "comment", f"{number} by {who}" if who else str(number))
