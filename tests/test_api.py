"""The functions that other programs call."""

from __future__ import annotations

from pathlib import Path

import pytest

import leakcheck

ROOT = Path(__file__).resolve().parent.parent


def test_bytes_and_a_path_say_the_same() -> None:
    sample = next(ROOT.joinpath("samples").rglob("*.eml"))
    rules = [finding.rule.id for finding in leakcheck.check(sample).findings]
    assert rules == [finding.rule.id for finding in leakcheck.check(sample.read_bytes()).findings]


def test_a_string_is_refused_in_words_since_it_might_be_a_path_or_a_draft() -> None:
    with pytest.raises(TypeError, match="the bytes of a draft or the Path of a file, not str"):
        leakcheck.check("draft.eml")  # type: ignore[arg-type]
