from __future__ import annotations

import pytest

from leakcheck.mail.msg.strings import codec_of, codecs_of, decode


@pytest.mark.parametrize(
    ("page", "codec"),
    [
        (1252, "cp1252"), (932, "cp932"), (936, "gb18030"), (65001, "utf-8"),
        (28591, "iso8859-1"), (28605, "iso8859-15"),
        (20866, "koi8-r"), (50220, "iso2022_jp"), (874, "cp874"), (10000, "mac-roman"), (0, ""), (99999, ""),
    ],
)  # fmt: skip
def test_code_pages_by_number(page: int, codec: str) -> None:
    assert codec_of(page) == codec


def test_the_message_code_page_comes_before_the_language_and_the_internet_code_page() -> None:
    assert codecs_of(1251, 1041, 65001) == ("cp1251", "cp932", "utf-8")
    assert codecs_of(0, 1031, 0) == ("cp1252",)
    assert codecs_of(0, 0, 0) == ()
    assert codecs_of(0, 0x0404, 0) == ("cp950",)
    assert codecs_of(0, 0x0804, 0) == ("gb18030",)


@pytest.mark.parametrize(
    ("text", "codec"),
    [("Привет, мир", "cp1251"), ("御社の提案", "cp932"), ("Grüße, “Ann”", "cp1252"), ("Žluťoučký", "utf-8")],
)
def test_each_codec_must_take_all_of_the_text(text: str, codec: str) -> None:
    data = text.encode(codec)
    assert decode(data, (codec,)) == text
    assert decode(data, ("ascii", codec)) == text


def test_a_wrong_code_page_that_cannot_be_is_passed_over() -> None:
    assert decode("御社の提案".encode("cp932"), ("ascii", "utf-8", "cp932")) == "御社の提案"


def test_without_any_code_page_the_text_is_guessed() -> None:
    assert decode("Grüße".encode(), ()) == "Grüße"
    assert decode(b"\xff\xfe\x00\x81", ("ascii",)) != ""
