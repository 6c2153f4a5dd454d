"""Where something stands: spans in bytes or text, and locations in a report."""

from __future__ import annotations

from leakcheck.model.record import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from leakcheck.model.evidence import Evidence


class Span(NamedTuple):
    """A half-open range; the owner says whether it counts bytes or code points."""

    start: int
    end: int


class Excerpt(NamedTuple):
    """One line of the draft around a location, for the writer's own terminal.

    `hidden` are spans of the line that hold other personal data; a report masks them.
    """

    line: str
    mark: Span
    hidden: tuple[Span, ...] = ()

    def __repr__(self) -> str:
        """Keep the text of a draft out of logs and tracebacks."""
        return f"Excerpt({len(self.line)} characters)"


class Location(NamedTuple):
    """One place of a finding.

    `where` is a field name, `body`, `quoted`, `signature` or `attachment NAME`; `part` a MIME part number as in IMAP
    ("1.2"); `inside` a place in an attachment ("sheet Intake, C14"). `line` and `column` count from 1 in the file as
    saved and are None where the file has no lines (Outlook .msg); `file` is that file where it is not the draft but a
    configuration or a baseline. `start` and `end` are code points in the decoded text of that field or part.
    """

    where: str
    part: str | None
    inside: str | None
    line: int | None
    column: int | None
    start: int
    end: int
    evidence: Evidence
    excerpt: Excerpt | None = None
    file: str = ""
