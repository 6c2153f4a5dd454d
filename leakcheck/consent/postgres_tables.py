"""The tables of a ledger on PostgreSQL, the same as in `schema.py`; `migrations` makes them."""

from __future__ import annotations

from sqlalchemy import Boolean, Column, Index, Integer, LargeBinary, MetaData, Table, Text

HEAD = "0002"  # the newest step in migrations/versions
METADATA = MetaData()


def _text(name: str, *, key: bool = False) -> Column[str]:
    """Return a column of words, sorted by code points as everywhere in the ledger."""
    return Column(name, Text(collation="C"), primary_key=key, nullable=False)


def _bytes(name: str, *, key: bool = False) -> Column[bytes]:
    return Column(name, LargeBinary, primary_key=key, nullable=False)


def _number(name: str, *, key: bool = False) -> Column[int]:
    return Column(name, Integer, primary_key=key, nullable=False, autoincrement=False)


FACT = Table("fact", METADATA, _text("name", key=True), _text("value"))
KEY = Table(
    "key", METADATA, _number("number", key=True), _bytes("proof"), _text("made"), _bytes("wrapped"), _bytes("sealed")
)
EVENT = Table(
    "event",
    METADATA,
    *(_text(name) for name in ("kind", "purpose", "scope", "status", "basis", "at", "effective", "expires", "source")),
    _text("recorded"),
    *(_bytes(name) for name in ("tag", "loose", "salt", "who", "note", "digest")),
    _number("key"),
    _number("seq", key=True),
    _bytes("hash"),
    Index("event_tag", "tag"),
    Index("event_loose", "loose"),
)
PERSON = Table(
    "person",
    METADATA,
    _bytes("tag", key=True),
    _bytes("loose"),
    _bytes("sealed"),
    _bytes("name"),
    _number("key"),
    _bytes("given"),
    _bytes("surname"),
    Index("person_loose", "loose"),
    Index("person_name", "name"),
    Index("person_given", "given"),
    Index("person_surname", "surname"),
)


def _stand(name: str, tag: str) -> Table:
    words = (_text("status"), _text("expires"), _text("effective"), Column("suppressed", Boolean, nullable=False))
    return Table(
        name,
        METADATA,
        _bytes(tag, key=True),
        _text("purpose", key=True),
        _text("scope", key=True),
        *words,
        _number("seq"),
    )


STANDING, OBJECTION = _stand("standing", "tag"), _stand("objection", "loose")
CIRCLE = Table("circle", METADATA, _text("name", key=True), Column("bcc_only", Boolean, nullable=False))
MEMBER = Table("member", METADATA, _bytes("tag", key=True), _text("circle", key=True), Index("member_circle", "circle"))
