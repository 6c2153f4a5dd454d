"""Apply the fixes that need no decision to a copy of each draft: what stands behind `leakcheck check --fix-safe`."""

from __future__ import annotations

import datetime as dt
import sys
from pathlib import Path

from leakcheck.cli.exit import complain, tidied
from leakcheck.fix.outcome import gone
from leakcheck.fix.session import apply_fixes
from leakcheck.fix.table import chosen, safe_names
from leakcheck.fix.values import RefusedError
from leakcheck.fix.verify import active, open_case
from leakcheck.fix.write import refuse_taken, target_of, write_file
from leakcheck.model.errors import LeakcheckError
from leakcheck.report.safe import safe

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable

    from leakcheck.engine.plan import Plan
    from leakcheck.model.policy import Policy


def fix_safely(paths: Iterable[str], policy: Policy, *, told_apart: bool) -> None:
    """Write a fixed copy beside each file in which a safe fix changes something, and say so.

    `told_apart` sends what is said to standard error, where standard output is for programs.
    """
    from leakcheck.engine.plan import make_plan

    plan = make_plan(policy)
    stream = sys.stderr if told_apart else sys.stdout
    for name in paths:
        path = Path(name)
        if not path.is_file():
            complain(f"{name}: --fix-safe works on files, one draft each")
            continue
        try:
            with tidied():
                said = _fixed(path, plan)
        except (LeakcheckError, OSError) as error:
            complain(f"{name}: not fixed: {error}")
            continue
        stream.write(f"{safe(said)}\n")


def _fixed(path: Path, plan: Plan) -> str:
    if path.stat().st_size > plan.policy.limits.bytes:
        raise RefusedError("larger than what is read of a file")
    case = open_case(path.read_bytes(), str(path), plan, dt.datetime.now(tz=dt.UTC).date())
    names = (*safe_names(), *(("outlook",) if case.converted else ()))
    done = apply_fixes(case, chosen(names), lenient=True)
    if all(proposal.fix == "outlook" for proposal in done.proposals):
        return f"{path}: no safe fix, nothing written"
    target = target_of(str(path), "", ".fixed.eml")
    refuse_taken(target, done.after.data)
    write_file(target, (done.after.data,))
    cleared = ", ".join(sorted({f.rule.id for f in gone(case.report.findings, tuple(active(done.after)))}))
    return f"Wrote {target}, cleared {cleared or 'no finding'}"
