"""Tables in PDF: cells of a row are kept apart, words of a line are not."""

from __future__ import annotations

from leakcheck.mail.attachments.pdf_columns import column_starts
from tests.mail.attachments import formats
from tests.mail.attachments.readers import found_in, texts_of

ROWS = (
    ("Name", "Date of birth", "Password"),
    ("Anna Berger", "12.04.1981", "Sommer-Wind77"),
    ("Bjoern Lund", "03.11.1975", "blauerHimmel42!"),
)


def page(rows, columns, first=700) -> str:
    """Return the operators that draw rows of cells which begin at these columns."""
    return "".join(
        formats.line(cell, x, first - 20 * number)
        for number, row in enumerate(rows)
        for x, cell in zip(columns, row, strict=True)
    )


def text(*pages: str) -> str:
    return texts_of(found_in(formats.pdf(pages)))


def test_the_cells_of_rows_are_parted_by_two_blanks() -> None:
    assert text(page(ROWS, (72, 200, 330))) == "\n".join("  ".join(row) for row in ROWS)


def test_a_cell_that_nearly_fills_its_column_is_a_cell_all_the_same() -> None:
    rows = (*ROWS, ("Cleo von Fontaine", "29.02.1988", "xK9-pw-Trees"))
    assert text(page(rows, (72, 178, 330))).endswith("\nCleo von Fontaine  29.02.1988  xK9-pw-Trees")


def test_lines_above_and_below_a_table_and_other_pages_stay() -> None:
    prose = formats.line("Please keep this list to yourself.", 72, 740)
    table = page(ROWS, (72, 200, 330))
    after = formats.line("Thank you.", 72, 600)
    lines = ["  ".join(row) for row in ROWS]
    found = text(prose + table + after, prose)
    assert found.split("\n") == [
        "Please keep this list to yourself.",
        *lines,
        "Thank you.",
        "Please keep this list to yourself.",
    ]


def test_words_that_are_drawn_one_by_one_are_words_of_a_line() -> None:
    words = (("The", "password", "is"), ("in", "the", "letter"), ("that", "you", "got"))
    drawn = "".join(
        formats.line(word, x, 700 - 20 * number)
        for number, row in enumerate(words)
        for word, x in zip(row, ((72, 96, 151), (72, 85, 106), (72, 98, 122))[number], strict=True)
    )
    assert text(drawn) == "\n".join(" ".join(row) for row in words)


def test_prose_in_two_columns_is_read_column_by_column() -> None:
    column = ("The password of the account", "stands in the letter, and", "Anna was born in spring.")
    drawn = page([(line,) for line in column], (72,)) + page([(line,) for line in column], (330,))
    assert text(drawn) == "\n".join((*column, *column))


def test_one_line_with_a_gap_is_no_table() -> None:
    assert text(page((("Petra Coach", "1 May 2026"),), (72, 400))) == "Petra Coach 1 May 2026"


def test_gaps_that_are_not_above_one_another_make_no_column() -> None:
    row = [(0, 20, 30, 29), (60, 20, 90, 29)]
    assert column_starts([*row, (0, 0, 35, 9), (70, 0, 99, 9)]) == [(60, 24.5), (70, 4.5)]
    assert column_starts([*row, (0, 0, 58, 9), (90, 0, 99, 9)]) == []


def test_text_on_a_page_whose_size_all_pages_share_is_not_off_the_page() -> None:
    data = formats.pdf((formats.line("At the top of A4", y=815),))
    size = b"/MediaBox [0 0 595 842] "
    shared = data.replace(size, b" " * len(size)).replace(b"/Type /Pages ", b"/Type /Pages " + size)
    assert found_in(data).concealed == found_in(shared).concealed == []
    assert texts_of(found_in(shared)) == "At the top of A4"


def test_the_rows_of_an_older_version_that_stand_in_this_one_are_not_gone() -> None:
    data = formats.pdf((page(ROWS, (72, 200, 330)),))
    again = formats.updated(data, 4, b"<< /Title (Again) >>")
    assert found_in(again).concealed == []
