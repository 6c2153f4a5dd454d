"""Attachments: files by value, embedded messages, and what can only be named.

Sources: [MS-OXCMSG] 2.2.2, [MS-OXMSG] 2.2.2.
"""

from __future__ import annotations

from leakcheck.mail.msg.properties import PROPERTY_STREAM, SUB_HEADER, Properties
from leakcheck.model.record import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from leakcheck.mail.msg.ole import Ole, Storage

_TABLE = "__attach_version1.0_#"
_DATA = "__substg1.0_37010102"
_OBJECT = "__substg1.0_3701000d"
_REFERENCES = {2: "it is only a link to a file", 3: "it is only a link to a file", 4: "it is only a link to a file",
               7: "it is only a link to a file on the web"}  # fmt: skip


class Attached(NamedTuple):
    """An attachment as it stands in the file.

    `data` is None where there are no bytes; `message` is the storage of an embedded message; `why` says what keeps it
    from being read, empty when nothing does.
    """

    name: str
    media_type: str
    content_id: str
    hidden: bool
    data: bytes | None = None
    message: Storage | None = None
    why: str = ""


def attachment_names(storage: Storage) -> list[str]:
    """Return the names of the attachment storages of a message, in order."""
    return sorted(name for name in storage.storages if name.startswith(_TABLE))


def read_attached(ole: Ole, storage: Storage, codecs: tuple[str, ...]) -> Attached:
    """Return the attachment that a storage holds."""
    props = Properties(ole, storage, SUB_HEADER, codecs)
    name = props.text(0x3707) or props.text(0x3704) or props.text(0x3001)
    found = Attached(
        " ".join(name.split()),
        props.text(0x370E).strip().lower(),
        props.text(0x3712).strip(" <>"),
        bool(props.number(0x7FFE)),
    )
    inner = storage.storages.get(_OBJECT)
    if inner and PROPERTY_STREAM in inner.streams:
        return found._replace(message=inner)
    if _DATA in storage.streams:
        return found._replace(data=ole.read(storage.streams[_DATA]))
    if inner:
        return found._replace(why="it is an object of another program (OLE)")
    return found._replace(why=_REFERENCES.get(props.number(0x3705), "the file does not hold its content"))


def size_of(storage: Storage) -> int:
    """Return how many bytes the streams of a storage claim, those of its inner storages included."""
    total, waiting = 0, [storage]
    while waiting:
        current = waiting.pop()
        total += sum(entry.size for entry in current.streams.values())
        waiting += current.storages.values()
    return total
