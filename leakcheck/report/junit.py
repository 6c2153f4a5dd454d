"""JUnit XML: a suite a draft, a case a finding."""

from __future__ import annotations

from leakcheck.report.masking import evidence_of, public
from leakcheck.report.safe import safe
from leakcheck.report.summary import by_harm, fails, fully_checked, not_checked

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from leakcheck.model.finding import DraftReport, Finding
    from leakcheck.model.place import Location
    from leakcheck.model.severity import Severity
    from leakcheck.report.setting import Setting

_MOST_LINES = 20
_XML = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&apos;"})


def pieces(reports: Iterable[DraftReport], setting: Setting) -> Iterator[str]:
    """Yield the document in pieces, one suite a draft.

    A finding below `fail_on` is a case that passes and says so, an allowed one a skipped case, a draft that was not
    fully checked an error.
    """
    yield '<?xml version="1.0" encoding="UTF-8"?>\n<testsuites name="leakcheck">\n'
    for report in reports:
        yield _suite(report, setting.fail_on.at(report.path))
    yield "</testsuites>\n"


def _suite(report: DraftReport, fail_on: Severity) -> str:
    shown = public(report)
    cases = [_case(finding, report.path, fail_on) for finding in sorted(shown.findings, key=by_harm)]
    whole = fully_checked(report)
    if not whole:
        reason = not_checked(shown) or "see LC901"
        cases.insert(0, _element("not fully checked", report.path, f'<error type="LC901" message="{_xml(reason)}"/>'))
    if not cases:
        cases = [_element("nothing found", report.path, "")]
    failures = sum(fails(finding, fail_on) for finding in report.findings)
    allowed = sum(finding.suppressed is not None for finding in report.findings)
    counts = f'tests="{len(cases)}" failures="{failures}" errors="{int(not whole)}" skipped="{allowed}"'
    return f'<testsuite name="{_xml(report.path)}" {counts}>\n{"".join(cases)}</testsuite>\n'


def _case(finding: Finding, path: str, fail_on: Severity) -> str:
    name = f"{finding.rule.id} {finding.rule.name}"
    if finding.suppressed:
        return _element(name, path, f'<skipped message="{_xml("allowed: " + finding.suppressed.reason)}"/>')
    places = "\n".join(_place(location) for location in finding.locations[:_MOST_LINES])
    left = len(finding.locations) - _MOST_LINES
    text = _xml(finding.help) + "\n" + places + (f"\nand {left} more" if left > 0 else "")
    if fails(finding, fail_on):
        kind = finding.severity.label
        return _element(name, path, f'<failure type="{kind}" message="{_xml(finding.message)}">{text}</failure>')
    return _element(name, path, f"<system-out>{finding.severity.label}: {_xml(finding.message)}\n{text}</system-out>")


def _place(location: Location) -> str:
    line = f", line {location.line}" if location.line else ""
    inside = f", {location.inside}" if location.inside else ""
    evidence = evidence_of(location)
    return _xml(f"{location.where}{line}{inside}" + (f": {evidence}" if evidence else ""))


def _element(name: str, path: str, content: str) -> str:
    return f'<testcase name="{_xml(name)}" classname="{_xml(path)}">{content}</testcase>\n'


def _xml(text: str) -> str:
    return safe(text).translate(_XML)
