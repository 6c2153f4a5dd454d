"""The words of a text."""

from __future__ import annotations

import pytest

from leakcheck.detect import scan_text
from leakcheck.detect.words import vocabulary


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("code→1234", {"code", "1234"}),
        ("📞tel ☎️030", {"tel", "030"}),
        ("“anna’s” „krebs“…", {"anna", "s", "krebs"}),
        ("müller mu\u0308ller naïve", {"müller", "mu\u0308ller", "naïve"}),
        ("แพ้ยา हिन्दी", {"แพ้ยา", "हिन्दी"}),
        ("a·b c\u3000d、e", {"a", "b", "c", "d", "e"}),
    ],
)
def test_signs_part_words_and_marks_of_letters_do_not(text: str, words: set[str]) -> None:
    assert vocabulary(text) == words


@pytest.mark.parametrize("text", ["PIN→482913", "🔑Password: hunter2Rabbit!", "☎Tel 030 23125 114"])
def test_a_sign_right_before_or_behind_a_word_hides_nothing(text: str) -> None:
    assert scan_text(text, "DE")
