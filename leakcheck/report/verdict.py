"""The first line about a draft: who sees whom, in words and numbers."""

from __future__ import annotations

from leakcheck.checks.words import count, listed
from leakcheck.model.phrase import Phrase
from leakcheck.report.language import ENGLISH
from leakcheck.report.page import Run, run
from leakcheck.report.summary import active, fully_checked

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from leakcheck.model.draft import Draft
    from leakcheck.model.finding import DraftReport, Finding
    from leakcheck.report.language import Language
    from leakcheck.report.summary import Summary

_UNSAID = "the purpose of this mail"
# What the ledger says of people, the worst first; such a finding is told in words, not as one of so many warnings.
_CONSENT = {
    "LC202": "{people} said no to this mail",
    "LC201": "{people} never agreed to {aim}",
    "LC206": "{people} agreed to something else only",
    "LC203": "{people} agreed for a time that is over",
}


def verdict(report: DraftReport, language: Language = ENGLISH) -> Run:
    """Return the verdict on one draft in a language, without a full stop."""
    text, style = _verdict(report)
    return run(language.say(text), style)


def totals(summary: Summary, nothing: str = "No draft found", language: Language = ENGLISH) -> str:
    """Return the summary of a run in one line, `nothing` without a draft; what is zero is left out."""
    if not summary.drafts:
        return language.say(nothing)
    levels = ((summary.error, "error"), (summary.warning, "warning"), (summary.note, "note"))
    found: list[str] = [count(number, word) for number, word in levels if number]
    found = found or ["nothing found"] * (summary.not_checked < summary.drafts)
    found += [Phrase("{number} allowed", number=summary.allowed)] if summary.allowed else []
    found += [Phrase("{number} not fully checked", number=summary.not_checked)] if summary.not_checked else []
    return f"{language.say(count(summary.drafts, 'draft'))}: " + ", ".join(map(language.say, found))


def _verdict(report: DraftReport) -> tuple[str, str]:
    """Return the words of the verdict, and their style."""
    if report.status == "unreadable":
        return Phrase("Not checked: {why}", why=report.error or "it could not be read"), "error"
    findings = [finding for finding in active(report) if finding.rule.check != "not-read"]
    whole = fully_checked(report)
    if findings:
        said: str = listed(list(_clauses(report, findings)), "; ")
        said = said if whole else Phrase("{findings}; not everything could be checked", findings=said)
        return said, findings[0].severity.label
    if not whole:
        return Phrase("Nothing found, but not everything could be checked"), "warning"
    if report.findings:
        return Phrase("Nothing found beyond {allowed}", allowed=count(len(report.findings), "allowed finding")), "good"
    draft = None if report.draft is None or report.draft.template else report.draft
    if draft is None:
        return Phrase("Nothing found"), "good"
    return Phrase("Nothing found: {things} checked", things=listed(_extent(draft))), "good"


def _clauses(report: DraftReport, findings: list[Finding]) -> Iterator[Phrase]:
    """Yield what the verdict says: who sees whom, who did not agree, and how much else there is."""
    by_rule = {finding.rule.id: finding for finding in reversed(findings)}
    visible = by_rule.get("LC101")
    if visible:
        values = visible.message.values if isinstance(visible.message, Phrase) else {}
        shown = values.get("shown", "names and addresses")
        yield Phrase("{people} would see one another's {shown}", people=_people(visible.total), shown=shown)
    consents = [by_rule[rule] for rule in _CONSENT if rule in by_rule]
    for finding in consents:
        yield _consent(finding, visible)
    travels = by_rule.get("LC601")
    if travels:
        hidden = count(max(travels.total, 1), "hidden recipient")
        yield Phrase("{recipients} could be shown to everybody", recipients=hidden)
    rest = [finding for finding in findings if finding.rule.id not in {"LC101", "LC601", *_CONSENT}]
    if rest and (visible or consents or travels):
        yield Phrase("{findings} more", findings=_levels(rest))
    elif rest:
        yield _read_by(report, _levels(rest))


def _consent(finding: Finding, visible: Finding | None) -> Phrase:
    """Say what somebody did not agree to; "of them" where all stand among those who would see one another."""
    aim = finding.message.values.get("aim", _UNSAID) if isinstance(finding.message, Phrase) else _UNSAID
    shown = {place.evidence.reveal() for place in visible.locations} if visible else set()
    among = all(place.evidence.reveal() in shown for place in finding.locations)
    people = Phrase("{number} of them", number=finding.total) if among and shown else _people(finding.total)
    return Phrase(_CONSENT[finding.rule.id], people=people, aim=aim)


def _people(number: int) -> Phrase:
    return count(number, "person", "people")


def _levels(findings: list[Finding]) -> Phrase:
    labels = [finding.severity.label for finding in findings]
    return listed([count(labels.count(label), label) for label in dict.fromkeys(labels)])


def _read_by(report: DraftReport, levels: Phrase) -> Phrase:
    """Say how many people would read what was found."""
    readers = 0 if report.draft is None or report.draft.template else _recipients(report.draft)
    if not readers:
        return levels
    return Phrase("{findings} in what {people} would get", findings=levels, people=_people(readers))


def _recipients(draft: Draft) -> int:
    return len({person.key or person.addr_spec or person.display_name for person in draft.recipients})


def _extent(draft: Draft) -> list[Phrase]:
    looked_at = (
        (_recipients(draft), "recipient"),
        (len(draft.texts), "text"),
        (len(draft.attachments), "attachment"),
    )
    return [count(number, word) for number, word in looked_at if number or word == "recipient"]
