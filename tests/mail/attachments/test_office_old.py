"""Word and PowerPoint files of before 2007: their text is read, and that no more is read is said."""

from __future__ import annotations

import random

import pytest

from tests.mail.attachments import formats
from tests.mail.attachments.readers import found_in, reasons, texts_of
from tests.mail.attachments.test_fuzz import damaged

LOCKED = "it is locked with a password"
TABLE = "Name\x07Password\x07\x07Anna\x07Sommer-Wind77\x07\x07"


def test_a_word_document_is_read_with_its_tables() -> None:
    finds = found_in(formats.doc(("Intake\r", TABLE, "Жук\x0b", "\x13 HYPERLINK \x14anna@example.com\x15\r")))
    lines = texts_of(finds).split("\n")
    assert lines == ["Intake", "Name\tPassword", "Anna\tSommer-Wind77", "Жук", "  HYPERLINK  anna@example.com ", ""]
    assert finds.unread == [
        ("", "of the old format of Word only the text is read", "Save it as .docx and check again"),
    ]


def test_the_table_of_pieces_may_stand_in_either_stream() -> None:
    assert texts_of(found_in(formats.doc(("Hello\r",), flags=0))) == "Hello\n"


def test_a_presentation_is_read() -> None:
    finds = found_in(formats.ppt(("Intake of Anna", "Жук\rborn 12.04.1981")))
    assert texts_of(finds) == "Intake of Anna\nЖук\nborn 12.04.1981"
    assert reasons(finds) == ["of the old format of PowerPoint only the text is read"]


@pytest.mark.parametrize("data", [formats.doc(("x",), flags=0x0300), formats.ppt(("x",), token=0xF3D1C4DF)])
def test_locked_ones_are_said(data) -> None:
    assert reasons(found_in(data)) == [LOCKED]


def test_a_document_older_than_word_97_is_not_read() -> None:
    finds = found_in(formats.doc(("Hello\r",), version=0x0068))
    assert reasons(finds) == ["the old format of Word is not read"]
    assert texts_of(finds) == ""


def test_pieces_that_overlap_give_no_more_than_the_file_holds() -> None:
    data = formats.doc(("a" * 900,)).replace(b"\x84\3\0\0", b"\xff\xff\xff\x0f", 1)
    assert 900 <= len(texts_of(found_in(data))) < 10_000


@pytest.mark.parametrize("seed", range(60))
def test_damaged_ones_have_an_outcome(seed) -> None:
    chance = random.Random(seed)  # noqa: S311 - the same damage every time
    whole = formats.doc(("Intake\r", TABLE)) if seed % 2 else formats.ppt(("Intake of Anna", "Жук"))
    assert found_in(damaged(whole, chance)).unread
