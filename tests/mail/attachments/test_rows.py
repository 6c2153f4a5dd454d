"""A row of a table in a document is one line, so that the heads of its columns are known."""

from __future__ import annotations

import pytest

from tests.mail.attachments import packages
from tests.mail.attachments.readers import found_in, texts_of

ROWS = (("Name", "Date of birth", "Town"), ("Ann", "", "York"), ("Bob", "12.04.1981", ""))
READ = "Before\nName\tDate of birth\tTown\nAnn\t\tYork\nBob\t12.04.1981\nAfter"


def word_table(rows: tuple[tuple[str, ...], ...]) -> str:
    cells = ("".join(f"<w:tc><w:tcPr/>{packages.paragraph(cell)}</w:tc>" for cell in row) for row in rows)
    return f"<w:tbl><w:tblPr/>{''.join(f'<w:tr>{row}</w:tr>' for row in cells)}</w:tbl>"


def docx(rows: tuple[tuple[str, ...], ...]) -> bytes:
    return packages.docx(packages.paragraph("Before") + word_table(rows) + packages.paragraph("After"))


def odt(rows: tuple[tuple[str, ...], ...]) -> bytes:
    body = f"<text:p>Before</text:p>{packages.table('People', rows)}<text:p>After</text:p>"
    return packages.odf("text", body)


def pptx(rows: tuple[tuple[str, ...], ...]) -> bytes:
    def cell(text: str) -> str:
        return f"<a:tc><a:txBody><a:p><a:r><a:t>{text}</a:t></a:r></a:p></a:txBody></a:tc>"

    table = "".join(f"<a:tr>{''.join(map(cell, row))}</a:tr>" for row in rows)
    deck = packages.pptx((packages.Slide("Before\nTABLE\nAfter"),))
    name = "ppt/slides/slide1.xml"
    source = packages.entry_of(deck, name).decode()
    shown = source.replace("<a:p><a:r><a:t>TABLE</a:t></a:r></a:p>", f"<a:tbl>{table}</a:tbl>")
    return packages.replaced(deck, {name: shown})


@pytest.mark.parametrize("make", [docx, odt, pptx])
def test_cells_stand_on_the_line_of_their_row(make) -> None:
    assert texts_of(found_in(make(ROWS))).strip() == READ


def test_a_row_of_an_odt_is_named() -> None:
    [found] = found_in(odt(ROWS)).texts
    assert [place for _, place in found.inside] == [
        "paragraph 1",
        "table 1, row 1",
        "table 1, row 2",
        "table 1, row 3",
        "paragraph 2",
    ]


def test_lines_of_a_cell_and_tables_in_cells_stay_lines() -> None:
    inner = word_table((("c", "d"), ("e", "f")))
    cells = f"<w:tc>{packages.paragraph('a')}{packages.paragraph('b')}</w:tc><w:tc>{inner}</w:tc>"
    data = packages.docx(f"<w:tbl><w:tr>{cells}</w:tr></w:tbl>{packages.paragraph('After')}")
    assert texts_of(found_in(data)).split() == ["a", "b", "c", "d", "e", "f", "After"]
    assert "c\td\ne\tf\n" in texts_of(found_in(data))
