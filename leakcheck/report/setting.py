"""Where a report goes: who reads it, and how wide the page is."""

from __future__ import annotations

from leakcheck.model.record import NamedTuple
from leakcheck.policy.threshold import Threshold
from leakcheck.report.language import ENGLISH, Language


class Setting(NamedTuple):
    """What a format needs to know about its surroundings.

    `own_terminal` is True only where nobody but the writer of the drafts reads along: recipients are clear, values in
    bodies stay masked; `reveal` shows these too. `width` counts terminal cells, 0 leaves lines unbroken; `styled` asks
    for colour. `root` is the folder (with forward slashes) that paths are relative to. `nothing` is what to say where
    no draft was looked at. `language` is that of the text report, other formats are English.
    """

    fail_on: Threshold = Threshold()
    root: str = ""
    own_terminal: bool = False
    reveal: bool = False
    width: int = 0
    styled: bool = False
    nothing: str = "No draft found"
    language: Language = ENGLISH
