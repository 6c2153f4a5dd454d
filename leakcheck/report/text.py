"""The report for people: the verdict first, then findings in order of harm, then what was not checked.

Lines are made as values; only a terminal that wants colour gets them through rich, which is imported for that alone.
"""

from __future__ import annotations

import os
from itertools import groupby

from leakcheck.report.blocks import Told, draft_lines, skipped_lines
from leakcheck.report.page import BLANK, Run, paragraph, plain
from leakcheck.report.summary import Tally
from leakcheck.report.verdict import totals

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from leakcheck.model.finding import DraftReport
    from leakcheck.report.page import Line
    from leakcheck.report.setting import Setting

STYLES = {
    "error": "bold red",
    "warning": "bold yellow",
    "note": "bold cyan",
    "good": "bold green",
    "strong": "bold",
    "faint": "dim",
    "mark": "bold magenta",
}


def pieces(reports: Iterable[DraftReport], setting: Setting) -> Iterator[str]:
    """Yield the report, a line a piece, with terminal colours when `setting.styled`."""
    return rendered(lines(reports, setting), setting)


def rendered(made: Iterable[Line], setting: Setting) -> Iterator[str]:
    """Yield lines as text, with terminal colours when `setting.styled`."""
    return _styled(made) if setting.styled else (plain(line) + "\n" for line in made)


def lines(reports: Iterable[DraftReport], setting: Setting) -> Iterator[Line]:
    """Yield the lines of the report: drafts, what was skipped in all of them, and the summary at the end."""
    tally = Tally(setting.fail_on)
    told = Told(set(), {})
    yield from _spaced(line for report in tally.watch(reports) for line in draft_lines(report, setting, told))
    summary = tally.summary
    yield from skipped_lines(told, summary.drafts, setting)
    style = "error" if summary.failing else "warning" if summary.exit_code else "good"
    if summary.drafts:
        yield BLANK
    yield from paragraph((Run(totals(summary, setting.nothing, setting.language), style),), setting.width)


def _spaced(made: Iterable[Line]) -> Iterator[Line]:
    """Yield lines with at most one blank one between them, none at the beginning and none at the end."""
    pending, begun = False, False
    for line in made:
        if line == BLANK:
            pending = begun
            continue
        if pending:
            yield BLANK
        pending, begun = False, True
        yield line


def _styled(made: Iterable[Line]) -> Iterator[str]:
    """Yield lines with the colours of the terminal's own palette; NO_COLOR leaves bold and dim.

    The styles of rich are enough here: its console costs four times their start-up, and lines are broken already.
    """
    from rich.color import ColorSystem
    from rich.style import Style

    styles = {name: Style.parse(words) for name, words in STYLES.items()}
    if os.environ.get("NO_COLOR"):
        styles = {name: style.without_color for name, style in styles.items()}
    none = Style.null()
    for line in made:
        joined = (
            (style, "".join(part.text for part in parts)) for style, parts in groupby(line, lambda part: part.style)
        )
        yield "".join(styles.get(style, none).render(text, color_system=ColorSystem.STANDARD) for style, text in joined)
        yield "\n"
