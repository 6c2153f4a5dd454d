"""What a pipe reads about entries that have run out or matched nothing."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path

_DRAFT = b"From: me@coach.example\nTo: ann@example.com\nSubject: Monday\n\nSee you.\n"


@pytest.mark.parametrize("until", ["2020-01-01", "2999-01-01"])
def test_the_rule_of_an_allow_entry_is_no_value_to_mask(tmp_path: Path, until: str) -> None:
    (tmp_path / "draft.eml").write_bytes(_DRAFT)
    (tmp_path / "leakcheck.toml").write_text(
        f'[[allow]]\nrule = "LC101"\nreason = "they meet weekly"\nuntil = {until}\n'
    )
    command = [sys.executable, "-m", "leakcheck", "check", "draft.eml"]
    said = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False).stdout
    assert "the decision to allow LC101 " in said
    assert "***" not in said
