from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from leakcheck import mail
from leakcheck.engine.plan import make_plan
from leakcheck.engine.surroundings import world_of
from leakcheck.model.policy import Policy

SAMPLES = sorted(path for path in (Path(__file__).parent.parent.parent / "samples").rglob("*.eml"))


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_a_check_that_is_left_out_would_see_nothing(path: Path) -> None:
    policy = Policy()
    draft = mail.parse(path.read_bytes(), str(path), policy.limits)
    world = world_of(draft, policy, dt.date(2026, 1, 15))
    left_out = [step for step in make_plan(policy).steps if not step.may_see(draft, world)]
    assert left_out
    for step in left_out:
        assert step.check.run
        assert list(step.check.run(draft, step.options, world)) == []
