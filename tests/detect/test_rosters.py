"""Cells, heads and people of tables that name somebody."""

from __future__ import annotations

import pytest

from leakcheck.detect.rosters import Head, cells_of, head_of, people


def cells(line: str, separator: str = ",") -> list[tuple[int, str]]:
    return list(cells_of(line, 0, separator))


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("a,b", [(0, "a"), (2, "b")]),
        ('"Klein, Anna", Bonn,', [(1, "Klein, Anna"), (15, "Bonn"), (20, "")]),
        ('x,,"y"', [(0, "x"), (2, ""), (4, "y")]),
        ('"open, never closed', [(0, '"open'), (7, "never closed")]),
        ("", [(0, "")]),
    ],
)
def test_cells_know_where_they_stand(line: str, expected: list[tuple[int, str]]) -> None:
    assert cells(line) == expected


@pytest.mark.parametrize(
    ("line", "head"),
    [
        ("Name,Vorname", Head(given=1, family=0)),
        ("first_name,x,SURNAME", Head(given=0, family=2)),
        ("Nr,Teilnehmer/in", Head(full=1)),
        ("id,Name", Head(full=1, sure=False)),
        ("Name,Price", None),
        ("Vorname,Ort", None),
        ("file name,product name", None),
    ],
)
def test_what_a_head_says(line: str, head: Head | None) -> None:
    assert head_of(iter([cells(line)])) == head


def test_a_head_stands_near_the_top() -> None:
    title = [cells("Our clients")]
    assert head_of(iter([*title, cells("Name,Vorname")])) is not None
    assert head_of(iter([*title * 20, cells("Name,Vorname")])) is None


def test_order_and_titles_make_no_other_person() -> None:
    rows = [cells(line, ";") for line in ("Dr. Anna Klein", "Klein, Anna", "Peter de Silva", "n/a")]
    assert [person.name for person in people(rows, Head(full=0))] == ["anna klein", "anna klein", "peter de silva"]
