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
