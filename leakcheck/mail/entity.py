"""One MIME entity while it is being read, and what its header says about it."""

from __future__ import annotations

import re

from leakcheck.mail.fields import field_text
from leakcheck.mail.params import Parametrized, parse_params
from leakcheck.model.draft import Part
from leakcheck.model.place import Span

TYPE_CHECKING = False
if TYPE_CHECKING:
    from leakcheck.mail.headerblock import Block
    from leakcheck.model.draft import Field

_MEDIA_TYPE = re.compile(r"[\w.+-]{1,100}/[\w.+*-]{1,100}")
_BARE_TYPES = {"text": "text/plain", "html": "text/html", "plain": "text/plain", "multipart": "multipart/mixed"}
_MESSAGES = frozenset({"message/rfc822", "message/global", "message/news"})


class Entity:
    """An entity whose body end is not known yet.

    `prefix` begins the numbers of its children. `epilogue` is the offset behind the closing delimiter, -1 before that;
    `used` tells that a delimiter was seen; `sealed` that a limit forbids to look inside.
    """

    __slots__ = (
        "block",
        "body_end",
        "body_start",
        "boundary",
        "buffer",
        "children",
        "content_id",
        "defects",
        "depth",
        "disposition",
        "encoding",
        "epilogue",
        "filename",
        "media_type",
        "number",
        "params",
        "parent",
        "prefix",
        "sealed",
        "used",
    )

    def __init__(self, buffer: int, block: Block, parent: Entity | None) -> None:
        self.buffer = buffer
        self.block = block
        self.parent = parent
        self.depth: int = parent.depth + 1 if parent else 0
        self.body_start = self.body_end = block.body
        self.media_type = "text/plain"
        self.params: dict[str, str] = {}
        self.encoding = self.disposition = self.filename = self.content_id = ""
        self.boundary = b""
        self.defects: list[tuple[str, str]] = []
        self.number = self.prefix = ""
        self.children = 0
        self.epilogue = -1
        self.used = self.sealed = False

    @property
    def is_multipart(self) -> bool:
        """Tell whether the header declares a multipart."""
        return self.media_type.startswith("multipart/")

    @property
    def is_message(self) -> bool:
        """Tell whether the body is a whole message."""
        return self.media_type in _MESSAGES

    @property
    def default_message(self) -> bool:
        """Tell whether parts without Content-Type are messages here."""
        return self.media_type == "multipart/digest"

    def become_leaf(self) -> None:
        """Turn a multipart without parts into a leaf, with the number of one."""
        self.sealed = True
        if not self.number:
            self.number = "1"
        elif self.number.endswith(".TEXT"):
            self.number = f"{self.prefix}1"

    def part(self) -> Part:
        """Return the finished entity."""
        inner = self.is_message or self.is_multipart
        return Part(
            number=self.number,
            parent=self.parent.number if self.parent else None,
            buffer=self.buffer,
            fields=self.block.fields,
            header=self.block.header,
            body=Span(self.body_start, self.body_end),
            media_type=self.media_type,
            params=self.params,
            encoding=self.encoding,
            disposition=self.disposition,
            filename=self.filename,
            content_id=self.content_id,
            leaf=self.sealed or not inner,
        )


def read_entity(data: bytes, buffer: int, block: Block, parent: Entity | None) -> Entity:
    """Make the entity of a header block: type, encoding, disposition, name, number."""
    entity = Entity(buffer, block, parent)
    values: dict[str, str] = {}
    for field in block.fields:
        if field.name[:8].lower() == "content-":
            _keep(entity, values, field, field_text(data[field.value.start : field.value.end]))
    _read_type(entity, values)
    disposition = parse_params(values.get("content-disposition", ""))
    entity.disposition = disposition.value
    entity.encoding = _token(values.get("content-transfer-encoding", ""))
    entity.content_id = values.get("content-id", "").strip("<> \t")
    entity.filename = disposition.params.get("filename") or entity.params.get("name", "")
    _number(entity, parent)
    return entity


def _keep(entity: Entity, values: dict[str, str], field: Field, text: str) -> None:
    """Keep the first usable value of a field; mail programs differ on which of two counts."""
    name = field.name.lower()
    if name not in values:
        values[name] = text
        return
    if name == "content-type" and not _MEDIA_TYPE.match(values[name].strip()):
        values[name] = text
    if name in {"content-type", "content-transfer-encoding"}:
        entity.defects.append((f"repeated-{name}", "a field that says how to read the part stands there twice"))


def _read_type(entity: Entity, values: dict[str, str]) -> None:
    digested = entity.parent is not None and entity.parent.default_message
    default = "message/rfc822" if digested else "text/plain"
    text = values.get("content-type")
    if text is None:
        entity.media_type = default
        return
    parsed = parse_params(text)
    entity.media_type = _media_type(entity, parsed, default)
    entity.params = parsed.params
    if entity.is_multipart:
        entity.boundary = parsed.params.get("boundary", "").rstrip().encode("utf-8", "replace")


def _media_type(entity: Entity, parsed: Parametrized, default: str) -> str:
    match = _MEDIA_TYPE.match(parsed.value.strip('"'))
    if match:
        return match[0]
    entity.defects.append(("content-type-unreadable", "a Content-Type that names no type"))
    if parsed.params.get("boundary"):
        return "multipart/mixed"
    return _BARE_TYPES.get(parsed.value.rstrip("/"), default)


def _token(text: str) -> str:
    words = re.sub(r"\([^()]{0,200}\)", " ", text).split(";", 1)[0].strip().strip("\"'").lower().split()
    return words[0] if words else ""


def _number(entity: Entity, parent: Entity | None) -> None:
    """Give an entity its IMAP number (RFC 9051, 6.4.5.1), "2.TEXT" to the multipart inside the message "2"."""
    prefix = parent.prefix if parent else ""
    if entity.is_multipart and (parent is None or parent.is_message):
        entity.number = f"{prefix}TEXT" if prefix else ""
        entity.prefix = prefix
        return
    if parent:
        parent.children += 1
    entity.number = f"{prefix}{parent.children if parent else 1}"
    entity.prefix = f"{entity.number}."
