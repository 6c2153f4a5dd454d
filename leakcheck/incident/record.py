"""The record of an incident: made once, answered field by field, read with care since hands may have edited it."""

from __future__ import annotations

import datetime as dt
import hashlib
import json

from leakcheck import __version__
from leakcheck.incident.fields import BY_KEY, FIELDS, open_fields
from leakcheck.incident.proposals import iso, proposals
from leakcheck.incident.shape import check_shape
from leakcheck.model.errors import ConfigError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path
    from typing import Any

    from leakcheck.incident.exposure import Person
    from leakcheck.incident.fields import FieldDef
    from leakcheck.incident.proposals import Facts

FORMAT = "leakcheck-incident/1"
NAME = "record.json"
LOADED = "_loaded"  # the digest of the bytes that were read; it is never written
HOURS = 72
NOT_ADVICE = "This is no legal advice. leakcheck prepares a record and drafts, and sends nothing"


def new_record(reference: str, facts: Facts, aware: dt.datetime, language: str) -> dict[str, Any]:
    """Return the record of a new incident; what the tool cannot know is left open."""
    exposure = facts.exposure
    values = proposals(facts, aware)
    record: dict[str, Any] = {
        "format": FORMAT,
        "leakcheck": __version__,
        "notice": NOT_ADVICE,
        "reference": reference,
        "state": "open",
        "language": language,
        "sent": {"file": facts.file, "sha256": facts.sha256, "date": iso(facts.occurred)},
        "aware_at": aware.isoformat(),
        "deadline": (aware + dt.timedelta(hours=HOURS)).isoformat(),
        "exposed_people": len(exposure.exposed),
        "disclosures": exposure.disclosures,
        "disclosures_within_circles": exposure.within,
        "recipients": len(exposure.people),
        "unreadable_recipients": exposure.unreadable,
        "quoted_people": len(exposure.quoted),
        "quoted_disclosures": exposure.quoted_sights,
        "replies_to_all": exposure.replies,
        "sensitive": facts.sensitive,
        "data": dict(facts.data),
        "findings": list(facts.findings),
        "consent_known": facts.ledger,
        "people": [_person(person) for person in exposure.people],
        "quoted": [
            {"id": person.tag, "seen_by": person.seen_by, "address": bool(person.recipient.key)}
            for person in exposure.quoted
        ],
        "severity_estimate": {
            "level": facts.severity.level,
            "steps": [{"reason": reason, "level": level} for reason, level in facts.severity.steps],
        },
        "fields": {field.key: _cell(field, values.get(field.key, "")) for field in FIELDS},
        "fields_open": [],
        "replies": [],
        "history": [],
        "written": {},
    }
    record["fields"]["aware_at"]["by"] = "person"
    note(record, "record made")
    refresh(record)
    return record


def _person(person: Person) -> dict[str, Any]:
    return {
        "id": person.tag,
        "field": person.field,
        "consent": person.consent.value,
        "circle": person.circle,
        "sees": person.sees,
        "seen_by": person.seen_by,
    }


def _cell(field: FieldDef, proposed: str) -> dict[str, str]:
    by = "leakcheck" if proposed else ""
    return {"title": field.title, "article": field.article, "value": proposed, "by": by}


def values_of(record: Mapping[str, Any]) -> dict[str, str]:
    """Return the values of the fields."""
    return {key: cell["value"] for key, cell in record["fields"].items()}


def refresh(record: dict[str, Any]) -> None:
    """State anew which fields are open, and the deadline, which follows the field `aware_at`."""
    record["fields_open"] = open_fields(values_of(record))
    aware = instant(record["fields"]["aware_at"]["value"])
    if aware is not None:
        record["aware_at"] = aware.isoformat()
        record["deadline"] = (aware + dt.timedelta(hours=HOURS)).isoformat()


def set_field(record: dict[str, Any], key: str, value: str) -> None:
    """Answer a field; raises ConfigError for one that is not there or an answer that it cannot have."""
    field = BY_KEY.get(key)
    if field is None:
        raise ConfigError(f"{key[:40]!a} is no field, one of {', '.join(BY_KEY)}")
    value = value.strip()
    if field.choices:
        value = value.lower()
        if value not in field.choices:
            raise ConfigError(f"{key}: {value[:20]!a} is none of {', '.join(field.choices)}")
    if key == "aware_at" and instant(value) is None:
        raise ConfigError(f"{key}: {value[:30]!a} is no time such as 2026-09-15T09:30+02:00")
    record["fields"][key] |= {"value": value, "by": "person"}
    note(record, f"field {key} answered")
    refresh(record)


def note(record: dict[str, Any], what: str) -> None:
    """Add a line to the history."""
    record["history"].append({"at": dt.datetime.now(tz=dt.UTC).isoformat(timespec="seconds"), "what": what})


def instant(word: str) -> dt.datetime | None:
    """Return a time; one without a zone is local, a day alone is its first moment. None for anything else."""
    try:
        moment = dt.datetime.fromisoformat(word.strip())
    except ValueError:
        return None
    return moment if moment.tzinfo else moment.astimezone()


def read_record(folder: Path) -> dict[str, Any]:
    """Return the record in a folder; raises ConfigError with file and place, and changes nothing."""
    path = folder / NAME
    try:
        data = path.read_bytes()
        record = json.loads(data.decode("utf-8"))
    except (FileNotFoundError, NotADirectoryError):
        raise ConfigError(f"{folder}: is no incident folder, {NAME} is missing") from None
    except UnicodeDecodeError:
        raise ConfigError(f"{path}: is damaged: no UTF-8 text") from None
    except json.JSONDecodeError as error:
        raise ConfigError(f"{path}:{error.lineno}:{error.colno}: is damaged: {error.msg.lower()}") from None
    except RecursionError:
        raise ConfigError(f"{path}: is damaged: nested too deep") from None
    _check(path, record)
    refresh(record)
    return {**record, LOADED: hashlib.sha256(data).hexdigest()}


def _check(path: Path, record: Any) -> None:
    if not isinstance(record, dict) or not isinstance(record.get("format"), str):
        raise ConfigError(f'{path}: is no record: "format" is missing')
    if record["format"] != FORMAT:
        shown = record["format"][:40]
        raise ConfigError(f"{path}: is of the version {shown!a}, this leakcheck works with {FORMAT}")
    check_shape(path, record)
    if instant(record["fields"]["aware_at"]["value"]) is None:
        raise ConfigError(f"{path}: fields.aware_at is no time such as 2026-09-15T09:30+02:00")
