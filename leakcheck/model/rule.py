"""A named expectation, read from a TOML file."""

from __future__ import annotations

from leakcheck.model.record import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from leakcheck.model.consent import Answer
    from leakcheck.model.severity import Confidence, Severity


# Checks whose findings say that something was not looked at: a run that has nothing worse ends with 3, not 1.
GAP_CHECKS = frozenset({"not-read", "check-failed"})
# Checks whose findings leave a draft not fully checked: nobody knows who is behind a name without an address.
UNCHECKED = GAP_CHECKS | {"unexpandable-recipient"}
# What a fix may be called; `leakcheck.fix` holds one for each.
FIXES = frozenset(
    {"split", "bcc", "redact", "strip-headers", "strip-metadata", "trim-history", "remove-hidden", "drop-unconsented"}
)


class Source(NamedTuple):
    """Where a rule's reason comes from; `read` is the ISO date on which somebody read the text."""

    title: str
    url: str = ""
    read: str = ""


class Example(NamedTuple):
    """A draft that shows a rule at work.

    `draft` is the text of an .eml file; `policy` a leakcheck.toml; `finds` are the values that the finding's locations
    must hold, in order (empty for a clean example); `severity` the expected level, empty when it does not matter.
    `crash` names a check that is made to fail, for the rule about failed checks. `consents` are what the ledger says of
    people, None where the example has no ledger. `path` is the name that the draft has, "" for any: its ending tells
    a template. `text` is the body where the file gives only that; `draft` then has the usual header lines before it.
    """

    name: str
    draft: str
    policy: str = ""
    finds: tuple[str, ...] = ()
    severity: str = ""
    crash: str = ""
    consents: tuple[Answer, ...] | None = None
    path: str = ""
    text: str = ""


class Rule(NamedTuple):
    """A rule as loaded; the check named by `check` never sees its id or severity.

    `message` and `help` are templates that the values of a hit fill. `options` override the defaults of the check.
    """

    id: str
    name: str
    title: str
    severity: Severity
    confidence: Confidence
    check: str
    message: str
    help: str
    rationale: str
    family: str = ""
    fixes: tuple[str, ...] = ()
    sources: tuple[Source, ...] = ()
    options: dict[str, Any] = {}  # noqa: RUF012 - never changed, a default only
    since: str = ""
    leaks: tuple[Example, ...] = ()
    cleans: tuple[Example, ...] = ()

    @property
    def gap(self) -> bool:
        """Tell whether a finding says that something was not looked at."""
        return self.check in GAP_CHECKS

    @property
    def allowable(self) -> bool:
        """Tell whether an allow entry may silence the rule; a crashed check has seen nothing and cannot be allowed."""
        return self.check != "check-failed"
