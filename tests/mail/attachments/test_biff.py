from __future__ import annotations

from struct import pack

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leakcheck.mail.attachments.biff import is_locked, read_beside


def record(kind: int, data: bytes) -> bytes:
    return pack("<HH", kind, len(data)) + data


BOF, EOF = record(0x0809, bytes(16)), record(0x000A, b"")
ROW = record(0x0208, pack("<HHHHHHI", 6, 0, 3, 255, 0, 0, 0x120))
COLUMNS = record(0x007D, pack("<HHHHHH", 25, 26, 2000, 15, 1, 0))
NOTE = record(0x005D, pack("<HHHH", 0x15, 18, 0x19, 5)) + record(0x01B6, pack("<HH6xHHI", 0, 0, 4, 16, 0))
TEXT = record(0x003C, b"\0half")
CELL = record(0x001C, pack("<HHHHH", 1, 2, 0, 5, 3) + b"\0Bob")
HEADER = record(0x0014, pack("<H", 7) + b"\1" + "&LЗоя&P".encode("utf-16-le"))


def book(sheet: bytes) -> bytes:
    head = BOF + record(0x0085, pack("<IBBBB", 0, 0, 0, 6, 0) + b"Intake")
    start = len(head) + len(EOF)
    return BOF + record(0x0085, pack("<IBBBB", start, 0, 0, 6, 0) + b"Intake") + EOF + BOF + sheet + EOF


def test_what_a_sheet_says_beside_its_values() -> None:
    chart = BOF + record(0x0208, pack("<HHHHHHI", 1, 0, 3, 255, 0, 0, 0x120)) + EOF
    beside = read_beside(book(ROW + COLUMNS + chart + NOTE + TEXT + CELL + HEADER))["Intake"]
    assert list(beside.lines) == ["7", "Z", "AA", "2"]
    assert beside.comments == [("C2", "Bob", "half")]
    assert beside.printed == ["Зоя"]


def test_text_boxes_are_read() -> None:
    assert read_beside(book(NOTE + TEXT))["Intake"].printed == ["half"]


def test_locked_workbooks_are_known() -> None:
    assert is_locked(BOF + record(0x002F, bytes(4)) + EOF)
    assert not is_locked(book(b""))


@given(st.binary(max_size=200))
def test_damaged_sheets_end(data) -> None:
    whole = book(ROW + NOTE + TEXT + CELL)
    assert len(read_beside(whole[:30] + data + whole[30:])) <= 9
    assert isinstance(is_locked(data), bool)


@pytest.mark.parametrize("size", range(0, 140, 9))
def test_cut_off_sheets_end(size) -> None:
    assert all("Intake".startswith(name) for name in read_beside(book(ROW + NOTE + TEXT + CELL)[:size]))


def style(font: int, form: int, pattern: int = 0) -> bytes:
    return record(0x00E0, pack("<HH10xIH", font, form, pattern << 26, 0))


def styled(*looks: bytes) -> list[str]:
    """Return the cells that show nothing of a sheet: A1 to F1 have the styles 0 to 5, numbers in row 2 too."""
    cells = b"".join(record(0x00FD, pack("<HHHI", 0, at, at, 0)) for at in range(6))
    numbers = record(0x00BD, pack("<HH", 1, 0) + b"".join(pack("<HI", at, 0) for at in range(6)) + pack("<H", 5))
    more = b"".join(looks)
    whole = book(cells + numbers)
    shift = len(more)
    head = BOF + more + record(0x0085, pack("<IBBBB", whole.index(BOF, 4) + shift, 0, 0, 6, 0) + b"Intake")
    return list(read_beside(head + whole[len(head) - shift :])["Intake"].cells)


def test_white_letters_and_empty_formats_show_nothing() -> None:
    fonts = [record(0x0031, pack("<HHHH6x", 200, 0, colour, 400)) for colour in (0x7FFF, 8, 10, 9, 9)]  # 0 to 3, and 5
    form = record(0x041E, pack("<HHB", 164, 3, 0) + b";;;")
    looks = [style(0, 0), style(3, 0), style(5, 0), style(5, 0, 1), style(0, 164), style(1, 0)]
    assert styled(*fonts, form, *looks) == ["B1", "C1", "E1", "B2", "C2", "E2"]


def test_a_palette_says_what_is_white() -> None:
    fonts = [record(0x0031, pack("<HHHH6x", 200, 0, colour, 400)) for colour in (8, 9, 8, 10)]
    palette = record(0x0092, pack("<H", 3) + b"\0\0\0\0" + b"\0\0\x80\0" + b"\xff\xff\xff\0")
    looks = [style(0, 0), style(1, 0), style(2, 0), style(3, 0), style(0, 0), style(0, 0)]
    assert styled(*fonts, palette, *looks) == ["D1", "D2"]


@given(st.binary(max_size=60))
def test_damaged_styles_end(data) -> None:
    assert isinstance(
        styled(record(0x0031, data), record(0x00E0, data), record(0x041E, data), record(0x0092, data)), list
    )
