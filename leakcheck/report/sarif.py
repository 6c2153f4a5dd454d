"""SARIF 2.1.0, the static analysis format of OASIS, as code scanning takes it."""

from __future__ import annotations

import json
import os
from urllib.parse import quote

from leakcheck.report.masking import evidence_of, public
from leakcheck.report.paths import place_file, relative
from leakcheck.report.sarif_rules import driver, escaped
from leakcheck.report.summary import by_harm, not_checked

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from typing import Any

    from leakcheck.model.finding import DraftReport, Finding, Suppression
    from leakcheck.model.place import Location
    from leakcheck.model.rule import Rule
    from leakcheck.report.setting import Setting

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
BASE = "SRCROOT"
MOST_LOCATIONS = 100


def pieces(reports: Iterable[DraftReport], setting: Setting) -> Iterator[str]:
    """Yield the log in pieces, one line a result; the rules follow the results that name them."""
    rules: dict[str, Rule] = {}
    notifications: list[dict[str, Any]] = []
    yield f'{{"$schema":{_dump(SCHEMA)},"version":"2.1.0","runs":[{{"columnKind":"unicodeCodePoints","results":['
    comma = "\n"
    for report in reports:
        uri = _artifact(report.path, setting.root)
        notifications += _notifications(report, uri)
        for finding in sorted(public(report).findings, key=by_harm):
            rules.setdefault(finding.rule.id, finding.rule)
            artifact = _artifact(place_file(finding, report.path), setting.root)
            yield comma + _dump(_result(finding, list(rules).index(finding.rule.id), artifact))
            comma = ",\n"
    yield f'\n],"tool":{_dump({"driver": driver(rules)})},"invocations":[{_dump(_invocation(notifications))}]}}]}}\n'


def _result(finding: Finding, index: int, artifact: dict[str, str]) -> dict[str, Any]:
    properties: dict[str, Any] = {"count": finding.total, "confidence": finding.confidence.label}
    if finding.kind:
        properties["kind"] = finding.kind
    if len(finding.locations) > MOST_LOCATIONS:
        properties["locationsLeftOut"] = len(finding.locations) - MOST_LOCATIONS
    result: dict[str, Any] = {
        "ruleId": finding.rule.id,
        "ruleIndex": index,
        "level": finding.severity.label,
        "message": {"text": escaped(f"{finding.message}. {finding.help}")},
        "locations": _locations(finding, artifact),
        "partialFingerprints": {"leakcheck/v1": finding.fingerprint},
        "properties": properties,
    }
    return result | ({"suppressions": [_suppression(finding.suppressed)]} if finding.suppressed else {})


def _locations(finding: Finding, artifact: dict[str, str]) -> list[dict[str, Any]]:
    places = [_location(location, artifact) for location in finding.locations[:MOST_LOCATIONS]]
    return places or [{"physicalLocation": {"artifactLocation": artifact, "region": {"startLine": 1}}}]


def _location(location: Location, artifact: dict[str, str]) -> dict[str, Any]:
    region = {"startLine": max(location.line or 1, 1)}
    if location.line and location.column:
        region["startColumn"] = max(location.column, 1)
    inside = f", {location.inside}" if location.inside else ""
    evidence = evidence_of(location)
    return {
        "physicalLocation": {"artifactLocation": artifact, "region": region},
        "logicalLocations": [
            {"name": location.where, "fullyQualifiedName": f"{location.part or ''}/{location.where}{inside}"}
        ],
        "message": {"text": escaped(f"{location.where}{inside}" + (f": {evidence}" if evidence else ""))},
    }


def _artifact(path: str, root: str) -> dict[str, str]:
    """Return where a draft is: below the root as a relative URI, elsewhere as a file URI."""
    name = relative(path, root)
    drive = len(name) > 1 and name[1] == ":"
    encoded = quote(_bytes(name), safe="/:" if drive else "/")
    if name.startswith("/") or drive:
        return {"uri": "file://" + ("/" if drive else "") + encoded}
    return {"uri": encoded, "uriBaseId": BASE}


def _bytes(name: str) -> bytes:
    """Return the bytes of a file name; a lone surrogate that stands for no byte is kept as it is."""
    try:
        return os.fsencode(name)
    except UnicodeEncodeError:
        return name.encode("utf-8", "surrogatepass")


def _suppression(suppression: Suppression) -> dict[str, Any]:
    row: dict[str, Any] = {"kind": "external", "status": "accepted", "justification": escaped(suppression.reason)}
    until = {"until": suppression.until.isoformat()} if suppression.until else {}
    return row | {"properties": {"by": suppression.by, **until}}


def _notifications(report: DraftReport, artifact: dict[str, str]) -> list[dict[str, Any]]:
    if report.status == "checked":
        return []
    shown = public(report)
    reason = not_checked(shown) or "not fully checked"
    level = "error" if report.status == "unreadable" else "warning"
    place = {"physicalLocation": {"artifactLocation": artifact}}
    return [{"level": level, "message": {"text": escaped(reason)}, "locations": [place]}]


def _invocation(notifications: list[dict[str, Any]]) -> dict[str, Any]:
    ended_well = not any(note["level"] == "error" for note in notifications)
    return {"executionSuccessful": ended_well, "toolExecutionNotifications": notifications}


def _dump(value: object) -> str:
    return json.dumps(value, separators=(",", ":"))
