"""Known findings of a repository: how many of each rule, path, place and kind; no line numbers and no values."""
# ruff: noqa: PTH100, PTH118, PTH119, PTH120, PTH123 - pathlib costs start-up

from __future__ import annotations

import json
import os
from collections import Counter

from leakcheck.engine.rules import matches
from leakcheck.model.errors import ConfigError
from leakcheck.model.evidence import Evidence
from leakcheck.model.finding import Finding, Suppression
from leakcheck.model.place import Location
from leakcheck.model.record import NamedTuple
from leakcheck.policy.writing import write_whole

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from leakcheck.engine.plan import Plan
    from leakcheck.model.finding import DraftReport

FORMAT = "leakcheck-baseline/1"
FILE = "leakcheck-baseline.json"
_HOUSEKEEPING = frozenset({"expired-allow", "unused-allow"})


class Known(NamedTuple):
    """What makes findings one entry; `path` is relative to the folder of the baseline, with forward slashes."""

    path: str
    rule: str
    place: str
    kind: str


class Baseline(NamedTuple):
    """The entries of a baseline file with their counts: the number of places."""

    file: str
    counts: dict[Known, int]

    def known(self, report: DraftReport, finding: Finding) -> Known:
        """Return the entry to which a finding belongs."""
        return known(report.path, finding, self.file)


def read_baseline(file: str) -> Baseline:
    """Read a baseline; raises ConfigError, one line with the file, for one that is missing or damaged."""
    try:
        with open(file, encoding="utf-8") as opened:
            table = json.load(opened)
        if table["format"] != FORMAT:
            raise ConfigError(f"{file}: its format is not {FORMAT}")
        counts = {
            Known(str(e["path"]), str(e["rule"]), str(e["place"]), str(e["kind"])): int(e["count"])
            for e in table["findings"]
        }
    except OSError as error:
        why = "leakcheck baseline create writes it" if isinstance(error, FileNotFoundError) else error.strerror
        raise ConfigError(f"{file}: the baseline cannot be read: {why}") from error
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise ConfigError(f"{file}: this is no baseline, or it is damaged: create it again") from error
    return Baseline(file, counts)


def write_baseline(baseline: Baseline) -> None:
    """Write a baseline, sorted, so that two runs give the same bytes."""
    entries = [
        {"path": known.path, "rule": known.rule, "place": known.place, "kind": known.kind, "count": count}
        for known, count in sorted(baseline.counts.items())
    ]
    rows = ",\n".join(f"  {json.dumps(entry)}" for entry in entries)
    text = f'{{"format": "{FORMAT}", "findings": [{rows and chr(10)}{rows}{rows and chr(10)}]}}\n'
    write_whole(baseline.file, text)


def counted(reports: Iterable[DraftReport], plan: Plan, file: str) -> Baseline:
    """Count the findings of reports that a baseline may hold: not allowed ones, and none that must always be told."""
    counts: Counter[Known] = Counter()
    for report in reports:
        for finding in report.findings:
            if finding.suppressed is None and _may_be_known(finding, plan):
                counts[known(report.path, finding, file)] += len(finding.locations)
    return Baseline(file, dict(counts))


def apply_baseline(reports: Iterable[DraftReport], baseline: Baseline, plan: Plan) -> Iterator[DraftReport]:
    """Yield reports with known findings marked; what has vanished comes with the last one.

    Of an entry with more places than it counted all findings are reported, since nothing tells which is the new one.
    """
    gone: dict[Known, int] = {}
    seen: set[str] = set()
    held: DraftReport | None = None
    for report in reports:
        if held is not None:
            yield held
        held, here = _marked(report, baseline, plan)
        path = relative_to(report.path, baseline.file)
        if report.status != "unreadable":
            seen.add(path)
        gone |= {entry: count for entry, count in here.items() if count}
    if held is not None:
        rest = _vanished(baseline, gone, seen, plan)
        yield held._replace(findings=(*held.findings, *rest))


def known(path: str, finding: Finding, file: str) -> Known:
    """Return the entry of a finding; names of attachments stay out, since they may tell about people."""
    places = {"attachment" if loc.where.startswith("attachment") else loc.where for loc in finding.locations}
    return Known(relative_to(path, file), finding.rule.id, "+".join(sorted(places)), finding.kind or "")


def relative_to(path: str, file: str) -> str:
    """Return a draft's path relative to the folder of a baseline."""
    base = os.path.dirname(os.path.abspath(file))
    try:
        return os.path.relpath(os.path.abspath(path), base).replace(os.sep, "/")
    except ValueError:  # two drives
        return path.replace(os.sep, "/")


def _marked(report: DraftReport, baseline: Baseline, plan: Plan) -> tuple[DraftReport, dict[Known, int]]:
    """Return the report with known findings marked, and the entries that were used with what is left of them."""
    groups: Counter[Known] = Counter()
    for finding in report.findings:
        if finding.suppressed is None and _may_be_known(finding, plan):
            groups[baseline.known(report, finding)] += len(finding.locations)
    covered = {entry for entry, count in groups.items() if count <= baseline.counts.get(entry, 0)}
    note = Suppression("baseline", f"known in {os.path.basename(baseline.file)}")
    findings = tuple(
        finding._replace(suppressed=note)
        if finding.suppressed is None and _may_be_known(finding, plan) and baseline.known(report, finding) in covered
        else finding
        for finding in report.findings
    )
    return report._replace(findings=findings), dict(groups)


def _may_be_known(finding: Finding, plan: Plan) -> bool:
    """Tell whether a finding may be known: never a failed check, a mandatory rule, or housekeeping."""
    if not finding.rule.allowable or finding.rule.check in _HOUSEKEEPING:
        return False
    return not any(matches(finding.rule, word) for word in plan.policy.mandatory)


def _vanished(baseline: Baseline, found: dict[Known, int], seen: set[str], plan: Plan) -> tuple[Finding, ...]:
    """Return a note about entries that match less than they count, or nothing, in what this run looked at."""
    rule = plan.rule("unused-allow")
    gone = stale(baseline, found, seen)
    if rule is None or not gone:
        return ()
    name = os.path.basename(baseline.file)
    several = "an entry counts" if len(gone) == 1 else f"{len(gone):,} entries count"
    locations = tuple(Location(name, None, None, None, None, 0, 0, Evidence(""), file=baseline.file) for _ in gone)
    return (
        Finding(
            rule,
            rule.severity,
            rule.confidence,
            None,
            f"The baseline {name} is out of date: {several} more than there is",
            "Run leakcheck baseline prune, so that nothing new hides behind it",
            len(gone),
            f"{rule.id}:{name}",
            locations,
        ),
    )


def stale(baseline: Baseline, found: dict[Known, int], seen: set[str]) -> dict[Known, int]:
    """Return the entries that count more than there is now, with what there is: files looked at, or gone."""
    folder = os.path.dirname(os.path.abspath(baseline.file))
    less = {entry: found.get(entry, 0) for entry, count in baseline.counts.items() if found.get(entry, 0) < count}
    return {
        entry: count
        for entry, count in less.items()
        if entry.path in seen or not os.path.lexists(os.path.join(folder, _file(entry.path)))
    }


def _file(path: str) -> str:
    head, mark, number = path.rpartition("#")
    return head if mark and number.isdecimal() else path
