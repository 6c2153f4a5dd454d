"""Annotations of GitHub Actions: one workflow command a finding."""

from __future__ import annotations

from leakcheck.model.severity import Severity
from leakcheck.report.masking import public
from leakcheck.report.paths import place_file, relative
from leakcheck.report.safe import safe
from leakcheck.report.summary import active

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from leakcheck.model.finding import DraftReport, Finding
    from leakcheck.report.setting import Setting

_COMMANDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "notice"}


def pieces(reports: Iterable[DraftReport], setting: Setting) -> Iterator[str]:
    """Yield one line a finding that is not allowed, and one for each draft that could not be read."""
    for report in reports:
        shown = public(report)
        if shown.error:
            yield _command("error", {"file": relative(report.path, setting.root), "title": "not checked"}, shown.error)
        for finding in active(shown):
            yield _annotation(finding, relative(place_file(finding, report.path), setting.root))


def _annotation(finding: Finding, file: str) -> str:
    fields = {"file": file}
    first = finding.locations[0] if finding.locations else None
    if first and first.line:
        fields["line"] = str(first.line)
        if first.column:
            fields["col"] = str(first.column)
    fields["title"] = f"{finding.rule.id} {finding.rule.name}"
    more = f" ({len(finding.locations)} places)" if len(finding.locations) > 1 else ""
    where = f"{first.where}: " if first else ""
    return _command(_COMMANDS[finding.severity], fields, f"{where}{finding.message}{more}. {finding.help}")


def _command(name: str, fields: dict[str, str], message: str) -> str:
    properties = ",".join(f"{key}={_property(value)}" for key, value in fields.items())
    return f"::{name} {properties}::{_data(message)}\n"


def _data(text: str) -> str:
    """Escape what ends a command: percent signs and line breaks (none is left after `safe`)."""
    return safe(text).replace("%", "%25")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
