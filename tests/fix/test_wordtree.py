from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from leakcheck.fix.wordtree import pattern_of

WORDS = st.lists(st.text("ab.", min_size=1, max_size=6), min_size=1, max_size=12)


def one_by_one(words: list[str]) -> re.Pattern[str]:
    """Return the pattern that tries every word at every place."""
    ordered = sorted(words, key=len, reverse=True)
    edged = (
        (r"(?<!\w)" if word[0].isalnum() else "") + re.escape(word) + (r"(?!\w)" if word[-1].isalnum() else "")
        for word in ordered
    )
    return re.compile("|".join(edged), re.IGNORECASE)


@given(WORDS, st.text("abAB. ", max_size=60))
def test_finds_what_every_word_by_itself_finds(words: list[str], text: str) -> None:
    pattern = pattern_of(list(map(re.escape, word)) for word in words)
    assert pattern is not None
    assert [match.span() for match in pattern.finditer(text)] == [m.span() for m in one_by_one(words).finditer(text)]


def test_no_words_find_nothing() -> None:
    assert pattern_of([]) is None


def test_long_words_and_many_are_no_trouble() -> None:
    words = ["x" * size for size in range(1, 40)] + ["https://example.com/" + "y" * 5_000]
    pattern = pattern_of(list(map(re.escape, word)) for word in words)
    assert pattern is not None
    assert pattern.fullmatch(words[-1])
