"""What holds for every family of language: spans inside the text, no exception, no blow-up."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from leakcheck.detect import builtin_terms, links, names, postal, secrets, special
from leakcheck.detect.prepared import Prepared

PEOPLE = [names.Person(("Anna", "Schmidt")), names.Person(("A", "Müller")), names.Person(("İpek",))]
PIECES = [
    *(
        "his ",
        "depression",
        " is ",
        "Anna",
        " Schmidt",
        "Müller ",
        ", ",
        "\n",
        "> ",
        "password: ",
        "Xk3!pQ9z",
        "'",
        '"',
        "«",
    ),
    *(
        "12 ",
        "Main Street",
        "Hauptstraße 5",
        "10115 Berlin",
        "Suite 4 ",
        "rue de ",
        "via ",
        "APO AP 04336",
        "PIN ",
        "4821",
    ),
    *(
        "https://x.example.com/",
        "?token=",
        "8f14e45fceea167a",
        "a@b.example",
        "ghp_",
        "eyJ",
        "://a:b@c",
        "-----BEGIN PRIVATE KEY-----",
    ),
    *("\u0130", "\ud800", "\u200b", "\x00", "\u2019s ", "é", "ß", ". ", "! "),
]
TEXTS = st.one_of(st.text(max_size=200), st.lists(st.sampled_from(PIECES), max_size=40).map("".join))


def everything(text: str) -> list[tuple[int, int]]:
    prepared = Prepared(text)
    found = [s for family in (special, secrets, links, postal) for s in family.find(prepared, "")]
    return [(s.start, s.end) for s in [*found, *names.find_names(prepared, PEOPLE)]]


@given(TEXTS)
@settings(max_examples=300, deadline=None)
def test_spans_lie_inside_the_text(text: str) -> None:
    assert all(0 <= start < end <= len(text) for start, end in everything(text))


PUMPS = (
    *("1 1 1 ", "@a.@a.", "+1 (", "depression ", "his depression and ", "12 Main Street, ", "A Street ", "> ", ". "),
    *("12 A A A A Street, A A A A, ", "password: ", "password is ", "password for x y z ", "rue de la A ", "A, A, A, "),
    *(
        "1, rue A A A 1 ",
        "http://a:b",
        "http://a/?token=",
        "?a=1&",
        "eyJ",
        "ghp_",
        "key-",
        "0123456789abcdef",
        " in der",
    ),
    *("Apt 1, A, A, A, ", "Suite 1 A A ", "APO AP 12345 ", "Anna Schmidt ", "Anna Anna ", "Schmidt, ", "AAAA ", "A-"),
    *("straße 1 ", "Lange Straße 1, 10115 ", " mitglied der partei", "SG.aaaaaaaaaaaaaaaaaaaaaa.", "code 123 "),
    *("https://x.example.com/login?a=", "-----BEGIN PRIVATE KEY-----"),
)


@pytest.mark.parametrize("pump", PUMPS)
def test_a_hundred_thousand_characters_of_a_pump_are_no_hours(pump: str) -> None:
    text = (pump * (100_000 // len(pump) + 1))[:100_000]
    assert all(0 <= start < end <= len(text) for start, end in everything(text))


def test_a_text_of_all_terms_is_read() -> None:
    text = " ".join(line.partition(":")[0] for line in builtin_terms.TERMS.splitlines())
    assert len(everything(text)) > 100
