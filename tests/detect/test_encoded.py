"""Blocks of encoded data are read by nobody, and a value alone on a line is no block."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leakcheck.detect import encoded, scan_text
from leakcheck.detect.masks import is_dump
from leakcheck.detect.prepared import Prepared

LINE = "QUJD" * 19
TAPROOT = "bc1p5cyxnuxmeuwuvkwfem96lqzszd02n6xdcjrs20cac6yqjjwudpxqkedrcr"


@pytest.mark.parametrize(
    "text",
    [
        f"look:\n{LINE}\n{LINE}\nregards",
        f"{LINE}\n",
        f"> {LINE}\r\n> {LINE}==\r\n",
        f"a\n{LINE}==",
        f"{LINE}\n{LINE}\n{LINE}",
    ],
)
def test_blocks_are_blank_and_the_rest_stays(text: str) -> None:
    prepared = Prepared(text)
    assert len(prepared.plain) == len(text)
    assert "QUJD" not in prepared.plain
    assert all(word in prepared.plain for word in ("look", "regards") if word in text)


@pytest.mark.parametrize(
    "text",
    [
        f"say {LINE}",
        f"{LINE} and more",
        TAPROOT,
        f"x\n{TAPROOT}\n",
        "https://example.com/" + "a" * 80,
        "-" * 80 + "\nprose",
    ],
)
def test_prose_addresses_and_rules_are_no_blocks(text: str) -> None:
    assert Prepared(text).plain == text or set(text.splitlines()[0]) == {"-"}


def test_a_number_in_a_block_is_none() -> None:
    assert scan_text("QUJD" * 20 + "2025550143" + "QUJD", kinds=frozenset({"phone-number"})) == []


def test_a_wallet_alone_on_a_line_is_found() -> None:
    assert [s.kind for s in scan_text(f"send it here:\n{TAPROOT}\n")] == ["crypto-wallet"]


def test_tokens_alone_on_lines_are_found() -> None:
    token = "glpat-" + "Ab3dE6gH9jK2mN5pQ8sT1vW4xY7zB0cD3fG6hJ9kL2nP5rS8uV1wX4yZ7aC0"
    found = scan_text(f"keys:\n{token}\n{token[:-1]}9\n")
    assert [(s.kind, s.detail) for s in found] == [("secret", "gitlab-token")] * 2


@given(st.text(alphabet=st.sampled_from("Aa0+/=_- >|\r\n."), max_size=600))
def test_spans_lie_inside_in_order_and_blank_nothing_else(text: str) -> None:
    spans = encoded.find(text)
    plain = encoded.blanked(text, spans)
    assert len(plain) == len(text)
    assert all(0 <= start < end <= len(text) for start, end in spans)
    assert spans == sorted(spans)
    kept = "".join(char for at, char in enumerate(text) if not any(start <= at < end for start, end in spans))
    assert kept == "".join(char for at, char in enumerate(plain) if not any(start <= at < end for start, end in spans))


@pytest.mark.parametrize(
    ("line", "is_one"),
    [
        ("00000000  48 65 6c 6c 6f 20 77 6f  72 6c 64 |Hello wor|", True),
        ("12 34 56 78 90 ab cd ef  hello", True),
        ("01 02 03 04 05 06 07 08", True),
        ("DE89 3704 0044 0532 0130 00 4865", False),
        ("3704 0044 0532 0130 00 and more", False),
        ("0000020 0044 0532 0130 0044 4865 2032", True),
        ("> DE89 3704 0044 0532 0130 00", False),
        ("01 99 00 12 34 le soir", False),
    ],
)
def test_what_is_printed_in_groups_is_no_hex_dump(line: str, is_one: bool) -> None:  # noqa: FBT001 - a parameter
    assert is_dump(line) is is_one
