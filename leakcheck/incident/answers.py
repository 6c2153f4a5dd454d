"""What answers are, in the record and in words."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any

WITHDRAWAL, OBJECTION, QUESTION, OTHER = "withdrawal", "objection", "question", "other"
AUTOMATIC, BOUNCED = "automatic", "bounced"  # what machines write: an absence note, a letter that did not arrive


def in_words(row: Mapping[str, Any]) -> str:
    """Return what a filed answer is: "withdrawal, with a question to answer, recorded in the ledger"."""
    plain_words = {AUTOMATIC: "automatic answer", BOUNCED: "returned letter", OTHER: "another answer"}
    said = [plain_words.get(str(row.get("kind")), str(row.get("kind")))]
    if row.get("asks") and row.get("kind") != QUESTION:
        said.append("with a question to answer")
    if row.get("recorded"):
        said.append("recorded in the ledger")
    return ", ".join(said)


def told(record: Mapping[str, Any]) -> set[str]:
    """Return the tags of the people to whom a notice is written: who was seen, and who was quoted with an address."""
    quoted = {row["id"] for row in record.get("quoted", ()) if row.get("address", True)}
    return {row["id"] for row in record["people"] if row["seen_by"]} | quoted


def answered(record: Mapping[str, Any]) -> set[str]:
    """Return the tags of the people who answered themselves; a machine's answer is none."""
    machines = {AUTOMATIC, BOUNCED}
    return {row["person"] for row in record["replies"] if row.get("person") and row.get("kind") not in machines}
