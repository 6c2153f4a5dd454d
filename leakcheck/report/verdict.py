"""The first line about a draft: who sees whom, in words and numbers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from leakcheck.report.page import Run, run
from leakcheck.report.summary import active, fully_checked

if TYPE_CHECKING:
    from leakcheck.model.draft import Draft
    from leakcheck.model.finding import DraftReport, Finding
    from leakcheck.report.summary import Summary


def verdict(report: DraftReport) -> Run:
    """Return the verdict on one draft, without a full stop."""
    if report.status == "unreadable":
        return run(f"Not checked: {report.error or 'it could not be read'}", "error")
    findings = [finding for finding in active(report) if finding.rule.check != "not-read"]
    whole = fully_checked(report)
    if findings:
        gap = "" if whole else "; not everything could be checked"
        return Run(_sentence(report, findings) + gap, findings[0].severity.label)
    if not whole:
        return Run("Nothing found, but not everything could be checked", "warning")
    if report.findings:
        return Run(f"Nothing found beyond {count(len(report.findings), 'allowed finding')}", "good")
    draft = None if report.draft is None or report.draft.template else report.draft
    return Run(f"Nothing found: {_extent(draft)}" if draft else "Nothing found", "good")


def totals(summary: Summary) -> str:
    """Return the summary of a run in one line; what is zero and needs no saying is left out."""
    if not summary.drafts:
        return "No draft found"
    found = [
        count(number, word)
        for number, word in ((summary.error, "error"), (summary.warning, "warning"), (summary.note, "note"))
        if number
    ]
    more = [f"{summary.allowed} allowed"] if summary.allowed else []
    more += [f"{summary.not_checked} not fully checked"] if summary.not_checked else []
    return f"{count(summary.drafts, 'draft')}: " + ", ".join((found or ["nothing found"]) + more)


def count(number: int, word: str) -> str:
    """Return a number with its noun, as in "1 draft" or "1,200 drafts"."""
    return f"{number:,} {word}" if number == 1 else f"{number:,} {word}s"


def _sentence(report: DraftReport, findings: list[Finding]) -> str:
    by_rule = {finding.rule.id: finding for finding in reversed(findings)}
    said = []
    if visible := by_rule.pop("LC101", None):
        named = any(person.display_name for person in report.draft.recipients) if report.draft else False
        what = "names and addresses" if named else "addresses"
        said.append(f"{count(visible.total, 'person').replace('persons', 'people')} would see one another's {what}")
    if travels := by_rule.pop("LC601", None):
        said.append(f"{count(max(travels.total, 1), 'hidden recipient')} could be shown to everybody")
    rest = [finding for finding in findings if finding.rule.id not in {"LC101", "LC601"}]
    if rest:
        said.append(_levels(rest) + (" more" if said else _readers(report)))
    return "; ".join(said)


def _levels(findings: list[Finding]) -> str:
    labels = [finding.severity.label for finding in findings]
    return ", ".join(count(labels.count(label), label) for label in dict.fromkeys(labels))


def _readers(report: DraftReport) -> str:
    """Say how many people would read what was found."""
    readers = 0 if report.draft is None or report.draft.template else _recipients(report.draft)
    return f" in what {readers:,} {'person' if readers == 1 else 'people'} would get" if readers else ""


def _recipients(draft: Draft) -> int:
    return len({person.key or person.addr_spec or person.display_name for person in draft.recipients})


def _extent(draft: Draft) -> str:
    looked_at = (
        (_recipients(draft), "recipient"),
        (len(draft.texts), "text"),
        (len(draft.attachments), "attachment"),
    )
    return ", ".join(count(number, word) for number, word in looked_at if number or word == "recipient") + " checked"
