"""All fixes, in the order in which they are carried out."""

from __future__ import annotations

from importlib import import_module
from typing import cast

from leakcheck.model.record import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from leakcheck.fix.values import Case, Proposal
    from leakcheck.model.finding import Finding


class Fix(NamedTuple):
    """A fix: what it does, and whether it needs no decision of the writer (`safe`).

    `module` is imported when the fix is used. Split has no proposal of edits: it makes many files of one.
    """

    name: str
    does: str
    safe: bool
    module: str = ""

    def propose(self, case: Case) -> Proposal:
        """Return what the fix would do."""
        module = import_module(f"leakcheck.fix.{self.module}")
        return cast("Callable[[Case], Proposal]", module.propose)(case)


FIXES = (
    Fix(
        "drop-unconsented", "leaves out people who, by the ledger, did not agree", safe=False, module="drop_unconsented"
    ),
    Fix("trim-history", "cuts quoted mails", safe=False, module="trim_history"),
    Fix("remove-hidden", "cuts text that nobody sees", safe=True, module="remove_hidden"),
    Fix("strip-headers", "takes out draft and machine fields", safe=True, module="strip_headers"),
    Fix("strip-metadata", "cleans pictures, documents and PDFs", safe=False, module="strip_metadata"),
    Fix("redact", "replaces personal data by words such as [phone 1]", safe=False, module="redact"),
    Fix("bcc", "moves everybody who would be seen to Bcc", safe=False, module="bcc"),
    Fix("outlook", "writes the Outlook file as a draft in .eml", safe=True, module="outlook"),
    Fix("split", "writes one message for each recipient", safe=False),
)


def chosen(names: Iterable[str]) -> tuple[Fix, ...]:
    """Return the fixes with these names, in order."""
    wanted = set(names)
    return tuple(fix for fix in FIXES if fix.name in wanted)


def safe_names() -> tuple[str, ...]:
    """Return the fixes that need no decision; what an Outlook file needs comes by itself."""
    return tuple(fix.name for fix in FIXES if fix.safe and fix.name != "outlook")


def suggested(findings: Iterable[Finding]) -> tuple[Fix, ...]:
    """Return the first fix that each finding names, in order."""
    known = {fix.name for fix in FIXES}
    firsts = (next((name for name in f.rule.fixes if name in known), "") for f in findings if f.suppressed is None)
    return chosen(firsts)
