"""What a check saw, and what becomes of it."""

from __future__ import annotations

from leakcheck.model.record import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping

    from leakcheck.model.draft import Draft, Origin
    from leakcheck.model.evidence import Evidence
    from leakcheck.model.place import Location, Span
    from leakcheck.model.rule import Rule
    from leakcheck.model.severity import Confidence, Severity


class Place(NamedTuple):
    """A place as a check knows it, before line and column are looked up.

    `line` is the text of the header or part that `span` counts in, for the excerpt; empty when there is none.
    """

    where: str
    part: str | None
    span: Span
    evidence: Evidence
    origin: Origin
    inside: str | None = None
    text: str = ""

    def __repr__(self) -> str:
        return f"Place({self.where!r}, part={self.part!r}, {self.span})"


class Hit(NamedTuple):
    """A leak as a check saw it, at one or many places.

    `values` fill the rule's message and help ("{people} can see one another"). `severity` and `confidence` are None
    where the rule's own hold. `total` is the number of distinct people or values.
    """

    places: tuple[Place, ...]
    total: int
    kind: str | None = None
    severity: Severity | None = None
    confidence: Confidence | None = None
    values: Mapping[str, str] = {}
    message: str = ""


class Suppression(NamedTuple):
    """A decision not to report; `by` is "allow", "baseline" or "once"."""

    by: str
    reason: str
    until: dt.date | None = None


class Finding(NamedTuple):
    """A rule broken, at one or many locations."""

    rule: Rule
    severity: Severity
    confidence: Confidence
    kind: str | None
    message: str
    help: str
    total: int
    fingerprint: str
    locations: tuple[Location, ...]
    suppressed: Suppression | None = None


class Skipped(NamedTuple):
    """Something that was not looked at by choice or lack of a source, with the reason."""

    what: str
    why: str


class DraftReport(NamedTuple):
    """The outcome for one draft; `status` is "checked", "partly-checked" or "unreadable".

    `error` is the one-line reason for "unreadable". `draft` is None when nothing could be parsed. `explanation` answers
    --explain: why a rule did or did not fire, one plain line each. `notes` are facts about the whole draft that are
    no leak, one plain line each without a value.
    """

    path: str
    status: str
    findings: tuple[Finding, ...] = ()
    skipped: tuple[Skipped, ...] = ()
    visible_recipients: int = 0
    draft: Draft | None = None
    error: str = ""
    explanation: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
