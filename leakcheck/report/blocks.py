"""The blocks of the text report: a draft, a group of findings of one rule, what was not checked."""

from __future__ import annotations

from itertools import groupby

from leakcheck.model.phrase import Phrase
from leakcheck.model.record import NamedTuple
from leakcheck.report.commands import fix_command
from leakcheck.report.language import in_language
from leakcheck.report.masking import own, public
from leakcheck.report.page import BLANK, Run, paragraph, run
from leakcheck.report.paths import spoken
from leakcheck.report.places import place_lines
from leakcheck.report.summary import active
from leakcheck.report.verdict import verdict

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from leakcheck.model.finding import DraftReport, Finding, Skipped
    from leakcheck.model.rule import Rule
    from leakcheck.report.language import Language
    from leakcheck.report.page import Line
    from leakcheck.report.setting import Setting

MOST_FINDINGS = 5
_ABBREVIATIONS = frozenset({"art.", "arts.", "etc.", "no.", "nos.", "sec.", "vs.", "dr.", "mr.", "mrs.", "ms.", "st."})


class Told(NamedTuple):
    """What a report says once: the reasons of rules, and what was skipped in many drafts, with their number."""

    reasons: set[str]
    skipped: dict[tuple[str, str], int]


def draft_lines(report: DraftReport, setting: Setting, told: Told) -> Iterator[Line]:
    """Yield the block of one draft: path and verdict, findings, what was not checked, what was allowed.

    A draft in which nothing was found takes one line.
    """
    shown = _masked(report, setting)
    said = _masked(in_language(report, setting.language), setting)
    special = tuple(row for row in shown.skipped if _one_attachment(row))
    for row in shown.skipped:
        if not _one_attachment(row):
            told.skipped[row.what, row.why] = told.skipped.get((row.what, row.why), 0) + 1
    rest = said._replace(skipped=special)
    name = spoken(rest.path)
    first = verdict(shown._replace(skipped=special), setting.language)
    if not (rest.findings or rest.skipped or rest.explanation):
        yield from paragraph((run(f"{name}: ", "strong"), first), setting.width, 0, 2)
        yield from _notes(rest, setting)
        return
    yield BLANK
    yield from paragraph((run(name, "strong"),), setting.width)
    yield from paragraph((first,), setting.width, 2)
    yield from _notes(rest, setting)
    yield from _details(rest, setting, told)
    yield BLANK


def _masked(report: DraftReport, setting: Setting) -> DraftReport:
    return own(report, reveal=setting.reveal) if setting.own_terminal else public(report)


def _notes(report: DraftReport, setting: Setting) -> Iterator[Line]:
    for note in report.notes:
        yield from paragraph((run(note, "faint"),), setting.width, 2, 2)


def _one_attachment(row: Skipped) -> bool:
    """Tell what was skipped in this draft alone from what is skipped by choice or for lack of a source."""
    return row.what.startswith("attachment")


def skipped_lines(told: Told, drafts: int, setting: Setting) -> Iterator[Line]:
    """Yield what was skipped by choice or for lack of a source, once for all drafts."""
    if not told.skipped:
        return
    yield BLANK
    say = setting.language.say
    yield (Run(say("Not checked"), "strong"),)
    for (what, why), number in sorted(told.skipped.items()):
        often = Phrase(" (in {number} of {drafts} drafts)", number=number, drafts=drafts) if number < drafts else ""
        yield from paragraph((run(f"{say(what)}: {say(why)}{say(often)}"),), setting.width, 2, 2)


def _details(report: DraftReport, setting: Setting, told: Told) -> Iterator[Line]:
    findings = active(report)
    leaks = [finding for finding in findings if finding.rule.check != "not-read"]
    for _, group in groupby(leaks, key=lambda finding: (finding.severity, finding.rule.id)):
        yield BLANK
        same = list(group)
        yield from _group(same, setting, told)
        if command := fix_command(report, same[0], setting.language):
            yield from _labelled("fix", command, setting)
    gaps = [(finding.message, finding.help) for finding in findings if finding.rule.check == "not-read"]
    say = setting.language.say
    gaps += [(f"{say(row.what)}: {say(row.why)}", "") for row in report.skipped]
    if gaps:
        yield BLANK
        yield (Run(f"  {say('Not checked')}", "strong"),)
        for what, advice in gaps:
            yield from paragraph((run(what),), setting.width, 4, 2)
            if advice:
                yield from _labelled("do", advice, setting, 6)
    yield from _allowed(report, setting)
    if report.explanation:
        yield BLANK
        yield (Run("  Explained", "strong"),)
        for line in report.explanation:
            yield from paragraph((run(line),), setting.width, 4, 2)


def _allowed(report: DraftReport, setting: Setting) -> Iterator[Line]:
    allowed = [finding for finding in report.findings if finding.suppressed]
    if allowed:
        yield BLANK
        ids = ", ".join(sorted({finding.rule.id for finding in allowed}))
        yield from paragraph(
            (Run(f"{setting.language.say('Allowed')}:", "strong"), run(f" {len(allowed)} ({ids})")), setting.width, 2, 2
        )


def _group(findings: list[Finding], setting: Setting, told: Told) -> Iterator[Line]:
    rule, level = findings[0].rule, findings[0].severity.label
    say = setting.language.say
    times = say(Phrase(", {number} times", number=len(findings))) if len(findings) > 1 else ""
    head = (Run(say(level), level), run(f" {rule.id} {rule.name}", "strong"), Run(times))
    yield from paragraph(head, setting.width, 2, 2)
    said = ""
    for finding in findings[:MOST_FINDINGS]:
        if finding.message != said:
            yield from paragraph((run(finding.message),), setting.width, 4)
        said = finding.message
        yield from place_lines(finding, setting)
    if len(findings) > MOST_FINDINGS:
        more = Phrase("and {number} more of {name}", number=len(findings) - MOST_FINDINGS, name=rule.id)
        yield (Run(f"    {say(more)}", "faint"),)
    if rule.id not in told.reasons:
        told.reasons.add(rule.id)
        yield from _labelled("why", _reason(rule, setting.language), setting)
    for advice in dict.fromkeys(finding.help for finding in findings[:MOST_FINDINGS]):
        yield from _labelled("do", advice, setting)


def _reason(rule: Rule, language: Language) -> str:
    """Return the first sentence of a rule's rationale, with its first source, whose title stays as it is."""
    return language.say(reason(rule)) + (f" ({rule.sources[0].title})" if rule.sources else "")


def reason(rule: Rule) -> str:
    """Return the first sentence of a rule's rationale, without a full stop."""
    words = rule.rationale.split()
    ends = (number for number, word in enumerate(words, 1) if _ends_sentence(word, words[number : number + 1]))
    return " ".join(words[: next(ends, len(words))]).rstrip(".")


def _ends_sentence(word: str, following: list[str]) -> bool:
    """Tell a full stop from that of an abbreviation ("e.g.", "Art.")."""
    goes_on = following and not following[0].lstrip("\"'(")[:1].isupper()
    short = len(word) < 3 or word.lower() in _ABBREVIATIONS or "." in word[:-1]
    return word[-1] in ".?!" and not short and not goes_on


def _labelled(label: str, text: str, setting: Setting, indent: int = 4) -> Iterator[Line]:
    yield from paragraph((Run(f"{setting.language.say(label)}:", "strong"), run(" " + text)), setting.width, indent, 2)
