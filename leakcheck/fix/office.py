"""Word, Excel and PowerPoint files without properties, comments, tracked changes, editing sessions and previews.

Source of the names: ECMA-376 (WordprocessingML, SpreadsheetML, PresentationML), Open Packaging Conventions.
"""

from __future__ import annotations

import re

from leakcheck.fix.archives import edited_xml, rewritten, without
from leakcheck.fix.pictures import clean_picture

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from leakcheck.model.policy import Limits

_CORE = (
    b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<cp:coreProperties xmlns:cp='
    b'"http://schemas.openxmlformats.org/package/2006/metadata/core-properties"/>'
)
_APP = (
    b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<Properties xmlns='
    b'"http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"/>'
)
_CUSTOM = _APP.replace(b"extended-properties", b"custom-properties")
_FIXED = {"docProps/core.xml": _CORE, "docProps/app.xml": _APP, "docProps/custom.xml": _CUSTOM}
# A preview of the first page, and who changed what in a presentation: parts that nothing else needs.
_REMOVED = re.compile(r"/?(?:docProps/thumbnail\.\w+|(?:ppt/)?changesInfos/[^/]+)")
_LISTS = re.compile(r"\[Content_Types\]\.xml|(?:.*/)?_rels/[^/]*\.rels")
_PICTURES = re.compile(r"(?:word|xl|ppt)/media/[^/]+")
_EMPTIED = re.compile(
    r"word/(?:comments\w*|people)\.xml|xl/(?:persons|threadedComments)/[^/]+\.xml|"
    r"ppt/(?:comments/[^/]+|commentAuthors|authors)\.xml"
)
_NOTES = re.compile(r"xl/comments[^/]*\.xml|xl/comments/[^/]+\.xml")
_BOOK = re.compile(r"xl/workbook\.xml")
_BOXES = re.compile(r"xl/drawings/[^/]+\.vml")
_WORD = re.compile(r"word/(?:document|header\d*|footer\d*|footnotes|endnotes|settings|styles|numbering)\.xml")
_DROPPED = frozenset(
    ("del", "moveFrom", "rPrChange", "pPrChange", "sectPrChange", "tblPrChange", "tblPrExChange", "trPrChange",
     "tcPrChange", "tblGridChange", "numberingChange", "moveFromRangeStart", "moveFromRangeEnd", "moveToRangeStart",
     "moveToRangeEnd", "commentRangeStart", "commentRangeEnd", "commentReference", "rsids", "cellDel", "cellIns",
     "attachedTemplate")
)  # fmt: skip
_UNWRAPPED = frozenset(("ins", "moveTo"))
_WORDS = (
    "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}",
    "{http://purl.oclc.org/ooxml/wordprocessingml/main}",
)


def clean_office(data: bytes, limits: Limits) -> bytes | None:
    """Return the file cleaned; None when there is nothing to clean; raise RefusedError for one that is signed."""
    return rewritten(data, limits, _cleaned)


def _cleaned(name: str, content: bytes) -> bytes | None:
    if name in _FIXED or name.endswith(".psmdcp"):
        return _FIXED.get(name, _CORE)
    if _REMOVED.fullmatch(name):
        return None
    if _PICTURES.fullmatch(name):
        return clean_picture(content) or content
    edits = (
        (_EMPTIED, _empty), (_NOTES, _noteless), (_BOXES, _boxless), (_WORD, _accept), (_BOOK, _pathless),
        (_LISTS, _unlisted),
    )  # fmt: skip
    edit = next((edit for names, edit in edits if names.fullmatch(name)), None)
    return edited_xml(content, edit) if edit else content


def _unlisted(root: Any) -> bool:
    """Take parts that are removed out of the list of parts or of relations, and the path of the template."""

    def is_gone(element: Any) -> bool:
        target = element.get("PartName") or element.get("Target") or ""
        return bool(_REMOVED.fullmatch(target)) or (element.get("Type") or "").endswith("/attachedTemplate")

    return without(root, is_gone)


def _empty(root: Any) -> bool:
    found = len(root) > 0
    for child in list(root):
        root.remove(child)
    return found


def _noteless(root: Any) -> bool:
    """Take the notes of a sheet and their authors out; the two lists themselves must stay."""
    emptied = [_empty(child) for child in root]
    return any(emptied)


def _boxless(root: Any) -> bool:
    """Take out the boxes in which a sheet draws its notes."""
    boxes = [
        shape for shape in root if any(isinstance(e.tag, str) and e.get("ObjectType") == "Note" for e in shape.iter())
    ]
    for box in boxes:
        root.remove(box)
    return bool(boxes)


def _pathless(root: Any) -> bool:
    """Take out the folder where a workbook was saved, and who keeps it open."""
    gone = [e for e in root.iter() if isinstance(e.tag, str) and e.tag.rpartition("}")[2] in {"absPath", "fileSharing"}]
    for element in gone:
        element.getparent().remove(element)
    return bool(gone)


def _accept(root: Any) -> bool:
    """Accept tracked changes, take out the marks of comments and the numbers of editing sessions."""
    found = False
    for element in list(root.iter()):
        if not isinstance(element.tag, str):
            continue
        for name in [key for key in element.attrib if key.startswith(_WORDS) and "}rsid" in key]:
            del element.attrib[name]
            found = True
        if element.tag.startswith(_WORDS) and element.getparent() is not None:
            found = _taken_out(element, element.tag.rpartition("}")[2]) or found
    return found


def _taken_out(element: Any, name: str) -> bool:
    """Take an element out when it stands for a change: with what it holds, or leaving that in its place."""
    if name not in _DROPPED and name not in _UNWRAPPED:
        return False
    parent = element.getparent()
    if name in _UNWRAPPED:
        place = parent.index(element)
        for offset, child in enumerate(list(element)):
            parent.insert(place + offset, child)
    parent.remove(element)
    return True
