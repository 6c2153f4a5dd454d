"""Helpers of the tests: write a draft, check it, pick a finding."""

from __future__ import annotations

import datetime as dt
import importlib.util
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

from leakcheck import mail
from leakcheck.engine.plan import make_plan
from leakcheck.engine.run import check_drafts
from leakcheck.policy.load import parse_policy

if TYPE_CHECKING:
    from collections.abc import Callable
    from types import ModuleType

    from leakcheck.model.finding import DraftReport, Finding

TODAY = dt.date(2026, 3, 2)


def tool(name: str) -> ModuleType:
    """Return a program of the folder `tools` as a module."""
    path = Path(__file__).resolve().parent.parent / "tools" / f"{name}.py"
    spec = importlib.util.spec_from_file_location(name, path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def cpu_seconds(work: Callable[[], object]) -> float:
    """Return the processor time of a call in seconds, best of three: a busy machine slows one, hardly all."""
    times = []
    for _ in range(3):
        begin = time.process_time()
        work()
        times.append(time.process_time() - begin)
    return min(times)


def report_of(text: str | bytes, policy: str = "", path: str = "draft.eml", **changes: Any) -> DraftReport:
    """Check one draft under a policy written as TOML; pictures are read only where it says so, as it costs a second."""
    data = text.encode("utf-8", "surrogateescape") if isinstance(text, str) else text
    rules = parse_policy(policy)._replace(**changes)
    if "ocr-pages" not in policy:
        rules = rules._replace(limits=rules.limits._replace(ocr_pages=0))
    return next(check_drafts([mail.parse(data, path, rules.limits)], make_plan(rules), TODAY))


def finding_of(rule: str, text: str | bytes, policy: str = "", **changes: Any) -> Finding | None:
    """Return the one finding of a rule, None when it is silent."""
    found = [finding for finding in report_of(text, policy, **changes).findings if finding.rule.id == rule]
    assert len(found) < 2, found
    return found[0] if found else None


def people_mail(
    to: str = "", cc: str = "", bcc: str = "", subject: str = "Hello", body: str = "Dear all", **more: str
) -> str:
    """Write a small draft from a coach; `more` are further header fields with _ for -."""
    fields = {"From": more.pop("From", "Petra <petra@coach.example>"), "To": to, "Cc": cc, "Bcc": bcc}
    fields |= {"Subject": subject} | {name.replace("_", "-"): value for name, value in more.items()}
    return "".join(f"{name}: {value}\n" for name, value in fields.items() if value) + f"\n{body}\n"
