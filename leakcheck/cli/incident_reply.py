"""File an answer: behind `leakcheck incident reply`."""

from __future__ import annotations

import datetime as dt
import os
from pathlib import Path

from leakcheck import mail
from leakcheck.cli.incident_edit import keep
from leakcheck.cli.ledgers import configured_place, confirm, hint, office, say
from leakcheck.consent.desk import Entry
from leakcheck.consent.desk import record as record_entries
from leakcheck.consent.seal import Note
from leakcheck.incident.annex import Annex, key_path, read_annex
from leakcheck.incident.answers import in_words
from leakcheck.incident.record import note, read_record
from leakcheck.incident.replying import Reply, file_reply, purpose_of, understood
from leakcheck.model.consent import EVERYTHING, Status
from leakcheck.model.errors import ConfigError, ReadError
from leakcheck.report.summary import CLEAN

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from leakcheck.cli.ledgers import Manner


def run_reply(name: str, path: str, key: str, manner: Manner) -> int:
    """File the answer first, so that it is never lost; then ask about the ledger."""
    folder = Path(name)
    record = read_record(folder)
    data = Path(path).read_bytes()
    try:
        draft = mail.parse(data, path)
    except ReadError as error:
        raise ReadError(f"{path}: {error}", path) from None
    reply = understood(draft, data, record, _annex(folder, record, key))
    now = dt.datetime.now(tz=dt.UTC)
    row = file_reply(folder, record, reply, data, now.isoformat(timespec="seconds"))
    keep(folder, record)
    say(f"Filed as {row['file']}: {in_words(row)} of {reply.person or 'somebody who is not on the mail'}")
    if record["state"] == "closed":
        hint(f"{folder}: was closed before this answer came; it is filed, and the record stays closed")
    if reply.person and not reply.certain:
        hint(f"{path}: the reference is that of {reply.person}, the sender's address is another or was not compared")
    if purpose_of(reply.kind):
        _into_ledger(reply, row, record["reference"], manner)
        note(record, f"{reply.kind} recorded in the ledger")
        row["recorded"] = True
        keep(folder, record)
    return CLEAN


def _annex(folder: Path, record: dict[str, Any], key: str) -> Annex | None:
    if not key and not key_path(folder).exists():
        hint(f"{key_path(folder)}: no such key, so the sender is known by the reference alone")
        return None
    return read_annex(folder, record["reference"], key)


def _into_ledger(reply: Reply, row: dict[str, Any], reference: str, manner: Manner) -> None:
    """Record an objection or withdrawal after a yes; raises ConfigError when there is no ledger or no yes."""
    if not configured_place(manner.config):
        raise ConfigError(
            f"{row['file']}: is filed; no ledger is configured to record the {reply.kind}: "
            "leakcheck consent init makes one"
        )
    purpose = purpose_of(reply.kind)
    what = "everything" if purpose == EVERYTHING else purpose
    confirm(f"Record in the ledger that {reply.person or 'this sender'} withdrew from {what}?", manner)
    actor = os.environ.get("USER") or os.environ.get("USERNAME") or ""
    evidence = Note(f"{reference}, {row['file']}, sha256 {reply.sha256}", "", actor)
    entry = Entry(reply.key, reply.name, purpose=purpose, status=Status.WITHDRAWN, note=evidence)
    with office(manner, writing=True) as desk:
        record_entries(desk.ledger, desk.keys, [entry])
    say(f"Recorded: {reply.person or 'the sender'} withdrew from {what}")
