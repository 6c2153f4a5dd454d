"""Files of Office before 2007, Outlook files, and locked documents: all are compound files ([MS-CFB])."""

from __future__ import annotations

import struct

from leakcheck.mail.attachments.finds import NeedsWorker, Unreadable
from leakcheck.mail.attachments.office_old import LOCKED, text_of_slides, text_of_word
from leakcheck.mail.attachments.ole_objects import read_objects
from leakcheck.mail.msg.ole import Ole, open_ole
from leakcheck.model.errors import ReadError
from leakcheck.model.phrase import Phrase

TYPE_CHECKING = False
if TYPE_CHECKING:
    from leakcheck.mail.attachments.budget import Budget
    from leakcheck.mail.attachments.finds import File, Finds

_SUMMARY = "\x05summaryinformation"
_DOCUMENT = "\x05documentsummaryinformation"
# Property identifiers of [MS-OLEPS] 2.25.1 and [MS-OSHARED] 2.3.3.
_SUMMARY_KEYS = {4: "author", 8: "last-editor"}
_DOCUMENT_KEYS = {14: "manager", 15: "company"}
_OLD = {"doc": ("Word", ".docx"), "ppt": ("PowerPoint", ".pptx")}
_MOST = 200


def ole_kind(data: bytes) -> str:
    """Return what a compound file is: "xls", "doc", "ppt", "msg", "locked office" or "ole"."""
    try:
        streams = open_ole(data).root.streams
    except ReadError:
        return "ole"
    for stream, kind in (
        ("encryptedpackage", "locked office"),
        ("workbook", "xls"),
        ("book", "xls"),
        ("worddocument", "doc"),
        ("powerpoint document", "ppt"),
        ("__properties_version1.0", "msg"),
    ):
        if stream in streams:
            return kind
    return "ole"


def read_ole(file: File, finds: Finds, budget: Budget) -> None:
    """Read an Excel workbook or an Outlook message; the text of the others, and who wrote them."""
    kind = ole_kind(file.data)
    if kind == "msg":
        from leakcheck.mail.attachments.mails import read_mail

        read_mail(file, finds, budget)
        return
    if kind == "locked office":
        raise Unreadable(*LOCKED)
    try:
        ole = open_ole(file.data)
    except ReadError as error:
        raise Unreadable("it is damaged") from error
    _read_properties(file, finds, ole)
    carries = read_objects(file, finds, budget, ole)
    if kind == "xls":
        if not budget.isolated:
            raise NeedsWorker
        _read_workbook(file, finds, budget, ole)
    elif kind in _OLD:
        _read_old(file, finds, kind, ole)
    elif not carries:
        raise Unreadable("its format is not known")


def _read_old(file: File, finds: Finds, kind: str, ole: Ole) -> None:
    """Read the text of a document, and say that there may be more."""
    program, suffix = _OLD[kind]
    how = Phrase("Save it as {suffix} and check again", suffix=suffix)
    text = text_of_word(ole) if kind == "doc" else text_of_slides(ole)
    if not text.strip():
        raise Unreadable(Phrase("the old format of {program} is not read", program=program), how)
    finds.add_text(file, text)
    finds.miss(file, Phrase("of the old format of {program} only the text is read", program=program), how)


def _read_workbook(file: File, finds: Finds, budget: Budget, ole: Ole) -> None:
    from leakcheck.mail.attachments.biff import is_locked, read_beside
    from leakcheck.mail.attachments.sheets import add_beside
    from leakcheck.mail.attachments.workbooks import read_values

    stream = ole.root.streams.get("workbook")
    data = ole.read(stream) if stream else b""
    if is_locked(data):
        raise Unreadable(*LOCKED)
    beside = read_beside(data)
    read_values(file, finds, budget, beside, {})
    for name, sheet in beside.items():
        add_beside(file, finds, f"sheet {name}", sheet)


def _read_properties(file: File, finds: Finds, ole: Ole) -> None:
    for stream, keys in ((_SUMMARY, _SUMMARY_KEYS), (_DOCUMENT, _DOCUMENT_KEYS)):
        if stream in ole.root.streams:
            data = ole.read(ole.root.streams[stream])
            for key, value in _properties(data):
                if key in keys:
                    finds.add_metadata(file, keys[key], value)


def _properties(data: bytes) -> list[tuple[int, str]]:
    """Return the text properties of a property set ([MS-OLEPS] 2.20)."""
    found = []
    try:
        start = struct.unpack_from("<I", data, 44)[0]
        number = struct.unpack_from("<I", data, start + 4)[0]
        for place in range(min(number, _MOST)):
            key, offset = struct.unpack_from("<II", data, start + 8 + place * 8)
            kind, size = struct.unpack_from("<II", data, start + offset)
            at = start + offset + 8
            if kind == 0x1E:
                found.append((key, data[at : at + min(size, 1_000)].decode("utf-8", "replace").split("\0")[0]))
            elif kind == 0x1F:
                text = data[at : at + min(size, 1_000) * 2].decode("utf-16-le", "replace")
                found.append((key, text.split("\0")[0]))
    except struct.error:
        return found
    return found
