"""A value is seen where a program wrapped the text inside of it."""

from __future__ import annotations

import pytest

from leakcheck.detect import scan_text
from leakcheck.model.severity import Confidence

BEFORE = "We have thought about it for a while and would like to go on as it was said,"


def seen(text: str, region: str = "GB") -> list[tuple[str, str]]:
    return [(s.kind, text[s.start : s.end]) for s in scan_text(text, region) if s.confidence >= Confidence.MEDIUM]


@pytest.mark.parametrize(
    ("kind", "before", "value"),
    [
        ("phone-number", "so call", "020 7946 0958"),
        ("phone-number", "so call", "+44 20 7946 0958"),
        ("phone-number", "so call", "(020) 7946 0958"),
        ("payment-card", "the card is", "4539 5787 6362 1486"),
        ("iban", "pay to", "DE89 3704 0044 0532 0130 00"),
        ("national-id", "my NHS number is", "943 476 5919"),
        ("date-of-birth", "she was born on", "12 April 1987"),
        ("postal-address", "I live at", "12 Baker Street, London NW1 6XE"),
        ("postal-address", "wir wohnen in", "Unter den Linden 77, 10117 Berlin"),
        ("postal-address", "j'habite", "12, rue de Rivoli, 75001 Paris"),
        ("postal-address", "wij wonen", "Damrak 70, 1012 LM Amsterdam"),
    ],
)
@pytest.mark.parametrize("line_end", ["\n", " \n", "\n> ", "\n>> ", "\n  "])
def test_a_line_end_inside_of_a_value_hides_nothing(kind: str, before: str, value: str, line_end: str) -> None:
    words = value.split(" ")
    for at in range(1, len(words)):
        parted = " ".join(words[:at]) + line_end + " ".join(words[at:])
        mark = line_end[1:].strip()
        text = f"{mark} {BEFORE} {before} {parted} and more.".lstrip()
        assert (kind, parted) in seen(text), text


def test_words_of_one_piece_do_not_speak_for_another() -> None:
    text = f"{BEFORE} the passport 12\n345 is not mine at all, as I told you then.\n\n{BEFORE} and 5512\n3346 of them"
    assert [value for kind, value in seen(text) if kind == "passport" and "5512" in value] == []


@pytest.mark.parametrize(
    "text",
    [
        "call 020 7946\n0958 now",  # a short line ends by will
        f"020 {BEFORE} 7946\n0958 {BEFORE}",  # rows of figures
        f"{BEFORE} 020 7946\n\n0958 and more",  # two paragraphs
        f"{BEFORE} in the years 2019\n2020 and 2021 we met",
        f"{BEFORE} at 10:30 and 12\n15 people came",
    ],
)
def test_other_line_ends_part_numbers(text: str) -> None:
    assert not any("\n" in value for _, value in seen(text))


def test_what_is_whole_on_its_line_does_not_grow() -> None:
    text = "Our new office is here since May: Calle Mayor 12, 28013 Madrid\nN. Ruiz will be there"
    assert seen(text) == [("postal-address", "Calle Mayor 12, 28013 Madrid")]
