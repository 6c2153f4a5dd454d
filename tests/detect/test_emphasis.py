"""Marks of emphasis become blanks, all else stays where it is."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leakcheck.detect.emphasis import blanked


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("*Password:* abc", " Password:  abc"),
        ("**Password**: abc", "  Password  : abc"),
        ("***a*** b", "   a    b"),
        ("_Label:_ v, *v*.", " Label:  v,  v ."),
        ("bold *over\nlines* here", "bold  over\nlines  here"),
        ("*bold and _italic_ too*", " bold and  italic  too "),
        ("(*x*)", "( x )"),
        ("\x1b[1;31mPassword\x1b[0m: *x*", "       Password    :  x "),
    ],
)
def test_pairs_of_marks_become_blanks(written: str, read: str) -> None:
    assert blanked(written) == read


@pytest.mark.parametrize(
    "text",
    [
        "5 * 3 * 4",
        "**** **** **** 1234",
        "* item *x\n* item",
        "price* and terms*",
        "snake_case_name and path/_x_y",
        "2*3*4",
        "*never closed",
        "*over\n\na paragraph*",
    ],
)
def test_other_marks_stay(text: str) -> None:
    assert blanked(text) == text


@given(st.text(alphabet="*_a \n.", max_size=60))
def test_nothing_but_marks_changes(text: str) -> None:
    assert all(old == new or (new == " " and old in "*_") for old, new in zip(text, blanked(text), strict=True))


def test_a_hyphen_inside_a_value_opens_no_emphasis() -> None:
    value = "AQVN1a2b3c4d5e6f-_00000000000_-000000000"
    assert blanked(f"the key {value} and -_that_") == f"the key {value} and - that "
