"""Rewrite parts of a document that is a ZIP archive; all others are copied."""

from __future__ import annotations

import io
import zipfile

from leakcheck.fix.values import RefusedError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

    from leakcheck.model.policy import Limits

_LONG_AGO = (1980, 1, 1, 0, 0, 0)
_SIGNED = ("_xmlsignatures/", "META-INF/documentsignatures.xml")


def rewritten(data: bytes, limits: Limits, clean: Callable[[str, bytes], bytes | None]) -> bytes | None:
    """Return the archive with each part as `clean` returns it (None: left out); None when no part changes.

    Raises RefusedError for a document that is signed or over a limit.
    """
    with zipfile.ZipFile(io.BytesIO(data)) as old:
        entries = old.infolist()
        if any(entry.filename.startswith(_SIGNED) for entry in entries):
            raise RefusedError("it is signed, and the signature would no longer hold")
        if len(entries) > limits.entries or sum(entry.file_size for entry in entries) > limits.unpacked_bytes:
            raise RefusedError("it is too large to be taken apart")
        out = io.BytesIO()
        changed = False
        with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
            for entry in entries:
                content = old.read(entry)
                cleaned = clean(entry.filename, content)
                changed = changed or cleaned != content
                if cleaned is not None:
                    info = zipfile.ZipInfo(entry.filename, _LONG_AGO)
                    info.compress_type = entry.compress_type
                    new.writestr(info, cleaned)
    return out.getvalue() if changed else None


def edited_xml(content: bytes, edit: Callable[[Any], bool]) -> bytes:
    """Return an XML part after an edit of its tree, or its very bytes when the edit found nothing."""
    from lxml import etree

    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    root = etree.fromstring(content, parser)
    if not edit(root):
        return content
    return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True))


def without(root: Any, unwanted: Callable[[Any], bool]) -> bool:
    """Take elements out, and tell whether there were any; the text that follows one stays."""
    gone = [e for e in root.iter() if isinstance(e.tag, str) and e.getparent() is not None and unwanted(e)]
    for element in gone:
        parent, before = element.getparent(), element.getprevious()
        if before is not None:
            before.tail = (before.tail or "") + (element.tail or "")
        else:
            parent.text = (parent.text or "") + (element.tail or "")
        parent.remove(element)
    return bool(gone)
