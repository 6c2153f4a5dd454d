"""The configuration that would have stopped the mail, proven by checking the sent mail under it."""

from __future__ import annotations

import datetime as dt

from leakcheck.engine.check import check_draft
from leakcheck.engine.plan import make_plan
from leakcheck.model.record import NamedTuple
from leakcheck.policy.load import parse_policy
from leakcheck.report.masking import public

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable

    from leakcheck.model.draft import Draft
    from leakcheck.model.policy import Policy

NAME = "stop.toml"
_LOWEST, _USUAL_ERROR = 2, 10


class Proof(NamedTuple):
    """What stops the mail today, and what would under `config`: one line a finding, empty when nothing does."""

    today: tuple[str, ...]
    config: str
    then: tuple[str, ...]


def proof(draft: Draft, policy: Policy, people: int, circle: str = "", members: Iterable[str] = ()) -> Proof:
    """Return the proof; `circle` names a list whose `members` must never be shown again."""
    config = _config(people, circle, tuple(members))
    return Proof(stopped_by(draft, policy), config, stopped_by(draft, parse_policy(config, NAME)))


def stopped_by(draft: Draft, policy: Policy) -> tuple[str, ...]:
    """Return what stops a mail under a policy, without a value of the mail."""
    report = public(check_draft(draft, make_plan(policy), dt.datetime.now(tz=dt.UTC).date())[0])
    return tuple(
        f"{found.severity.label} {found.rule.id}: {found.message}"
        for found in report.findings
        if found.suppressed is None and found.severity >= policy.fail_on
    )


def _config(people: int, circle: str, members: tuple[str, ...]) -> str:
    error = max(_LOWEST, min(people, _USUAL_ERROR))
    lines = [
        "# Would have stopped the mail; copy it into leakcheck.toml, and let a mail program ask: leakcheck install",
        'fail-on = "warning"',
        "",
        "[rules.LC101]",
        f"note = {_LOWEST}",
        f"warning = {_LOWEST}",
        f"error = {error}",
    ]
    if circle:
        lines += ["", "[[circle]]", f"name = {_quoted(circle)}", "bcc-only = true"]
        lines += ["members = [", *(f"  {_quoted(member)}," for member in members), "]"]
    return "\n".join(lines) + "\n"


def _quoted(word: str) -> str:
    import json

    return json.dumps(word, ensure_ascii=False)
