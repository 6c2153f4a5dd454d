"""OpenDocument files without properties, comments, tracked changes, the printer and the picture of the first page.

Source of the names: OASIS OpenDocument 1.3, parts 2 (packages) and 3 (schema); `officeooo:rsid` is LibreOffice's.
"""

from __future__ import annotations

import io
import zipfile

from leakcheck.fix.archives import edited_xml, rewritten, without
from leakcheck.fix.pictures import clean_picture
from leakcheck.fix.values import RefusedError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

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
# A picture of the first page, and older versions of the document.
_REMOVED = ("Thumbnails/", "Versions/", "VersionList.xml")
_PICTURES = "Pictures/"


def clean_opendocument(data: bytes, limits: Limits) -> bytes | None:
    """Return the file cleaned, changes accepted; None when there is nothing to clean; RefusedError where it cannot."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        if _MANIFEST in archive.namelist() and b"encryption-data" in archive.read(_MANIFEST):
            raise RefusedError("it is locked with a password")
    return rewritten(data, limits, _cleaned)


def _cleaned(name: str, content: bytes) -> bytes | None:
    if name.startswith(_REMOVED):
        return None
    if name == _MANIFEST:
        return edited_xml(content, _unlisted)
    if name.startswith(_PICTURES):
        return clean_picture(content) or content
    part = name.rpartition("/")[2]  # an embedded object has parts of the same names in a folder of its own
    if part == "meta.xml":
        return _META
    if part in _STORIES:
        return edited_xml(content, _accept)
    return edited_xml(content, _printerless) if part == "settings.xml" else content


def _accept(root: Any) -> bool:
    """Take out comments, the list of changes with what was deleted, their marks and the numbers of sessions."""
    found = without(root, lambda element: _local(element) in _DROPPED)
    for element in root.iter():
        for name in [key for key in element.attrib if key.endswith(_SESSIONS)]:
            del element.attrib[name]
            found = True
    return found


def _printerless(root: Any) -> bool:
    return without(root, lambda element: any(value in _SETTINGS for value in element.attrib.values()))


def _unlisted(root: Any) -> bool:
    """Take what is removed out of the list of parts."""
    return without(root, lambda e: any(value.startswith(_REMOVED) for value in e.attrib.values()))


def _local(element: Any) -> str:
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""
