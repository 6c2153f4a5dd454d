"""By which words somebody is called."""

from __future__ import annotations

import pytest

from leakcheck.detect.called import called_by, plain_word


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("Miriam Osei", ("miriam", "osei")),
        ("Osei, Miriam", ("miriam", "osei")),
        ("Dr. Miriam Luise Osei", ("miriam", "osei")),
        ("Frau Osei", ("", "osei")),
        ("M. Osei", ("", "osei")),
        ("Miriam", ("miriam", "")),
        ("Akua Osei-Bonsu", ("akua", "osei-bonsu")),
        ("Anna-Lena O\u2019Brien", ("anna-lena", "o'brien")),
        ("María de la Cruz", ("maria", "cruz")),
        ("Jürgen Groß", ("juergen", "gross")),
        ("Telekom", ("", "")),
        ("Praxis Osei", ("", "")),
        ("Osei GmbH", ("", "")),
        ("Support Team", ("", "")),
        ("Frau", ("", "")),
        ("42", ("", "")),
    ],
)
def test_the_words_of_a_name(name: str, words: tuple[str, str]) -> None:
    assert called_by(name) == words


@pytest.mark.parametrize(
    ("address", "words"),
    [
        ("miriam.osei@example.com", ("miriam", "osei")),
        ("miriam@example.com", ("miriam", "")),
        ("mo@example.com", ("", "")),
        ("info@example.com", ("", "")),
        ("", ("", "")),
    ],
)
def test_the_words_of_an_address_without_a_name(address: str, words: tuple[str, str]) -> None:
    assert called_by("", address) == words


def test_one_spelling_for_all() -> None:
    assert {plain_word(word) for word in ("Jürgen", "JÜRGEN", "Ju\u0308rgen", "Juergen")} == {"juergen"}
