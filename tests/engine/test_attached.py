from __future__ import annotations

import pytest

from leakcheck.detect import tables
from leakcheck.engine.attached import KEPT, PIECE, Counts, pieces, scan_attached
from leakcheck.model.draft import Grid, Origin, Text


def text_of(source, grids=()):
    return Text("attachment a.csv", "2", source, (), Origin("none"), grids=grids)


@pytest.mark.parametrize("size", [0, 1, PIECE - 1, PIECE, PIECE + 1, 3 * PIECE + 17])
@pytest.mark.parametrize("line", ["x" * 79 + "\n", "y", "\n"])
def test_pieces_are_the_text(size, line) -> None:
    source = (line * (size // len(line) + 1))[:size]
    found = list(pieces(source))
    assert "".join(piece for _, piece in found) == source
    assert all(source.startswith(piece, start) for start, piece in found)
    assert all(len(piece) <= PIECE for _, piece in found)


def test_no_address_is_cut_in_two() -> None:
    rows = "".join(f"person{n}@example.net\n" for n in range(40_000))
    counts = Counts()
    found = scan_attached(text_of(rows), "", counts)
    assert len(found) == KEPT
    assert counts.more() == {("2", "email-address"): 39_000}
    assert all(rows[s.start : s.end].endswith("@example.net") for s in found)


def test_other_data_is_found_far_behind_many_addresses() -> None:
    rows = "".join(f"person{n}@example.net\n" for n in range(40_000)) + "Card 4111 1111 1111 1111\nDOB: 12.04.1981\n"
    found = scan_attached(text_of(rows), "", Counts())
    kinds = {(s.kind, rows[s.start : s.end]) for s in found if s.kind != "email-address"}
    assert ("payment-card", "4111 1111 1111 1111") in kinds
    assert ("date-of-birth", "12.04.1981") in kinds


def test_the_same_value_counts_once() -> None:
    counts = Counts()
    scan_attached(text_of("ann@example.net\n" * 5_000), "", counts)
    assert counts.more() == {}


def test_a_heading_tells_what_its_column_holds() -> None:
    rows = "Name\tDate of birth\tFirst day\nZoe\t12.04.1981\t01.03.2026\n"
    found = scan_attached(text_of(rows, (Grid(0, "sheet Intake", 1, 1),)), "", Counts())
    assert [rows[s.start : s.end] for s in found if s.kind == "date-of-birth"] == ["12.04.1981"]


def test_a_second_table_has_a_heading_of_its_own() -> None:
    first = "Name\tDate of birth\nZoe\t12.04.1981\n"
    second = "Town\tDate of birth\nRome\t30.11.1975\n"
    grids = (Grid(0, "sheet A", 1, 1), Grid(len(first), "sheet B", 1, 1))
    rows = first + second
    found = scan_attached(text_of(rows, grids), "", Counts())
    assert [rows[s.start : s.end] for s in found if s.kind == "date-of-birth"] == ["12.04.1981", "30.11.1975"]


def test_only_the_first_text_of_a_table_has_the_heading() -> None:
    counts = Counts()
    scan_attached(text_of("Name\tDate of birth\nZoe\t12.04.1981\n", (Grid(0, "sheet A", 1, 1),)), "", counts)
    second = "Bob\tborn there\n30.11.1975\t30.11.1975\n"
    assert scan_attached(text_of(second, (Grid(0, "sheet A", 3, 1),)), "", counts) == []


@pytest.mark.parametrize("separator", [";", ",", "\t"])
def test_a_table_of_names_and_values_has_no_heading(separator) -> None:
    rows = separator.join(("Password", "Tr4ffic!Lamp9\npassport", "123456789\nDate of birth", "12.04.1981\n"))
    found = scan_attached(text_of(rows, (Grid(0, "row", 1),)), "", Counts())
    assert [rows[s.start : s.end] for s in found] == ["Tr4ffic!Lamp9", "123456789", "12.04.1981"]


def test_names_and_values_below_a_heading_are_read_too() -> None:
    rows = "Field;Value\nDate of birth;12.04.1981\n"
    found = scan_attached(text_of(rows, (Grid(0, "row", 1),)), "", Counts())
    assert [rows[s.start : s.end] for s in found] == ["12.04.1981"]


@pytest.mark.parametrize("rows", ["", "\n", "a", "a;b\n", ";;;\n;;;\n", "Name;DOB\n" + ";" * 500])
def test_odd_tables_raise_nothing(rows) -> None:
    scan_attached(text_of(rows, (Grid(0, "row", 1),)), "", Counts())


def test_headed_rows_have_an_end(monkeypatch) -> None:
    monkeypatch.setattr(tables, "_MOST_ROWS", 3)
    rows = "Name;Date of birth\n" + "".join(f"P;{n:02}.04.1981\n" for n in range(1, 10))
    found = scan_attached(text_of(rows, (Grid(0, "row", 1),)), "", Counts())
    assert len([s for s in found if s.kind == "date-of-birth"]) == 3


def test_no_number_goes_on_in_the_next_row_of_a_sheet() -> None:
    rows = "The room that we had the last meeting in, with its floor\t030 23\n125440\tand what it costs\n"
    assert scan_attached(text_of(rows, (Grid(0, "sheet A", 1, 1),)), "DE", Counts()) == []
    assert [s.kind for s in scan_attached(text_of(rows.replace("\t", " ")), "DE", Counts())] == ["phone-number"]
