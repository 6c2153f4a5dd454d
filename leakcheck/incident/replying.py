"""File an answer of an affected person, and hear what it wants: no more mails, an objection, a question."""

from __future__ import annotations

import os
import re
from functools import cache
from pathlib import Path

from leakcheck.address.canonical import canonical
from leakcheck.consent.importers.answers import is_automatic, is_report, own_words, plain, says_withdraw
from leakcheck.incident.answers import AUTOMATIC, BOUNCED, OBJECTION, OTHER, QUESTION, WITHDRAWAL
from leakcheck.incident.folder import digest, put
from leakcheck.incident.record import note
from leakcheck.model.consent import EVERYTHING, MARKETING
from leakcheck.model.errors import ConfigError
from leakcheck.model.record import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from leakcheck.incident.annex import Annex
    from leakcheck.model.draft import Draft

_FIELDS = ("Subject", "In-Reply-To", "References")
_MOST = 4_000
_FAILED = re.compile(rb"(?im)^Action:[ \t]{0,8}failed\b")  # not "delayed", nor a receipt (RFC 3464, section 2.3.3)


class Reply(NamedTuple):
    """An answer: what it wants, of whom (`person` is a tag of the record, "" when nobody fits), and who wrote it.

    `asks` says that it holds a question too, which somebody has to answer.
    """

    kind: str
    person: str
    key: str
    name: str
    sha256: str
    certain: bool
    asks: bool = False

    def __repr__(self) -> str:
        return f"Reply({self.kind}, {self.person})"


def understood(draft: Draft, data: bytes, record: dict[str, Any], annex: Annex | None) -> Reply:
    """Return what an answer says; raises ConfigError when it has no sender.

    Somebody is certain whose address is the one of the annex; a reference alone may have been passed on.
    """
    author = next((sender for sender in draft.senders if sender.field == "From" and sender.key), None)
    if author is None:
        raise ConfigError(f"{draft.path}: has no sender whose address can be read")
    known = {person.key: person.tag for person in annex.people} if annex else {}
    if is_report(draft):
        kind = BOUNCED if _FAILED.search(data) else AUTOMATIC
        person = next((known[key] for key in _reported(data) if key in known), "")
        tag = person or _named_in(data.decode("latin-1"), record)
        return Reply(kind, tag, author.key, author.display_name, digest(data), bool(person))
    person = known.get(author.key, "")
    tag = person or _tag(draft, record)
    words = own_words(draft)[:_MOST]
    kind = AUTOMATIC if is_automatic(draft) else _kind(draft.header("Subject") or "", words)
    asks = kind in {WITHDRAWAL, OBJECTION, QUESTION} and _asks(words)
    return Reply(kind, tag, author.key, author.display_name, digest(data), bool(person), asks)


def _reported(data: bytes) -> list[str]:
    """Return the addresses that a mail server reports on, in the form in which mailboxes are compared."""
    found = re.findall(rb"(?im)^Final-Recipient:[ \t]{0,8}rfc822;[ \t]{0,8}<?([^\s<>]{3,320})", data)
    return [canonical(address.decode("utf-8", "replace")) for address in found]


def _tag(draft: Draft, record: dict[str, Any]) -> str:
    return next((tag for field in _FIELDS if (tag := _named_in(draft.header(field) or "", record))), "")


def _named_in(text: str, record: dict[str, Any]) -> str:
    """Return the first tag of the record that a text names with the record's reference, "" where none does."""
    pattern = re.compile(re.escape(record["reference"]) + r"-([pq][0-9]{4,6})", re.IGNORECASE)
    tags = {row.get("id") for row in (*record["people"], *record.get("quoted", ()))}
    return next((found.lower() for found in pattern.findall(text) if found.lower() in tags), "")


def _kind(subject: str, words: str) -> str:
    if says_withdraw(words) or says_withdraw(subject):
        return WITHDRAWAL
    text = " ".join(plain(words).split())
    if any(phrase in text for phrase in _phrases()["objection"]):
        return OBJECTION
    return QUESTION if _asks(words) else OTHER


def _asks(words: str) -> bool:
    text = " ".join(plain(words).split())
    return "?" in words or any(phrase in text for phrase in _phrases()["question"])


def purpose_of(kind: str) -> str:
    """Return what somebody withdrew from: an objection is about offers (GDPR Art. 21(2)), a withdrawal about all."""
    return {WITHDRAWAL: EVERYTHING, OBJECTION: MARKETING}.get(kind, "")


def file_reply(folder: Path, record: dict[str, Any], reply: Reply, data: bytes, at: str) -> dict[str, Any]:
    """Keep an answer and note it; one filed before may still wait for the ledger, else it raises ConfigError."""
    before: dict[str, Any] | None = next((r for r in record["replies"] if r.get("sha256") == reply.sha256), None)
    if before is not None:
        if before.get("recorded") or not purpose_of(reply.kind):
            raise ConfigError(f"{before.get('file')}: is this answer, filed already")
        return before
    (folder / "replies").mkdir(mode=0o700, exist_ok=True)
    number = len(record["replies"]) + 1
    while (folder / (name := f"replies/{number:04d}.eml")).exists():
        number += 1
    put(folder, name, data)
    row = {
        "at": at,
        "person": reply.person,
        "kind": reply.kind,
        "asks": reply.asks,
        "file": name,
        "sha256": reply.sha256,
        "recorded": False,
    }
    record["replies"].append(row)
    note(record, f"{reply.kind} filed")
    return row


@cache
def _phrases() -> dict[str, tuple[str, ...]]:
    import tomllib

    path = Path(os.path.dirname(__file__), "phrases.toml")  # noqa: PTH120 - a plain join
    return {key: tuple(words) for key, words in tomllib.loads(path.read_text("utf-8")).items()}
