"""Build a message from its pieces, for drafts that are no Internet message: header fields, texts, files."""

from __future__ import annotations

from urllib.parse import quote

from leakcheck.fix import encode
from leakcheck.model.record import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

EOL = b"\r\n"
_WITHOUT_TYPE = "application/octet-stream"


class File(NamedTuple):
    """A file that travels along; `content_id` is set where the page shows it; a mail (`message`) travels as it is."""

    name: str
    media_type: str
    data: bytes
    content_id: str = ""
    message: bool = False


class Entity(NamedTuple):
    """A MIME entity: its header fields with their line ends, and its body."""

    header: bytes
    body: bytes

    def bytes(self) -> bytes:
        """Return the entity as it travels."""
        return self.header + EOL + self.body


def text_entity(text: str, subtype: str) -> Entity:
    """Return a text in UTF-8 and quoted-printable."""
    data = text.replace("\r\n", "\n").replace("\r", "\n").encode("utf-8", "replace")
    header = b"Content-Type: text/%s; charset=utf-8" % subtype.encode() + EOL
    return Entity(
        header + b"Content-Transfer-Encoding: quoted-printable" + EOL, encode.quoted_printable(data, EOL) + EOL
    )


def file_entity(file: File) -> Entity:
    """Return a file in base64; an enclosed mail as it stands, which RFC 2046 (5.2.1) asks for."""
    kind = "message/rfc822" if file.message else _token(file.media_type)
    fields = [b"Content-Type: " + kind.encode()]
    if not file.message:
        fields.append(b"Content-Transfer-Encoding: base64")
    if file.content_id:
        fields.append(b"Content-ID: <" + file.content_id.encode("ascii", "ignore") + b">")
    how = b"inline" if file.content_id else b"attachment"
    fields.append(b"Content-Disposition: " + how + _filename(file.name))
    body = file.data if file.message else encode.transfer(file.data, "base64", EOL)
    return Entity(b"".join(field + EOL for field in fields), body)


def multipart(subtype: str, entities: Iterable[Entity], number: int) -> Entity:
    """Return entities in a multipart; each level of nesting has a number of its own for its boundary."""
    every = [entity.bytes() for entity in entities]
    boundary = b"=_leakcheck_%d" % number
    while any(b"--" + boundary in entity for entity in every):
        boundary += b"_"
    body = b"".join(b"--" + boundary + EOL + entity + (b"" if entity.endswith(EOL) else EOL) for entity in every)
    header = b"Content-Type: multipart/%s;" % subtype.encode() + EOL + b' boundary="' + boundary + b'"' + EOL
    return Entity(header, body + b"--" + boundary + b"--" + EOL)


def body_entity(texts: Sequence[tuple[str, str]], files: list[File]) -> Entity:
    """Return the body of a message: alternatives, plainest first, with their pictures, with the files.

    A text is a pair of its subtype ("plain", "html") and its content.
    """
    entities = [text_entity(content, subtype) for subtype, content in texts or (("plain", ""),)]
    body = multipart("alternative", entities, 1) if len(entities) > 1 else entities[0]
    shown = [file for file in files if file.content_id and any(subtype == "html" for subtype, _ in texts)]
    rest = [file for file in files if file not in shown]
    if shown:
        body = multipart("related", [body, *map(file_entity, shown)], 2)
    return multipart("mixed", [body, *map(file_entity, rest)], 3) if rest else body


def _filename(name: str) -> bytes:
    if not name:
        return b""
    if name.isascii() and name.isprintable() and not set(name) & set('"\\'):
        return b'; filename="' + name.encode() + b'"'
    return b";" + EOL + b" filename*=utf-8''" + quote(name, safe="").encode()


def _token(media_type: str) -> str:
    parts = media_type.split("/")
    good = len(parts) == 2 and all(
        part and part.replace("-", "").replace(".", "").replace("+", "").isalnum() for part in parts
    )
    return media_type if good and media_type.isascii() and parts[0] not in {"multipart", "message"} else _WITHOUT_TYPE
