"""The hidden texts of a page, collected while it is read."""

from __future__ import annotations

from leakcheck.mail.html_sheet import Sheet
from leakcheck.model.record import NamedTuple


class HiddenText(NamedTuple):
    """Text that a reader does not see; `how` names the trick, `start` and `end` stand in the source.

    `leading` tells that it is the first hidden text and stands before any visible one.
    """

    text: str
    how: str
    leading: bool
    start: int
    end: int


class Concealed:
    """Collects hidden text; neighbours that one trick hides are one."""

    __slots__ = ("_end", "_how", "_leading", "_led", "_start", "found", "sheet")

    def __init__(self) -> None:
        self.found: list[HiddenText] = []
        self.sheet: Sheet | None = None
        self._how = ""
        self._leading = self._led = False
        self._start = self._end = 0

    def add(self, run: str, at: int, how: str, *, seen: bool) -> None:
        """Take a run of source text; `seen` tells whether visible text came before."""
        if self.sheet is None or self._how != how:
            if run.isspace():
                return
            self.close()
            self.sheet = Sheet()
            self._how, self._start = how, at
            self._leading = not seen and not self._led
        self.sheet.add(run, at)
        self._end = at + len(run)

    def put(self, text: str, how: str, start: int, end: int) -> None:
        """Take a hidden text that is complete."""
        self.close()
        self.found.append(HiddenText(text, how, leading=False, start=start, end=end))

    def close(self) -> None:
        """End the text that is being collected; one without letters or digits is dropped."""
        if self.sheet is None:
            return
        text = self.sheet.text().strip()
        if any(character.isalnum() for character in text):
            self.found.append(HiddenText(text, self._how, self._leading, self._start, self._end))
            self._led |= self._leading
        self.sheet = None
