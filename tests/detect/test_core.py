"""The core: one prepared text, one table of families, sightings in order."""

from __future__ import annotations

from importlib import import_module

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from leakcheck.detect import cues, resolved, scan_text
from leakcheck.detect.families import FAMILIES, load
from leakcheck.detect.prepared import Prepared
from leakcheck.model.severity import Confidence
from leakcheck.model.sighting import KINDS, Sighting


def _sighting(start: int, end: int, confidence: Confidence = Confidence.HIGH, kind: str = "iban") -> Sighting:
    return Sighting(kind, start, end, confidence)


@pytest.mark.parametrize("family", FAMILIES, ids=lambda family: family.name)
def test_every_family_is_a_module_with_known_kinds(family: object) -> None:
    assert set(family.kinds) <= set(KINDS)
    assert load(family) is import_module(f"leakcheck.detect.{family.name}").find


def test_the_surest_then_the_longest_of_overlapping_sightings_stays() -> None:
    sure, long, short = _sighting(5, 9), _sighting(0, 12, Confidence.MEDIUM), _sighting(10, 12, Confidence.MEDIUM)
    assert resolved([long, sure, short]) == [sure, short]
    assert resolved([_sighting(0, 4), _sighting(2, 9), _sighting(8, 10)]) == [_sighting(2, 9)]
    assert resolved([_sighting(4, 6), _sighting(0, 4)]) == [_sighting(0, 4), _sighting(4, 6)]


@pytest.mark.parametrize("unseen", ["\0", "\u00ad", "\u200b"])
def test_a_character_that_nobody_sees_hides_no_number(unseen: str) -> None:
    (card,) = scan_text(f"card 5500{unseen} 0055 5555 5559 ok")
    assert (card.kind, card.start, card.end) == ("payment-card", 5, 25)


def test_kinds_limit_what_is_looked_for() -> None:
    text = "bob@example.org, call 202-555-0143"
    assert [s.kind for s in scan_text(text)] == ["email-address", "phone-number"]
    assert [s.kind for s in scan_text(text, kinds=frozenset({"phone-number"}))] == ["phone-number"]
    assert scan_text(text, kinds=frozenset()) == []
    assert scan_text("") == []


def test_the_views_of_a_text_keep_its_offsets() -> None:
    prepared = Prepared("İx Straße\u00a0ÄÖ ＋４９\u2011３０")
    assert len(prepared.plain) == len(prepared.lower) == len(prepared.text)
    assert prepared.plain.endswith("Straße ÄÖ +49-30")
    assert prepared.lower.endswith("straße äö +49-30")
    assert [prepared.lower[at:].startswith("straße") for at in prepared.places("straße")] == [True]


def test_runs_and_codes_are_found_in_one_pass() -> None:
    plain = "12 (650) 253-0000, ABCDE1234F 79 years 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1"
    prepared = Prepared(plain)
    assert [plain[r.start : r.end] for r in prepared.runs(bool)] == ["12 (650) 253-0000"]
    assert [plain[start:end] for start, end in prepared.codes] == ["ABCDE1234F"]
    assert prepared.runs(bool)[0].layout == "99 (999) 999-9999"


@pytest.mark.parametrize(
    ("text", "inside"),
    [
        ("see https://example.com/202-555-0143 now", "202-555"),
        ("www.example.com/202-555-0143", "202-555"),
        ("<202-555-0143$x@example.com>", "202-555"),
        ("-----BEGIN PGP MESSAGE-----\n\n202-555-0143\n-----END PGP MESSAGE-----", "202-555"),
        ("begin 644 x\n202-555-0143\nend\n", "202-555"),
        ("a\n@@ -1,2 +1,2 @@ x\n+call 202-555-0143\n done\n", "202-555"),
        ("0010  32 30 32 2d 35 35 35 2d  202-555-0143\n", "202-555"),
    ],
)
def test_numbers_of_machines_are_masked(text: str, inside: str) -> None:
    prepared = Prepared(text)
    assert prepared.masked(text.index(inside))
    assert scan_text(text, kinds=frozenset({"phone-number"})) == []


def test_a_long_line_after_an_encoded_one_is_read() -> None:
    text = "QUJD" * 20 + "\n" + "word " * 60 + "call 202-555-0143"
    assert [text[s.start : s.end] for s in scan_text(text)] == ["202-555-0143"]


def test_only_cues_that_the_text_holds_are_looked_for() -> None:
    index = cues.index("account number, c/c, dl, 身份证")
    for text, live in (
        (
            "the number of the account",
            {"account number"},
        ),  # its words are there: whether they stand together is asked later
        ("an account", set()),
        ("c/c", {"c/c"}),
        ("我的身份证", {"身份证"}),
        ("idle", set()),
    ):
        assert set(Prepared(text).live(index)) == live, text


def test_numbers_that_no_family_wants_are_left_out() -> None:
    text = "12.09.2026, 2.14.3, 1,204.50, 2026-09-12, 12-09-26, 52.5163, 10.1.2.3, 4471-88213"
    runs = [text[r.start : r.end] for r in Prepared(text).runs(bool)]
    assert runs == ["12-09-26", "52.5163", "10.1.2.3", "4471-88213"]


def test_what_follows_a_mask_is_seen() -> None:
    text = "https://example.com/1 call 202-555-0143"
    assert [text[s.start : s.end] for s in scan_text(text)] == ["202-555-0143"]


def test_cues_are_whole_words_near_by() -> None:
    index = cues.index("dl, sort code, d.o.b., 身份证")
    for text, named in (
        ("dl 123456", True),
        ("idle 123456", False),
        ("sort\n code: 123456", True),
        ("d.o.b.123456", True),
        ("我的身份证是 123456", True),
        ("dl" + " " * 70 + "123456", False),
    ):
        at = text.index("123456")
        assert cues.names(Prepared(text), at, at + 6, index) is named, text


def test_another_number_in_between_takes_the_cue() -> None:
    text = "dl 99 123456, 654321 dl"
    prepared, index = Prepared(text), cues.index("dl")
    assert not cues.names(prepared, 6, 6, index)
    assert cues.leads(prepared, 6, index)
    assert cues.names(prepared, text.index("654321"), text.index(" dl"), index)


_PIECES = st.sampled_from(
    [
        *("+49 30 23125 123", "4111 1111 1111 1111", "DE89370400440532013000", "bob@example.org", "SSN 514-69-0360"),
        *(
            "passport ",
            "born ",
            "born 1",
            " at ",
            " dot ",
            "::1",
            "1.2.3.4",
            "°",
            "geo:",
            "0x",
            "\n",
            "\u00a0",
            "İ",
            "１",
        ),
        *(
            "<a@",
            "://",
            "begin 644 x\n",
            "\n@@ -1 +1 @@",
            "\ud800",
            "bc1q",
            "1A1z",
            "(",
            ")",
            "-",
            "/",
            "x",
            "12",
            "345",
        ),
    ]
)


@settings(deadline=None)  # the first text imports the libraries
@given(st.lists(_PIECES | st.text(max_size=6), max_size=30).map("".join), st.sampled_from(["", "DE", "US", "??"]))
def test_any_text_gives_sightings_in_order_and_inside(text: str, region: str) -> None:
    found = scan_text(text, region)
    end = 0
    for sighting in found:
        assert end <= sighting.start < sighting.end <= len(text)
        assert sighting.kind in KINDS
        end = sighting.end
