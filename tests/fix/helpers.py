"""Fix a draft in memory."""

from __future__ import annotations

from leakcheck.engine.plan import make_plan
from leakcheck.fix.session import Fixed, apply_fixes
from leakcheck.fix.table import chosen
from leakcheck.fix.verify import read_case
from leakcheck.policy.load import parse_policy
from tests.support import TODAY


def fixed(text: str | bytes, *fixes: str, policy: str = "", force: bool = False) -> Fixed:
    """Carry fixes out on one draft under a policy written as TOML."""
    data = text.encode("utf-8", "surrogateescape") if isinstance(text, str) else text
    case = read_case(data, "draft.eml", make_plan(parse_policy(policy)), TODAY, force=force)
    return apply_fixes(case, chosen(fixes))


def after(text: str | bytes, *fixes: str, policy: str = "", force: bool = False) -> str:
    """Return the fixed draft as text; a second time changes nothing."""
    outcome = fixed(text, *fixes, policy=policy, force=force)
    assert fixed(outcome.after.data, *fixes, policy=policy, force=force).proposals == ()
    return outcome.after.data.decode("utf-8", "surrogateescape")
