from __future__ import annotations

import pytest

from tests.detect.seen import details, seen

SEEN = [
    ("DOB: 1980-05-12", "1980-05-12"),
    ("date of birth 12/05/1980", "12/05/1980"),
    ("She was born on 12 May 1980 in York", "12 May 1980"),
    ("born May 12, 1980", "May 12, 1980"),
    ("geboren am 12.05.1980", "12.05.1980"),
    ("Geburtsdatum: 12. Mai 1980", "12. Mai 1980"),
    ("née le 12 mai 1980", "12 mai 1980"),
    ("fecha de nacimiento: 12/05/1980", "12/05/1980"),
    ("nato il 12 maggio 1980", "12 maggio 1980"),
    ("Geboortedatum 12-05-1980", "12-05-1980"),
    ("nascido em 12 de maio de 1980", "12 de maio de 1980"),
    ("He just turned 69", "69"),
    ("This 79 year old female", "79"),
    ("a 35-year-old male", "35"),
    ("age: 45, married", "45"),
    ("i'm 31 y/o", "31"),
    ("sie ist 45 Jahre alt", "45"),
    ("il a 45 ans", "45"),
    ("tiene 45 años", "45"),
]
NONE = [
    "William Fell, born 12 May 1823 in Cartmel",
    "geboren am 3.4.1891",
    "on 12 May 1980 we met",
    "born in 1980",
    "Born to run, 12 tracks",
    "page 35 of 120",
    "a 30 year old company",
    "more than 10 years old",
    "date of birth 45/45/1980",
    "25 ans d'expérience",
    "30 years ago",
    "age 7 to 14",
]


@pytest.mark.parametrize(("text", "value"), SEEN)
def test_a_birth_or_an_age_is_seen(text: str, value: str) -> None:
    assert seen(text, "date-of-birth") == [value]


@pytest.mark.parametrize("text", NONE)
def test_nothing(text: str) -> None:
    assert seen(text, "date-of-birth") == []


def test_an_age_says_that_it_is_one() -> None:
    assert details("He just turned 69", "date-of-birth") == [("age", "medium", False)]
    assert details("DOB 1980-05-12", "date-of-birth") == [("", "high", False)]
