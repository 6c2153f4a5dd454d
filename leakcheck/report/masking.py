"""A report as strangers may read it: no value, no attachment name that is itself personal data, nothing unprintable."""

from __future__ import annotations

import re

from leakcheck.model.draft import DESTINATION_FIELDS
from leakcheck.report.safe import safe

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable

    from leakcheck.model.finding import DraftReport, Finding, Skipped
    from leakcheck.model.place import Location

_ADDRESS_FIELDS = frozenset({*DESTINATION_FIELDS, "From", "Sender", "Reply-To"})
_ATTACHMENT = "attachment "
_SHORTEST = 3


def public(report: DraftReport) -> DraftReport:
    """Return `report` with masked, printable strings and without excerpts; the path stays as it is.

    Evidence masks itself in `str`. The message and the help of a finding lose the values that stand at its locations,
    should a rule have put one there. An attachment in which personal data was found loses its name everywhere.
    """
    names = _private_names(report.findings)
    return report._replace(
        findings=tuple(_public_finding(finding, names) for finding in report.findings),
        skipped=tuple(_public_skip(row, names) for row in report.skipped),
        error=safe(_without(report.error, names)),
        explanation=tuple(safe(_without(line, names)) for line in report.explanation),
    )


def own(report: DraftReport, *, reveal: bool) -> DraftReport:
    """Return `report` as its writer reads it alone: recipients are clear, values in bodies masked unless `reveal`."""
    return report if reveal else report._replace(findings=tuple(map(_own_finding, report.findings)))


def typed_by_writer(location: Location) -> bool:
    """Tell whether a value stands in an address field, so that its writer knows it and may read it again."""
    return location.where in _ADDRESS_FIELDS


def evidence_of(location: Location) -> str:
    """Return the masked value at a location, printable; empty where the location has no value."""
    return safe(location.evidence.masked()) if location.evidence.reveal() else ""


def mask_name(name: str) -> str:
    """Return a file name as `c***.xlsx`: its first letter and its extension."""
    stem, dot, extension = name.rpartition(".")
    if not stem or not extension.isalnum() or len(extension) > 5:
        return f"{name[:1]}***"
    return f"{stem[:1]}***{dot}{extension}"


def _private_names(findings: Iterable[Finding]) -> dict[str, str]:
    """Map the names of attachments that hold personal data to their masked forms, longest first."""
    names = {
        location.where.removeprefix(_ATTACHMENT)
        for finding in findings
        if finding.kind is not None or finding.rule.family == "attachments"
        for location in finding.locations
        if location.where.startswith(_ATTACHMENT)
    }
    return {name: mask_name(name) for name in sorted(names, key=lambda n: (-len(n), n)) if name}


def _public_finding(finding: Finding, names: dict[str, str]) -> Finding:
    packed = {name for place in finding.locations for name in re.findall(_ENTRY, place.inside or "")}
    hide = {**names, **_values(finding), **{name: mask_name(name.rpartition("/")[2]) for name in packed}}
    return finding._replace(
        message=safe(_without(finding.message, hide)),
        help=safe(_without(finding.help, hide)),
        fingerprint=safe(_without(finding.fingerprint, names)),
        locations=tuple(_public_location(location, names) for location in finding.locations),
    )


def _own_finding(finding: Finding) -> Finding:
    places = tuple(place for place in finding.locations if not typed_by_writer(place))
    hide = _values(finding._replace(locations=places)) if places else {}
    return finding._replace(message=_without(finding.message, hide), help=_without(finding.help, hide))


def _values(finding: Finding) -> dict[str, str]:
    """Map the values that stand in the texts of a finding to their masked forms."""
    texts = finding.message + "\n" + finding.help
    return {
        value: location.evidence.masked()
        for location in finding.locations
        if len(value := location.evidence.reveal()) >= _SHORTEST and value in texts
    }


# "entry letters/anna.csv: row 3": the name of a packed file, before the place in it.
_ENTRY = r"entry (.+?)(?=: |$)"


def _public_location(location: Location, names: dict[str, str]) -> Location:
    where = location.where
    if names and where.startswith(_ATTACHMENT):
        name = where.removeprefix(_ATTACHMENT)
        where = _ATTACHMENT + names.get(name, name)
    inside = None if location.inside is None else safe(_masked_entries(location.inside))
    return location._replace(where=safe(where), inside=inside, excerpt=None)


def _masked_entries(inside: str) -> str:
    """Return a place in an archive with the names of packed files masked, as those of attachments are."""
    return re.sub(_ENTRY, lambda found: "entry " + mask_name(found[1].rpartition("/")[2]), inside)


def _public_skip(row: Skipped, names: dict[str, str]) -> Skipped:
    return row._replace(what=safe(_without(row.what, names)), why=safe(_without(row.why, names)))


def _without(text: str, hide: dict[str, str]) -> str:
    """Replace every key of `hide` that stands in `text` as a whole word."""
    for value, masked in hide.items():
        start = text.find(value)
        while start >= 0:
            end = start + len(value)
            if _whole(text, start, end):
                text = text[:start] + masked + text[end:]
                end = start + len(masked)
            start = text.find(value, end)
    return text


def _whole(text: str, start: int, end: int) -> bool:
    left, right = text[start - 1 : start], text[end : end + 1]
    return not (left.isalnum() and text[start].isalnum()) and not (right.isalnum() and text[end - 1].isalnum())
