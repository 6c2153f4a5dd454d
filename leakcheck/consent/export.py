"""Write out what a ledger holds: a table, JSON, or receipts in the shape of ISO/IEC TS 27560:2023."""

from __future__ import annotations

import csv
import io
import json

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from typing import Any

    from leakcheck.consent.setup import Controller
    from leakcheck.consent.views import Row

COLUMNS = (
    "address",
    "name",
    "purpose",
    "scope",
    "status",
    "suppressed",
    "basis",
    "at",
    "effective",
    "expires",
    "source",
    "evidence",
    "notice",
)
RECEIPT_SCHEMA = "ISO/IEC TS 27560:2023"
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def row_object(row: Row) -> dict[str, Any]:
    """Return a row as plain JSON values."""
    one, event = row.standing, row.event
    return {
        "address": row.identity.address,
        "name": row.identity.name,
        "purpose": one.purpose,
        "scope": one.scope,
        "status": row.status.value,
        "suppressed": one.suppressed,
        "basis": event.basis if event else "",
        "at": event.at if event else "",
        "effective": one.effective,
        "expires": one.expires,
        "source": event.source if event else "",
        "evidence": row.note.evidence,
        "notice": row.note.notice,
    }


def as_csv(rows: Iterable[Row]) -> Iterator[str]:
    """Yield a table with a head, line by line; a cell that a spreadsheet would run as a formula gets a ' in front."""
    yield _line(COLUMNS)
    for row in rows:
        yield _line(tuple(_inert(str(value)) for value in row_object(row).values()))


def as_json(rows: Iterable[Row], ledger: str) -> Iterator[str]:
    """Yield one JSON document in pieces."""
    yield f'{{"format":"leakcheck-consent-export/1","ledger":{json.dumps(ledger)},"entries":['
    comma = "\n"
    for row in rows:
        yield comma + json.dumps(row_object(row))
        comma = ",\n"
    yield "\n]}\n"


def as_receipts(rows: Iterable[Row], ledger: str, controller: Controller) -> Iterator[str]:
    """Yield a JSON list with one receipt for each consent that somebody gave."""
    comma = "[\n"
    for row in rows:
        if row.event is not None and row.event.status.agreed:
            yield comma + json.dumps(receipt(row, ledger, controller))
            comma = ",\n"
    yield "\n]\n" if comma != "[\n" else "[]\n"


def receipt(row: Row, ledger: str, controller: Controller) -> dict[str, Any]:
    """Return a consent record with the fields that ISO/IEC TS 27560 makes mandatory; what nobody said stays empty."""
    number = row.standing.seq
    event = row.event
    purpose = {
        "purpose": row.standing.purpose,
        "lawful_basis": event.basis if event else "",
        "pii_information": [{"pii_type": "email address"}] + [{"pii_type": "name"}] * bool(row.identity.name),
        "pii_controllers": [ledger],
        "storage_conditions": {
            "storage_locations": [controller.jurisdiction],
            "retention_period": controller.retention,
        },
        "jurisdiction": controller.jurisdiction,
        "recipient_third_parties": [],
        "withdrawal_method": controller.withdrawal,
        "collection_method": row.note.evidence,
    }
    return {
        "schema_version": RECEIPT_SCHEMA,
        "record_id": f"{ledger}-{number}",
        "pii_principal_id": row.identity.address,
        "receipt_metadata": {"receipt_id": f"{ledger}-{number}-receipt", "schema_version": RECEIPT_SCHEMA},
        "pii_processing": {
            "privacy_notice": row.note.notice or controller.notice,
            "language": controller.language,
            "purposes": [purpose],
        },
        "party_identification": [
            {
                "party_id": ledger,
                "party_address": controller.contact,
                "party_name": controller.name,
                "party_role": "pii controller",
            }
        ],
        "consent": {
            "event_state": row.status.value,
            "event_time": event.at if event else "",
            "valid_from": row.standing.effective,
            "valid_until": row.standing.expires,
        },
    }


def _inert(cell: str) -> str:
    return f"'{cell}" if cell.startswith(_FORMULA) else cell


def _line(cells: Iterable[str]) -> str:
    text = io.StringIO()
    csv.writer(text).writerow(cells)
    return text.getvalue()
