"""Sheets of OpenDocument: places stay right behind gaps, and nothing that is repeated takes room."""

from __future__ import annotations

import pytest

from tests.mail.attachments import packages
from tests.mail.attachments.readers import found_in, reasons


def cell(text: str = "", times: int = 1) -> str:
    inner = f"<text:p>{text}</text:p>" if text else ""
    return f'<table:table-cell table:number-columns-repeated="{times}">{inner}</table:table-cell>'


def row(*cells: str, times: int = 1, more: str = "") -> str:
    return f'<table:table-row table:number-rows-repeated="{times}"{more}>{"".join(cells)}</table:table-row>'


def column(times: int = 1, *, hidden: bool = False) -> str:
    more = ' table:visibility="collapse"' if hidden else ""
    return f'<table:table-column table:number-columns-repeated="{times}"{more}/>'


def found(*parts: str, **limits: int):
    body = f'<table:table table:name="Intake">{"".join(parts)}</table:table>'
    return found_in(packages.odf("spreadsheet", body), "x.ods", **limits)


def places(finds) -> dict[str, str]:
    """Return each word with its row and column."""
    told = {}
    for text in finds.texts:
        starts = [grid[0] for grid in text.grids] + [len(text.text) + 1]
        for (offset, _, first, left), end in zip(text.grids, starts[1:], strict=True):
            for number, line in enumerate(text.text[offset:end].split("\n")):
                told |= {w: f"{first + number}:{left + at}" for at, w in enumerate(line.split("\t")) if w}
    return told


@pytest.mark.parametrize("gap", [0, 1, 99, 100, 101, 5_000, 900_000])
def test_rows_behind_a_gap_keep_their_number(gap: int) -> None:
    gaps = [row(cell(times=1024), times=gap)] if gap else []
    finds = found(
        column(3), row(cell("Zoe")), *gaps, row(cell("Bob")), row(cell("Cleo"), more=' table:visibility="collapse"')
    )
    assert places(finds) == {"Zoe": "1:1", "Bob": f"{gap + 2}:1", "Cleo": f"{gap + 3}:1"}
    assert finds.concealed == [("Cleo", "hidden row", f"sheet Intake, row {gap + 3}")]


@pytest.mark.parametrize("gap", [0, 1, 199, 200, 5_000])
def test_cells_behind_a_gap_keep_their_column(gap: int) -> None:
    gaps = [cell(times=gap)] if gap else []
    assert places(found(row(cell("Zoe"), *gaps, cell("Bob")))) == {"Zoe": "1:1", "Bob": f"1:{gap + 2}"}


def test_hidden_columns_are_told() -> None:
    rows = (row(cell("Name"), cell("Fee"), cell("Note")), row(cell("Zoe"), cell("450"), cell("pays late")))
    finds = found(column(2), column(hidden=True), column(1_000), *rows)
    assert finds.concealed == [("Note\npays late", "hidden column", "sheet Intake, column C")]


def test_a_million_copies_are_one() -> None:
    finds = found(row(cell("Zoe", 1_000_000), times=1_000_000), row(cell("Bob")))
    assert sum(len(text.text) for text in finds.texts) < 300_000
    assert places(finds)["Bob"] == "1000001:1"


def test_wide_gaps_count_as_cells() -> None:
    wide = row(cell(times=16_000), cell("x"))
    assert "more than" in reasons(found(*[wide] * 100, cells=100_000))[0]


STYLES = (
    '<style:style style:name="ce1" style:family="table-cell"><style:text-properties fo:color="#ffffff"/></style:style>'
    '<style:style style:name="ce2" style:family="table-cell">'
    '<style:table-cell-properties fo:background-color="#003366"/>'
    '<style:text-properties fo:color="#FFFFFF"/></style:style>'
    '<style:style style:name="ce3" style:family="table-cell"><style:text-properties fo:color="#000000"/></style:style>'
)


def styled(text: str, style: str) -> str:
    return f'<table:table-cell table:style-name="{style}"><text:p>{text}</text:p></table:table-cell>'


def unseen(*parts: str) -> list[tuple[str, str, str]]:
    body = f'<table:table table:name="Intake">{"".join(parts)}</table:table>'
    return found_in(packages.odf("spreadsheet", body, STYLES), "x.ods").concealed


def test_white_letters_in_a_cell_are_hidden() -> None:
    rows = row(cell("Name"), cell(times=2), styled("Zoe", "ce1"), styled("Head", "ce2"), styled("Bob", "ce3"))
    assert unseen(row(cell("x"), times=2), row(times=3), rows) == [("Zoe", "invisible cell", "sheet Intake, D6")]


def test_a_cell_without_a_style_has_that_of_its_row_or_column() -> None:
    white = '<table:table-column table:default-cell-style-name="ce1"/>'
    rows = (
        row(cell("a"), cell("Zoe"), styled("seen", "ce3")),
        row(cell("Bob"), more=' table:default-cell-style-name="ce1"'),
    )
    assert unseen(column(), white, *rows) == [
        ("Zoe", "invisible cell", "sheet Intake, B1"),
        ("Bob", "invisible cell", "sheet Intake, A2"),
    ]
