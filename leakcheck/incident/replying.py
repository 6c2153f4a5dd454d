"""File an answer of an affected person, and hear what it wants: no more mails, an objection, a question."""

from __future__ import annotations

import os
import re
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from leakcheck.consent.importers.answers import plain, says_withdraw
from leakcheck.incident.folder import digest, put
from leakcheck.incident.record import note
from leakcheck.model.consent import EVERYTHING, MARKETING
from leakcheck.model.errors import ConfigError
from leakcheck.model.record import NamedTuple

if TYPE_CHECKING:
    from leakcheck.incident.annex import Annex
    from leakcheck.model.draft import Draft

WITHDRAWAL, OBJECTION, QUESTION, OTHER = "withdrawal", "objection", "question", "other"
_FIELDS = ("Subject", "In-Reply-To", "References")
_MOST = 4_000


class Reply(NamedTuple):
    """An answer: what it wants, of whom (`person` is a tag of the record, "" when nobody fits), and who wrote it."""

    kind: str
    person: str
    key: str
    name: str
    sha256: str
    certain: bool

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
    person = known.get(author.key, "")
    tag = person or _tag(draft, record)
    subject = draft.header("Subject") or ""
    return Reply(_kind(subject, _own_words(draft)), tag, author.key, author.display_name, digest(data), bool(person))


def _tag(draft: Draft, record: dict[str, Any]) -> str:
    pattern = re.compile(re.escape(record["reference"]) + r"-(p[0-9]{4,6})", re.IGNORECASE)
    tags = {row.get("id") for row in record["people"]}
    for field in _FIELDS:
        found = pattern.search(draft.header(field) or "")
        if found and found[1].lower() in tags:
            return found[1].lower()
    return ""


def _own_words(draft: Draft) -> str:
    """Return what the person wrote, without quoted history and signature."""
    body = next((text for text in draft.texts if text.where == "body"), None)
    if body is None:
        return ""
    return "\n".join(body.text[r.span.start : r.span.end] for r in body.regions if r.kind == "body")[:_MOST]


def _kind(subject: str, words: str) -> str:
    if says_withdraw(words) or says_withdraw(subject):
        return WITHDRAWAL
    text = " ".join(plain(words).split())
    if any(phrase in text for phrase in _phrases()["objection"]):
        return OBJECTION
    if "?" in words or any(phrase in text for phrase in _phrases()["question"]):
        return QUESTION
    return OTHER


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
