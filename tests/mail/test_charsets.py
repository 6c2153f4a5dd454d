from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leakcheck.mail.charsets import decode, known_codec


@pytest.mark.parametrize(
    ("text", "charset", "declared"),
    [
        ("hello", "ascii", "utf-16"),
        ("Grüße", "utf-8", "utf-8"),
        ("Grüße", "utf-8", "us-ascii"),
        ("Grüße", "utf-8", "x-unknown"),
        ("Grüße", "latin-1", "ISO-8859-1"),
        ("„Grüße“ – 5 €", "cp1252", "iso-8859-1"),
        ("Schöne Grüße an alle Teilnehmer der Gruppe München", "latin-1", "us-ascii"),
        ("Здравствуйте, приглашаем вас на группу поддержки", "cp1251", ""),
        ("ann@example.org", "utf-7", "utf-7"),
        ("Grüße", "utf-7", "unicode-1-1-utf-7"),
        ("Grüße", "utf-16", "utf-16"),
        ("Grüße", "utf-16-be", "utf-16"),
        ("Grüße", "utf-8-sig", ""),
        ("日本語", "iso-2022-jp", ""),
        ("日本語", "shift_jis", "Shift_JIS"),
        ("①", "cp932", "shift_jis"),
        ("한국어", "cp949", "ks_c_5601-1987"),
        ("中文", "gb18030", "gb2312"),
    ],
)
def test_texts_in_right_wrong_and_missing_charsets(text: str, charset: str, declared: str) -> None:
    assert decode(text.encode(charset), declared).text == text


def test_a_stray_byte_does_not_cost_the_rest() -> None:
    data = "Grüße aus München, schöne Straße".encode() + b" 5 \x80"
    assert decode(data, "utf-8").text == "Grüße aus München, schöne Straße 5 €"


@pytest.mark.parametrize(
    "label", ["punycode", "idna", "unicode_escape", "rot13", "zlib", "undefined", "", "?", "x" * 99]
)
def test_what_is_no_charset_of_mail(label: str) -> None:
    assert known_codec(label) == ""


@given(st.binary(max_size=200), st.sampled_from(["", "utf-8", "utf-7", "utf-16", "hz", "gb2312", "cp037", "x-none"]))
def test_any_bytes_become_text_that_can_be_written(data: bytes, declared: str) -> None:
    decode(data, declared, guess=False).text.encode("utf-8")


@given(st.binary(max_size=60))
def test_a_guess_never_raises(data: bytes) -> None:
    decode(data).text.encode("utf-8")
