"""What a person sees of a fix: the changes as a diff, and what came of them."""

from __future__ import annotations

from itertools import groupby

from leakcheck.fix.table import chosen
from leakcheck.model.evidence import mask
from leakcheck.report.page import BLANK, Run, paragraph, run
from leakcheck.report.paths import spoken
from leakcheck.report.text import rendered

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from leakcheck.fix.outcome import Outcome
    from leakcheck.fix.values import Change, Proposal
    from leakcheck.model.finding import Finding
    from leakcheck.report.page import Line
    from leakcheck.report.setting import Setting

MOST_CHANGES = 20
MOST_PEOPLE = 10
_TYPED = frozenset({"To", "Cc", "Bcc", "Resent-To", "Resent-Cc", "Resent-Bcc"})


def show_proposals(outcome: Outcome, setting: Setting) -> Iterator[str]:
    """Yield the changes of each fix, line by line."""
    return rendered(_proposals(outcome, setting), setting)


def show_outcome(outcome: Outcome, setting: Setting) -> Iterator[str]:
    """Yield what was written, what is cleared and what remains."""
    return rendered(_outcome(outcome, setting), setting)


def _proposals(outcome: Outcome, setting: Setting) -> Iterator[Line]:
    for proposal in outcome.proposals:
        yield from _heading(proposal, setting)
        for (where, after), same in groupby(proposal.changes[:MOST_CHANGES], key=_alike):
            yield from _changes(where, after, list(same), setting)
        if len(proposal.changes) > MOST_CHANGES:
            yield (Run(f"    and {len(proposal.changes) - MOST_CHANGES:,} more", "faint"),)
        for note in proposal.notes:
            yield from paragraph((Run("note: ", "note"), run(note)), setting.width, 2, 2)
        yield BLANK


def _heading(proposal: Proposal, setting: Setting) -> Iterator[Line]:
    fix = chosen((proposal.fix,))[0]
    kind = "safe" if fix.safe else "needs your decision"
    parts = (run(f"--{fix.name}", "strong"), run(f" {fix.does} ({kind})"))
    yield from paragraph(parts, setting.width, 0, 2)


def _alike(change: Change) -> tuple[str, str | None]:
    """Return what changes have in common that are shown together: place and outcome."""
    return change.where, None if change.context else change.after


def _changes(where: str, after: str | None, changes: list[Change], setting: Setting) -> Iterator[Line]:
    lines = [change.line for change in changes if change.line]
    named = f", lines {lines[0]} to {lines[-1]}" if len(set(lines)) > 1 else f", line {lines[0]}" if lines else ""
    yield from paragraph((run(where + named, "faint"),), setting.width, 2, 2)
    for _, same in groupby(changes, key=lambda change: change.context and change.context.line):
        yield from _alike_lines(list(same), setting)
    if after:
        yield from _row("+ ", after, "good", setting)


def _alike_lines(changes: list[Change], setting: Setting) -> Iterator[Line]:
    """Yield what goes and, in a line of text, what comes; in a pipe values are masked and no text is shown."""
    if changes[0].context and setting.own_terminal:
        yield from _row("- ", _line_with(changes, lambda change: change.before.masked()), "error", setting)
        yield from _row("+ ", _line_with(changes, lambda change: change.after), "good", setting)
        return
    for change in changes:
        value = change.before.masked() if change.before.reveal() else ""
        if setting.own_terminal and change.where in _TYPED:
            value = change.before.reveal()
        if value:
            yield from _row("- ", value, "error", setting)
        if change.context and change.after:
            yield from _row("+ ", change.after, "good", setting)


def _line_with(changes: list[Change], shown: Callable[[Change], str]) -> str:
    """Return the line that changes have in common with each of them in its place, other personal data masked."""
    contexts = [change.context for change in changes if change.context]
    whole = contexts[0].line
    pieces = {span: mask(whole[slice(*span)]) for context in contexts for span in context.hidden}
    pieces |= {context.mark: shown(change) for context, change in zip(contexts, changes, strict=True)}
    line, at = "", 0
    for span, piece in sorted(pieces.items()):
        if span.start >= at:
            line += whole[at : span.start] + piece
            at = span.end
    return (line + whole[at:]).strip()


def _row(sign: str, text: str, style: str, setting: Setting) -> Iterator[Line]:
    yield from paragraph((Run(sign, style), run(text, style)), setting.width, 4, 4)


def _outcome(outcome: Outcome, setting: Setting) -> Iterator[Line]:
    if outcome.status == "nothing":
        left = bool(outcome.remaining)
        what = "nothing that these fixes change" if left else "nothing to fix"
        yield (run(f"{spoken(outcome.path)}: {what}, nothing written", "warning" if left else "good"),)
        yield from _remaining(outcome.remaining, setting)
        return
    written = outcome.status == "written"
    if written:
        yield from paragraph((run(_files(outcome.files), "strong"),), setting.width, 0, 2)
    label = "Cleared: " if written else "Would clear: "
    cleared = _rules(outcome.cleared) or "no finding"
    yield from paragraph((Run(label, "good"), run(cleared)), setting.width)
    for note in outcome.notes:
        yield from paragraph((Run("note: ", "note"), run(note)), setting.width, 0, 2)
    yield from _left_out(outcome, setting)
    yield from _remaining(outcome.remaining, setting)
    if outcome.status == "proposed":
        yield (Run("Nothing written", "strong"),)


def _files(files: tuple[str, ...]) -> str:
    if len(files) == 1:
        return f"Wrote {files[0]}"
    return f"Wrote {len(files):,} messages, {files[0]} to {files[-1]}"


def _left_out(outcome: Outcome, setting: Setting) -> Iterator[Line]:
    if not outcome.left_out:
        return
    yield (Run(f"Left out: {len(outcome.left_out):,}", "warning"),)
    for left in outcome.left_out[:MOST_PEOPLE]:
        who = left.who.reveal() if setting.own_terminal else left.who.masked()
        yield from paragraph((run(f"{who}: {left.why}"),), setting.width, 2, 2)
    if len(outcome.left_out) > MOST_PEOPLE:
        yield (Run(f"  and {len(outcome.left_out) - MOST_PEOPLE:,} more", "faint"),)


def _remaining(findings: Iterable[Finding], setting: Setting) -> Iterator[Line]:
    left = sorted(findings, key=lambda finding: (-finding.severity, finding.rule.id))
    if left:
        yield (Run("Still there:", "warning"),)
    for finding in left[:MOST_PEOPLE]:
        level = finding.severity.label
        text = f" {finding.rule.id} {finding.rule.name}"
        yield from paragraph((Run(level, level), run(text)), setting.width, 2, 2)


def _rules(findings: Iterable[Finding]) -> str:
    return ", ".join(sorted({f"{finding.rule.id} {finding.rule.name}" for finding in findings}))
