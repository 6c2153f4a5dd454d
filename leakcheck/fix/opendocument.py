"""OpenDocument files without properties, comments, tracked changes, the printer and the picture of the first page.

Source of the names: OASIS OpenDocument 1.3, parts 2 (packages) and 3 (schema); `officeooo:rsid` is LibreOffice's.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from leakcheck.fix.archives import edited_xml, rewritten
from leakcheck.fix.values import RefusedError

if TYPE_CHECKING:
    from leakcheck.model.policy import Limits

_META = (
    b'<?xml version="1.0" encoding="UTF-8"?>\n<office:document-meta xmlns:office='
    b'"urn:oasis:names:tc:opendocument:xmlns:office:1.0" office:version="1.3"><office:meta/></office:document-meta>'
)
_MANIFEST = "META-INF/manifest.xml"
_STORIES = frozenset(("content.xml", "styles.xml"))
_DROPPED = frozenset(("annotation", "annotation-end", "tracked-changes", "change", "change-start", "change-end"))
_SESSIONS = ("}rsid", "}paragraph-rsid")
_SETTINGS = frozenset(("PrinterName", "PrinterSetup", "Rsid", "RsidRoot"))
_THUMBNAILS = "Thumbnails/"


def clean_opendocument(data: bytes, limits: Limits) -> bytes | None:
    """Return the file cleaned, changes accepted; None when there is nothing to clean; RefusedError where it cannot."""
    return rewritten(data, limits, _cleaned)


def _cleaned(name: str, content: bytes) -> bytes | None:
    if name.startswith(_THUMBNAILS):
        return None
    if name == "meta.xml":
        return _META
    if name in _STORIES:
        return edited_xml(content, _accept)
    if name == "settings.xml":
        return edited_xml(content, _printerless)
    return edited_xml(content, _unlisted) if name == _MANIFEST else content


def _accept(root: Any) -> bool:
    """Take out comments, the list of changes with what was deleted, their marks and the numbers of sessions."""
    found = _without(root, lambda element: _local(element) in _DROPPED)
    for element in root.iter():
        for name in [key for key in element.attrib if key.endswith(_SESSIONS)]:
            del element.attrib[name]
            found = True
    return found


def _printerless(root: Any) -> bool:
    return _without(root, lambda element: any(value in _SETTINGS for value in element.attrib.values()))


def _unlisted(root: Any) -> bool:
    """Take the small pictures out of the list of parts; raise RefusedError for a file with a password."""
    if any(_local(element) == "encryption-data" for element in root.iter()):
        raise RefusedError("it is locked with a password")
    return _without(root, lambda e: any(value.startswith(_THUMBNAILS) for value in e.attrib.values()))


def _without(root: Any, unwanted: Any) -> bool:
    """Take elements out; the text that follows one stays."""
    gone = [e for e in root.iter() if isinstance(e.tag, str) and e.getparent() is not None and unwanted(e)]
    for element in gone:
        parent, before = element.getparent(), element.getprevious()
        if parent is None:
            continue
        if before is not None:
            before.tail = (before.tail or "") + (element.tail or "")
        else:
            parent.text = (parent.text or "") + (element.tail or "")
        parent.remove(element)
    return bool(gone)


def _local(element: Any) -> str:
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""
