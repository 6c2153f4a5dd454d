from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leakcheck.mail.folded import join_folded

CASES = [
    ("NOTE:one\n", "NOTE:one\n"),
    ("NOTE:+44 77\n 00 900123\n", "NOTE:+44 7700 900123\n"),
    ("NOTE:+44 77\n\t00\n  900123\nEND", "NOTE:+44 7700 900123\nEND"),
    ("\n x\n \n", "x\n"),
    ("VERSION:2.1\nNOTE:her SSN is\n 536-22-8714\n", "VERSION:2.1\nNOTE:her SSN is 536-22-8714\n"),
    ("VERSION:3.0\nNOTE:her SSN is 536-22-\n 8714\n", "VERSION:3.0\nNOTE:her SSN is 536-22-8714\n"),
    ("", ""),
]


@pytest.mark.parametrize(("source", "expected"), CASES)
def test_folds_are_joined(source: str, expected: str) -> None:
    assert join_folded(source)[0] == expected


@given(st.sampled_from(("", "VERSION:2.1\n")), st.text("ab \n\t", max_size=40))
def test_pieces_lead_back(version: str, source: str) -> None:
    source = version + source
    text, pieces = join_folded(source)
    ends = [at for at, _ in pieces[1:]] + [len(text)]
    assert "".join(source[at : at + end - start] for (start, at), end in zip(pieces, ends, strict=False)) == text
