"""The report as a window of a mail program shows it: the verdict first, the findings as values that JSON can hold."""

from __future__ import annotations

from leakcheck.report.blocks import MOST_FINDINGS
from leakcheck.report.language import ENGLISH, in_language
from leakcheck.report.masking import evidence_of, own, public, typed_by_writer
from leakcheck.report.safe import safe
from leakcheck.report.summary import active
from leakcheck.report.verdict import verdict

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from leakcheck.model.finding import DraftReport, Finding
    from leakcheck.model.place import Location
    from leakcheck.report.language import Language

MOST_TEXT = 600
MOST_VALUES = 14
MOST_SAID = 200
MOST_MARKS = 200
_WRITTEN = frozenset({"body", "quoted", "signature"})


def window(report: DraftReport, language: Language = ENGLISH) -> dict[str, Any]:
    """Return the verdict and the findings, worst first; `shown` tells how many stand above "more".

    What the writer typed into an address field is clear, every other value masked; `marks` alone hold values of the
    text as they are, for the mail program to find them there.
    """
    said = verdict(public(report), language)
    findings = active(own(in_language(report, language), reveal=False))
    marks = _Marks()
    return {
        "sentence": _short(said.text),
        "level": said.style,
        "shown": MOST_FINDINGS,
        "findings": [_finding(finding, language, marks) for finding in findings[:MOST_SAID]],
        "left": max(len(findings) - MOST_SAID, 0),
        "skipped": [
            _short(f"{language.say(row.what)}: {language.say(row.why)}") for row in report.skipped[:MOST_VALUES]
        ],
        "marks": marks.found,
    }


class _Marks:
    """Gathers the values that stand in the text of the mail, each once with the worst level, which comes first."""

    def __init__(self) -> None:
        self.found: list[dict[str, str]] = []
        self._numbers: dict[str, int] = {}

    def number(self, location: Location, level: str) -> int | None:
        """Return the number of the mark of a value, None for one that stands elsewhere."""
        value = location.evidence.reveal()[:MOST_TEXT].strip()
        if location.where not in _WRITTEN or not value:
            return None
        if value not in self._numbers and len(self.found) < MOST_MARKS:
            self._numbers[value] = len(self.found)
            self.found.append({"value": value, "level": level})
        return self._numbers.get(value)


def _finding(finding: Finding, language: Language, marks: _Marks) -> dict[str, Any]:
    level = finding.severity.label
    places: dict[str, dict[str, Any]] = {}
    for location in finding.locations[:MOST_VALUES]:
        where = _where(location, language)
        place = places.setdefault(where, {"where": where, "values": [], "mark": marks.number(location, level)})
        if (value := _value(location)) and value not in place["values"]:
            place["values"].append(value)
    for location in finding.locations[MOST_VALUES:MOST_MARKS]:
        marks.number(location, level)
    return {
        "id": finding.rule.id,
        "name": finding.rule.name,
        "level": level,
        "message": _short(finding.message),
        "help": _short(finding.help),
        "places": list(places.values()),
        "left": max(len(finding.locations) - MOST_VALUES, 0),
    }


def _where(location: Location, language: Language) -> str:
    where = language.say(location.where)
    return _short(f"{where}, {language.say(location.inside)}" if location.inside else where)


def _value(location: Location) -> str:
    return _short(location.evidence.reveal()) if typed_by_writer(location) else _short(evidence_of(location))


def _short(text: str) -> str:
    text = safe(text)
    return text if len(text) <= MOST_TEXT else text[: MOST_TEXT - 3] + "..."
