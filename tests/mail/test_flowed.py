from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leakcheck.mail.flowed import join_flowed

CASES = [
    ("one line\n", "one line\n"),
    ("soft \nbreak\n", "soft break\n"),
    ("soft \r\nbreak \r\nagain\r\n", "soft break again\r\n"),
    ("hard\nbreak\n", "hard\nbreak\n"),
    ("ends soft \n", "ends soft \n"),
    ("ends soft ", "ends soft "),
    ("-- \nAnn Lee\n", "-- \nAnn Lee\n"),
    ("soft \n-- \nAnn Lee\n", "soft \n-- \nAnn Lee\n"),
    (" stuffed\n From here\n", "stuffed\nFrom here\n"),
    (" >not a quote\n", ">not a quote\n"),
    ("> quoted \n> text\n", "> quoted text\n"),
    (">> deep \n> shallow \nplain\n", ">> deep \n> shallow \nplain\n"),
    ("> -- \n> Ann\n", "> -- \n> Ann\n"),
    ("national insurance \nnumber QQ 12 34 56 \nC is mine\n", "national insurance number QQ 12 34 56 C is mine\n"),
    ("", ""),
]


@pytest.mark.parametrize(("source", "expected"), CASES)
def test_soft_breaks_are_joined(source: str, expected: str) -> None:
    assert join_flowed(source, delsp=False)[0] == expected


def test_delsp_takes_the_blank_away() -> None:
    assert join_flowed("Donau \ndampf \nschiff\n", delsp=True)[0] == "Donaudampfschiff\n"


def test_pieces_lead_back() -> None:
    text, pieces = join_flowed("call \n555-0100 \n now\n", delsp=False)
    assert text == "call 555-0100 now\n"
    assert pieces == ((0, 0), (5, 6), (14, 17))


@given(st.text(alphabet=st.sampled_from("ab >-\n\r"), max_size=80), st.booleans())
def test_every_piece_is_a_stretch_of_the_source(source: str, delsp: bool) -> None:  # noqa: FBT001 - hypothesis
    text, pieces = join_flowed(source, delsp)
    ends = [offset for offset, _ in pieces[1:]] + [len(text)] * bool(text)
    for (start, origin), end in zip(pieces, ends, strict=True):
        assert start < end
        assert text[start:end] == source[origin : origin + end - start]
    assert list(pieces) == sorted(set(pieces))


@given(st.text(alphabet=st.sampled_from("ab >-\n"), max_size=80))
def test_only_blanks_and_line_ends_and_quote_marks_are_lost(source: str) -> None:
    text, _ = join_flowed(source, delsp=False)
    assert re.sub(r"[ \n>]", "", text) == re.sub(r"[ \n>]", "", source)
