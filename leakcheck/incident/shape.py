"""The form of a record, which hands may have edited: what is wrong is named by file and place."""

from __future__ import annotations

from leakcheck.incident.fields import FIELDS
from leakcheck.model.errors import ConfigError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path
    from typing import Any

Kinds = type | tuple[type, ...]

_VALUES: dict[str, Kinds] = {
    "reference": str,
    "state": str,
    "language": str,
    "aware_at": str,
    "deadline": str,
    "exposed_people": int,
    "disclosures": int,
    "sent": dict,
    "people": list,
    "fields": dict,
    "replies": list,
    "history": list,
    "written": dict,
}
_MAY_BE: dict[str, Kinds] = {  # what not every leakcheck wrote
    "quoted": list,
    "findings": list,
    "data": dict,
    "severity_estimate": dict,
    "letters_say": str,
    "lessons": str,
    "proof": str,
}
_PERSON: dict[str, Kinds] = {"id": str, "seen_by": int}
_ROWS: dict[str, dict[str, Kinds]] = {
    "people": _PERSON,
    "quoted": _PERSON,
    "replies": {"person": str, "kind": str},
    "history": {},
    "findings": {},
}


def check_shape(path: Path, record: Mapping[str, Any]) -> None:
    """Raise ConfigError for the first thing that has another form than leakcheck wrote."""
    for place in _wrong(record):
        raise ConfigError(f"{path}: {place} is missing or has another form than leakcheck wrote")
    for field in FIELDS:
        cell = record["fields"].get(field.key)
        if not isinstance(cell, dict) or not isinstance(cell.get("value"), str):
            raise ConfigError(f"{path}: fields.{field.key} is missing or has no value in quotes")


def _wrong(record: Mapping[str, Any]) -> Iterator[str]:
    yield from _differing(record, _VALUES)
    yield from _differing(record, {key: kind for key, kind in _MAY_BE.items() if key in record})
    yield from _differing(record["sent"], {"date": str, "sha256": str}, "sent.")
    for key, values in _ROWS.items():
        yield from _rows(record.get(key, []), values, key)
    estimate = record.get("severity_estimate", {"steps": []})
    yield from _differing(estimate, {"steps": list}, "severity_estimate.")
    yield from _rows(estimate["steps"], {}, "severity_estimate.steps")


def _rows(rows: list[Any], values: dict[str, Kinds], place: str) -> Iterator[str]:
    for number, row in enumerate(rows):
        if not isinstance(row, dict):
            yield f"{place}[{number}]"
        else:
            yield from _differing(row, values, f"{place}[{number}].")


def _differing(cell: Mapping[str, Any], values: dict[str, Kinds], place: str = "") -> Iterator[str]:
    for key, kind in values.items():
        if not isinstance(cell.get(key), kind) or isinstance(cell.get(key), bool):
            yield place + key
