from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leakcheck.report.page import Run, cells, fitted, paragraph, plain


def broken(text: str, width: int, indent: int = 0, hanging: int = 0) -> list[str]:
    return [plain(line) for line in paragraph((Run(text),), width, indent, hanging)]


def test_breaks_at_blanks_with_a_hanging_indent() -> None:
    assert broken("one two three four five six", 20, 2, 2) == ["  one two three four", "    five six"]


def test_no_width_no_break() -> None:
    assert broken("word " * 100, 0, 2) == ["  " + ("word " * 100).rstrip()]


def test_a_long_word_is_cut() -> None:
    assert broken("a" * 45, 20, 0, 2) == ["a" * 20, "  " + "a" * 18, "  " + "a" * 7]


def test_runs_meet_where_their_texts_meet() -> None:
    line = (Run("why:", "strong"), Run(" because"), Run(" of "), Run("it"), Run(", too"))
    assert [plain(part) for part in paragraph(line, 80)] == ["why: because of it, too"]


@pytest.mark.parametrize(("text", "width"), [("abc", 3), ("佐藤", 4), ("e\u0301", 1), ("", 0)])
def test_cells(text: str, width: int) -> None:
    assert cells(text) == width


def test_fitted_never_cuts_a_wide_character_in_two() -> None:
    assert fitted("a佐藤", 4) == "a佐"


@given(st.text(st.sampled_from("ab 佐"), max_size=80), st.integers(20, 50), st.integers(0, 8), st.integers(0, 4))
def test_no_line_is_too_wide_and_no_letter_lost(text: str, width: int, indent: int, hanging: int) -> None:
    lines = broken(text, width, indent, hanging)
    assert all(cells(line) <= width for line in lines)
    assert "".join("".join(lines).split()) == "".join(text.split())
