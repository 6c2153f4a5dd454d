"""The report as a window of a mail program shows it: the verdict first, the findings as values that JSON can hold."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from leakcheck.report.blocks import MOST_FINDINGS
from leakcheck.report.masking import evidence_of, own, public, typed_by_writer
from leakcheck.report.safe import safe
from leakcheck.report.summary import active
from leakcheck.report.verdict import verdict

if TYPE_CHECKING:
    from leakcheck.model.finding import DraftReport, Finding
    from leakcheck.model.place import Location

MOST_TEXT = 600
MOST_VALUES = 14
MOST_SAID = 200


def window(report: DraftReport) -> dict[str, Any]:
    """Return the verdict and the findings, worst first; `shown` tells how many stand above "more".

    What the writer typed into an address field is clear, every other value masked.
    """
    masked = own(report, reveal=False)
    said = verdict(public(report))
    findings = active(masked)
    return {
        "sentence": _short(said.text),
        "level": said.style,
        "shown": MOST_FINDINGS,
        "findings": [_finding(finding) for finding in findings[:MOST_SAID]],
        "left": max(len(findings) - MOST_SAID, 0),
        "skipped": [_short(f"{row.what}: {row.why}") for row in report.skipped[:MOST_VALUES]],
    }


def _finding(finding: Finding) -> dict[str, Any]:
    places: dict[str, list[str]] = {}
    for location in finding.locations[:MOST_VALUES]:
        values = places.setdefault(_where(location), [])
        if (value := _value(location)) and value not in values:
            values.append(value)
    return {
        "id": finding.rule.id,
        "name": finding.rule.name,
        "level": finding.severity.label,
        "message": _short(finding.message),
        "help": _short(finding.help),
        "places": [{"where": where, "values": values} for where, values in places.items()],
        "left": max(len(finding.locations) - MOST_VALUES, 0),
    }


def _where(location: Location) -> str:
    return _short(location.where + (f", {location.inside}" if location.inside else ""))


def _value(location: Location) -> str:
    return _short(location.evidence.reveal()) if typed_by_writer(location) else _short(evidence_of(location))


def _short(text: str) -> str:
    text = safe(text)
    return text if len(text) <= MOST_TEXT else text[: MOST_TEXT - 3] + "..."
