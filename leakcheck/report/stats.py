"""Counts of personal data by kind: what `check --stats` adds to a report."""

from __future__ import annotations

from leakcheck.report.language import ENGLISH

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from leakcheck.report.language import Language


def stats_lines(kinds: Mapping[str, int], language: Language = ENGLISH) -> Iterator[str]:
    """Yield a line for each kind, the most frequent first; a value counts once a finding."""
    yield f"\n{language.say('Personal data by kind')}\n"
    if not kinds:
        yield f"  {language.say('none')}\n"
    for kind, number in sorted(kinds.items(), key=lambda item: (-item[1], item[0])):
        yield f"  {number:>7,}  {kind}\n"
