from __future__ import annotations

import pytest

from leakcheck.detect.names import Person, find_names
from leakcheck.detect.prepared import Prepared

PEOPLE = [
    Person(("Anna", "Schmidt"), "anna@example.org"),
    Person(("Will", "Young"), "will@example.org"),
    Person(("María", "de la", "Cruz"), "maria@example.org"),
    Person(("Rose",), "rose@example.org"),
    Person(("Jan", "Kowalczyk"), "jan@example.org"),
    Person(("May", "Chen"), "may@example.org"),
    Person(("Jürgen", "Müller"), "juergen@example.org"),
    Person((), "nobody@example.org"),
]


def found(text: str, present: tuple[Person, ...] = ()) -> list[tuple[str, str, str]]:
    sightings = find_names(Prepared(text), PEOPLE, present)
    return [(text[s.start : s.end], s.detail, s.confidence.label) for s in sightings]


NAMED = [
    ("I talked to Anna Schmidt yesterday", "Anna Schmidt", "full-name", "high"),
    ("Schmidt, Anna", "Schmidt, Anna", "full-name", "high"),
    ("ANNA SCHMIDT", "ANNA SCHMIDT", "full-name", "high"),
    ("anna schmidt", "anna schmidt", "full-name", "high"),
    ("Anna M. Schmidt", "Anna M. Schmidt", "full-name", "high"),
    ("Anna Luise Schmidt", "Anna Luise Schmidt", "full-name", "high"),
    ("will Will Young come", "Will Young", "full-name", "high"),
    ("María de la Cruz", "María de la Cruz", "full-name", "high"),
    ("Maria de la Cruz", "Maria de la Cruz", "full-name", "high"),
    ("Juergen Mueller", "Juergen Mueller", "full-name", "high"),
    ("> Anna\n> Schmidt", "Anna\n> Schmidt", "full-name", "high"),
    ("I met Kowalczyk today", "Kowalczyk", "last-name", "medium"),
    ("Frau Schmidt kommt", "Schmidt", "last-name", "medium"),
    ("As Anna said", "Anna", "first-name", "medium"),
    ("roses and Rose", "Rose", "first-name", "low"),
]


@pytest.mark.parametrize(("text", "value", "detail", "confidence"), NAMED)
def test_a_name_is_found(text: str, value: str, detail: str, confidence: str) -> None:
    assert found(text) == [(value, detail, confidence)]


NOBODY = """\
Will you come? young people ask
In May 2011 we met
on 5 May
Jan 5 2011
Mark the date
Rose petals
anna@example.com wrote
see anna.schmidt@example.org
https://example.com/anna-schmidt
Anna-Lena
the young will lead
cruz
may chen li
Müllerstraße
Annabel""".splitlines()


@pytest.mark.parametrize("text", NOBODY)
def test_everyday_words_months_and_addresses_are_no_names(text: str) -> None:
    assert found(text) == []


def test_a_first_name_of_somebody_present_says_nothing() -> None:
    anna = Person(("Anna", "Beispiel"))
    assert found("Hi Anna, how are you?", (anna,)) == []
    assert found("Hi Anna, Anna Schmidt is ill", (anna,)) == [("Anna Schmidt", "full-name", "high")]


def test_the_end_of_a_sentence_parts_names() -> None:
    assert "full-name" not in [detail for _, detail, _ in found("I saw Anna. Schmidt was there")]


def test_no_people_no_names() -> None:
    assert list(find_names(Prepared("Anna Schmidt"), [])) == []


@pytest.mark.parametrize("text", ["I saw Anna last year. Schmidt was there", "I told Anna that Schmidt left"])
def test_words_between_two_names_make_them_two(text: str) -> None:
    assert found(text)[0][0] == "Anna"


def test_a_given_name_in_small_letters_counts_where_all_letters_are_small() -> None:
    said = "hi you, anna told me last week that she will leave the firm, so be nice"
    assert found(said) == [("anna", "first-name", "medium")]
    assert found(f"Dear all,\n\n{said}\n\nBest\nM.") == [("anna", "first-name", "medium")]


@pytest.mark.parametrize(
    "text",
    [
        "The variable anna holds what the user typed in, and so on",
        "anna told me",  # too short to tell how somebody writes
        "hi you, will you come in may, rose petals are in, and will said nothing",
        "hi you, write to anna@example.org or anna.schmidt and tell her the news of the day",
    ],
)
def test_small_letters_among_others_name_nobody(text: str) -> None:
    assert found(text) == []
