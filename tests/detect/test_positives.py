"""What must be seen: a line says a kind, and a text in which the values are marked."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from leakcheck.detect import scan_text
from leakcheck.model.severity import Confidence

FOLDER = Path(__file__).parent / "positives"
CASES = [line for path in sorted(FOLDER.glob("*.txt")) for line in path.read_text("utf-8").splitlines()]


@pytest.mark.parametrize("case", CASES)
def test_the_marked_values_are_seen(case: str) -> None:
    wanted, _, marked = case.partition(" | ")
    kind, _, detail = wanted.partition(":")
    values = re.findall("⟦(.*?)⟧", marked)
    line = re.sub("[⟦⟧]", "", marked)
    for text in (line, f"Hi Ann,\n\n{line}\n\nbest\nM.", f"> {line}\n"):
        seen = [
            text[s.start : s.end]
            for s in scan_text(text)
            if s.kind == kind and detail in {"", s.detail} and s.confidence >= Confidence.MEDIUM
        ]
        assert seen == values


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Your password is\nTr4ffic!Lamp9\n", "Tr4ffic!Lamp9"),
        ("Password\nTr4ffic!Lamp9\n", "Tr4ffic!Lamp9"),
        ("Passwort:\n\nTr4ffic!Lamp9\n", "Tr4ffic!Lamp9"),
        ("Kennzeichen:\nB-MW 1234\n", "B-MW 1234"),
        ("BIC:\n> COBADEFFXXX\n", "COBADEFFXXX"),
        ("*The wifi password:* sunny-Elk-42", "sunny-Elk-42"),
        ("| Password | Tr4ffic!Lamp9 |", "Tr4ffic!Lamp9"),
        ("Password\tTr4ffic!Lamp9\n", "Tr4ffic!Lamp9"),
        ("\x1b[1mPassword:\x1b[0m \x1b[32mTr4ffic!Lamp9\x1b[0m\n", "Tr4ffic!Lamp9"),
        ("**Kennzeichen**: B-MW 1234", "B-MW 1234"),
        ("| Kennzeichen | B-MW 1234 |", "B-MW 1234"),
        ("*BIC:* COBADEFFXXX", "COBADEFFXXX"),
        ("**Alter**: 34", "34"),
        ("Alter\t34", "34"),
        ("Ring me: *(202) 555-0143*", "(202) 555-0143"),
        ("*+44 20 7946 0958*", "+44 20 7946 0958"),
        ("| DE89 3704 0044 0532 0130 00 |", "DE89 3704 0044 0532 0130 00"),
    ],
)
def test_line_ends_and_emphasis_hide_nothing(text: str, value: str) -> None:
    assert [text[s.start : s.end] for s in scan_text(text) if s.confidence >= Confidence.MEDIUM] == [value]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("The meeting ID is in the invite.\nThe VPN password: Tr4ffic!Lamp9", "Tr4ffic!Lamp9"),
        ("Meeting ID: 354 118 822 417\nPasscode: xY7pQz\n\nBTW the VPN password: Tr4ffic!Lamp9", "Tr4ffic!Lamp9"),
        ("Dora Beck,+49 30 23125123,,Berlin", "+49 30 23125123"),
        ("Dora: phone 030 231251  23", "030 231251  23"),
        ("Call us about your booking on 020 7946 0812", "020 7946 0812"),
        ("Appelez-moi pour le dossier au 01 99 00 12 34", "01 99 00 12 34"),
    ],
)
def test_words_about_other_things_hide_nothing(text: str, value: str) -> None:
    assert [text[s.start : s.end] for s in scan_text(text, "GB") if s.confidence >= Confidence.MEDIUM] == [value]
