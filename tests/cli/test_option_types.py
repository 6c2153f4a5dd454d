"""What `check` says of an option of a rule that has the wrong type: in words, with file and line."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from leakcheck.cli import main

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize(
    ("value", "says"), [('"x"', "a whole number, not a text"), ("true", "a whole number, not true or false")]
)
def test_an_option_of_the_wrong_type(tmp_path: Path, value: str, says: str, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "leakcheck.toml"
    path.write_text(f"[rules.LC101]\nnote = {value}\n", encoding="utf-8")
    (tmp_path / "x.eml").write_bytes(b"To: a@example.com\n\nHello\n")
    assert main(["check", str(tmp_path / "x.eml")]) == 2
    assert capsys.readouterr().err == f"leakcheck: {path}:2: [rules.LC101] note: must be {says}\n"
