from __future__ import annotations

import sys
import unicodedata

import pytest

from leakcheck.report.safe import safe
from tests.report.sample_reports import ATTACKS, HOSTILE


@pytest.mark.parametrize("text", ["", "plain words", "Zoë 佐藤 Ωμέγα", "a [b] \\ % & <c>", "☺️ ok"])
def test_keeps_what_can_be_seen(text: str) -> None:
    assert safe(text) == text


@pytest.mark.parametrize("attack", [*ATTACKS, HOSTILE])
def test_nothing_unseen_is_left(attack: str) -> None:
    assert safe(attack).isprintable()
    assert safe(safe(attack)) == safe(attack)


def test_shows_what_it_took_away() -> None:
    assert safe("a\x1b[31m\u202eb\r\n\ud800\t") == "a\\u{1b}[31m\\u{202e}b\\u{d}\\u{a}\\u{d800}\\u{9}"


def test_other_blanks_become_blanks() -> None:
    assert safe("a\u00a0b\u3000c") == "a b c"


def test_every_control_and_format_character_is_escaped() -> None:
    bad = {"Cc", "Cf", "Cs", "Co", "Zl", "Zp"}
    for code in range(sys.maxunicode + 1):
        char = chr(code)
        if unicodedata.category(char) in bad:
            assert safe(char) == f"\\u{{{code:x}}}"


def test_unseen_letters_and_marks_are_escaped() -> None:
    for char in "\u3164\u115f\uffa0\u034f\ufe01\U000e0100":
        assert char not in safe(f"a{char}b")
