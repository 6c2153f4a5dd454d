"""LDIF (RFC 2849) as directories and old address books write it: entries with `mail` and `cn`."""

from __future__ import annotations

import base64
import binascii

from leakcheck.address.canonical import canonical
from leakcheck.consent.importers.values import Bad, Contact, Piece, pieces
from leakcheck.model.record import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from leakcheck.consent.importers.mapping import Mapping

_ADDRESSES = frozenset({"mail", "mozillasecondemail", "rfc822mailbox"})
_GROUPS = frozenset({"groupofnames", "groupofuniquenames", "organizationalunit", "organization", "dcobject"})


class Record(NamedTuple):
    """One entry: the line on which it begins, and its attributes with all their values."""

    line: int
    values: dict[str, list[str]]


def read_ldif(path: str, mapping: Mapping) -> Iterator[Contact | Bad]:
    """Yield the people of a directory; groups and branches of the tree are nobody."""
    del mapping
    for piece in pieces(path, ".ldif"):
        yield from _contacts(piece)


def _contacts(piece: Piece) -> Iterator[Contact | Bad]:
    for record in _records(piece.data.decode("utf-8-sig", "replace")):
        kinds = {kind.lower() for kind in record.values.get("objectclass", ())}
        addresses = [value for name in sorted(_ADDRESSES) for value in record.values.get(name, ())]
        name = " ".join(next(iter(record.values.get("cn") or record.values.get("displayname") or ("",))).split())
        if not addresses and "dn" in record.values and not kinds & _GROUPS:
            yield Bad(record.line, "an entry without an address", piece.name)
        for written in addresses:
            address = canonical(written.strip())
            if address:
                yield Contact(record.line, address, name, file=piece.name)
            else:
                yield Bad(record.line, "an entry with an address that is not valid", piece.name)


def _records(text: str) -> Iterator[Record]:
    record = Record(0, {})
    for number, line in _unfolded(text):
        if not line.strip():
            if record.values:
                yield record
            record = Record(0, {})
            continue
        name, colon, value = line.partition(":")
        if colon:
            record = record if record.line else record._replace(line=number)
            record.values.setdefault(name.partition(";")[0].strip().lower(), []).append(_value(value))
    if record.values:
        yield record


def _unfolded(text: str) -> Iterator[tuple[int, str]]:
    start, whole = 0, ""
    for number, line in enumerate(text.splitlines(), 1):
        if line.startswith(" ") and start:
            whole += line[1:]
            continue
        if start and not whole.startswith("#"):
            yield start, whole
        start, whole = number, line
    if start and not whole.startswith("#"):
        yield start, whole


def _value(text: str) -> str:
    if not text.startswith(":"):
        return text.strip()
    try:
        return base64.b64decode(text[1:].strip(), validate=True).decode("utf-8", "replace")
    except (binascii.Error, ValueError):
        return ""
