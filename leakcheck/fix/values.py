"""What a fix is given and what it proposes."""

from __future__ import annotations

from leakcheck.fix.edits import line_before
from leakcheck.model.errors import LeakcheckError
from leakcheck.model.record import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    import datetime as dt

    from leakcheck.engine.plan import Plan
    from leakcheck.fix.edits import Edit, Shift
    from leakcheck.model.draft import Draft
    from leakcheck.model.evidence import Evidence
    from leakcheck.model.finding import DraftReport, Finding
    from leakcheck.model.place import Excerpt


# What comes up when readers no longer know one another: a text that names them tells something new.
NAMED = frozenset({"LC301", "LC312", "LC401", "LC405", "LC501", "LC502"})


class RefusedError(LeakcheckError):
    """A fix that would break something or hide nothing (exit 3); `str` is one line with what works instead."""


class Case(NamedTuple):
    """A draft with what the check says of it.

    `force` permits what is refused for the sake of caution; `converted` tells that the draft was an Outlook file.
    `shifts` says, for each fix that was carried out already, how it moved the lines.
    """

    draft: Draft
    report: DraftReport
    plan: Plan
    today: dt.date
    force: bool = False
    converted: bool = False
    shifts: tuple[tuple[Shift, ...], ...] = ()

    @property
    def data(self) -> bytes:
        """Return the bytes of the file."""
        return self.draft.buffers[0].data

    def as_saved(self, changes: tuple[Change, ...]) -> tuple[Change, ...]:
        """Return changes with the lines of the draft as it was before any fix: that is the file people look into."""
        return tuple(c._replace(line=self._saved_line(c.line)) if c.line else c for c in changes)

    def _saved_line(self, line: int) -> int:
        for shifts in reversed(self.shifts):
            line = line_before(line, shifts)
        return line

    def findings(self, fix: str) -> tuple[Finding, ...]:
        """Return the findings that a fix may clear and nobody allowed."""
        return tuple(f for f in self.report.findings if f.suppressed is None and fix in f.rule.fixes)


class Change(NamedTuple):
    """One change as people read it: what goes, and what comes instead ("" for nothing).

    `before` masks itself and is empty where the place says enough; `after` holds no personal data. `context` is the
    line of text around `before`, which only the writer may see.
    """

    where: str
    line: int | None
    before: Evidence
    after: str = ""
    context: Excerpt | None = None

    def __repr__(self) -> str:
        """Keep the text of a draft out of logs and tracebacks."""
        return f"Change({self.where!r}, line={self.line}, {self.before!r})"


class Proposal(NamedTuple):
    """What a fix would do to a draft.

    `clears` are the findings that must be gone afterwards, `announced` the ids of rules that may speak up because of
    the fix. `dropped` are canonical keys of people who will no longer get the mail, `added` of those who now do.
    `notes` say what the writer should know, one plain line each.
    """

    fix: str
    edits: tuple[Edit, ...] = ()
    changes: tuple[Change, ...] = ()
    clears: tuple[Finding, ...] = ()
    announced: frozenset[str] = frozenset()
    dropped: frozenset[str] = frozenset()
    added: frozenset[str] = frozenset()
    notes: tuple[str, ...] = ()
