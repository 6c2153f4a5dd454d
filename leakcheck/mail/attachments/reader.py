"""Read one attachment and all that it holds: tell its kind, hand it to its reader, go on with what comes out."""

from __future__ import annotations

import re
from importlib import import_module

from leakcheck.mail.attachments.behind import read_behind
from leakcheck.mail.attachments.finds import Finds, Harmful, NeedsWorker, Unreadable, empty
from leakcheck.mail.attachments.kinds import PICTURES, is_office, kind_of, lie_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable

    from leakcheck.mail.attachments.budget import Budget
    from leakcheck.mail.attachments.finds import File

    Read = Callable[[File, Finds, Budget], None]

_PACKAGE = "leakcheck.mail.attachments."
# kind -> module and function; a module is imported when the first such file is met.
READERS = {
    "text": ("texts", "read_plain"),
    "csv": ("texts", "read_rows"),
    "html": ("pages", "read_page"),
    "vcard": ("vcard", "read_cards"),
    "calendar": ("events", "read_events"),
    "mail": ("mails", "read_mail"),
    "mbox": ("mails", "read_mbox"),
    "rtf": ("rtf", "read_rich"),
    "pdf": ("pdf", "read_pdf"),
    "zip": ("archives", "read_zip"),
    "docx": ("office_docx", "read_docx"),
    "xlsx": ("office_xlsx", "read_xlsx"),
    "pptx": ("office_pptx", "read_pptx"),
    "odf": ("opendocument", "read_odf"),
    "ole": ("office_ole", "read_ole"),
    "tar": ("archives", "read_tar"),
    "gzip": ("archives", "read_gzip"),
    "bzip2": ("archives", "read_bzip2"),
    "xz": ("archives", "read_xz"),
    "metafile": ("metafiles", "read_metafile"),
    **dict.fromkeys(PICTURES, ("images", "read_image")),
}
_UNPACK = "Unpack it and attach the files themselves, or leave it out"
CLOSED = {
    "7z": ("7z archives are not read", _UNPACK),
    "rar": ("RAR archives are not read", _UNPACK),
    "tnef": ("it is in Outlook's own format (winmail.dat)", "Send the mail as HTML or plain text, then check again"),
    "pgp": ("it is encrypted", "Check the clear text before it is encrypted"),
    "smime": ("it is encrypted", "Check the clear text before it is encrypted"),
    "signed": ("it is wrapped in S/MIME", "Check it before it is signed"),
    "key file": ("it is a locked key file", "Leave it out"),
    "program": ("it is a program", "Leave it out"),
    "java program": ("it is a program", "Leave it out"),
    "database": ("databases are not read", "Export what is needed as a table and attach that"),
    "password store": ("it is a locked password store", "Leave it out"),
    "mail store": ("mail stores of Outlook are not read", "Attach the single mails that are meant"),
    "sound or film": ("sound and film are not read", "Listen to it before you send it"),
    "": ("its format is not known", ""),
}
_TABLES, _STORE = frozenset({"text", "csv"}), "password store"
_NO_WIDTH, _ROW = "\u200b\u2060\u200c\u200d\ufeff", 8
_DAMAGED = "it is damaged or not what it seems"


def read_file(file: File, budget: Budget) -> Finds:
    """Return what a file and the files inside it hold, whatever the bytes are.

    Raises NeedsWorker outside a worker when a library that may crash is needed.
    """
    finds = empty()
    finds.files.append(file)
    while finds.files:
        current = finds.files.pop()
        _read_one(current, finds, budget)
    return finds


def _read_one(file: File, finds: Finds, budget: Budget) -> None:
    texts, waiting = len(finds.texts), len(finds.files)
    try:
        _check_depth(file, budget)
        _dispatch(file, finds, budget)
        budget.spend("attached_text", sum(len(found.text) for found in finds.texts[texts:]))
        for found in finds.texts[texts:]:
            _tell_unseen(file, finds, found.text)
    except NeedsWorker:
        raise
    except Harmful as reason:
        finds.files.clear()
        finds.miss(file, reason.why, reason.help)
    except Unreadable as reason:
        finds.miss(file, reason.why, reason.help)
    except MemoryError:
        del finds.texts[texts:], finds.files[waiting:]
        finds.miss(file, "it needs more memory than is allowed")
    except Exception:  # noqa: BLE001 - hostile bytes meet libraries: whatever they throw, the file was not read
        finds.miss(file, _DAMAGED)


def _tell_unseen(file: File, finds: Finds, text: str) -> None:
    """Say where characters without width stand in a row: no script needs so many, a hidden message does."""
    if any(character in text for character in _NO_WIDTH[:3]):
        number = sum(len(match) for match in re.findall(f"[{_NO_WIDTH}]{{{_ROW},}}", text))
        finds.conceal(file, f"{number:,} characters without width" if number else "", "zero-width characters")


def _check_depth(file: File, budget: Budget) -> None:
    if file.depth > budget.limits.archive_depth:
        why = f"files are packed into one another more than {budget.limits.archive_depth} deep"
        raise Unreadable(why, _UNPACK)


def _is_export(file: File) -> bool:
    from leakcheck.mail.attachments.exports import is_password_export

    return is_password_export(file.data)


def _lie_of(file: File, kind: str) -> str:
    """Return what is wrong with the name of a file; that an office document is damaged makes no lie of it."""
    lie = lie_of(file.name, kind) if file.data else ""
    if lie and kind == "zip" and is_office(file.name):
        from leakcheck.mail.attachments.package import is_torn

        return "" if is_torn(file.data) else lie
    return lie


def _dispatch(file: File, finds: Finds, budget: Budget) -> None:
    kind = kind_of(file.data, file.name, file.media_type)
    if kind == "zip":
        from leakcheck.mail.attachments.package import package_kind

        kind = package_kind(file.data)
    elif kind == "ole":
        from leakcheck.mail.attachments.office_ole import ole_kind

        kind = ole_kind(file.data)
    shown = "picture" if kind in PICTURES else _STORE if kind in _TABLES and _is_export(file) else kind
    finds.contents.append((file.name, file.inside, shown, _lie_of(file, kind), file.data[:256]))
    name = "ole" if kind in {"xls", "doc", "ppt", "msg", "locked office"} else kind
    if name == "signature":
        return  # it says nothing but who signed
    if name not in READERS:
        why, how = CLOSED.get(kind, CLOSED[""])
        raise Unreadable(why, how)
    module, function = READERS[name]
    read: Read = getattr(import_module(_PACKAGE + module), function)
    read(file, finds, budget)
    read_behind(file, kind, finds, budget)
