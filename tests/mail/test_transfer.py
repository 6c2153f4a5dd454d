from __future__ import annotations

import binascii
import quopri

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leakcheck.mail.transfer import decode_base64, decode_quoted_printable, decode_transfer, decode_uuencode


@pytest.mark.parametrize(
    ("data", "meant", "tail"),
    [
        (b"YW5uQGV4YW1wbGUub3Jn\r\n", b"ann@example.org", None),
        (b"YW5uQGV4YW1wbGUub3JnIQ", b"ann@example.org!", None),
        (b"YW5u!!QGV4\r\n*** YW1wbGUub3Jn", b"ann@example.org", None),
        (b"YQ==\r\nYg==\r\nYWI=\n", b"abab", None),  # several encoded pieces, each with its padding
        (b"YW5uYQ", b"anna", None),
        (b"YW5uY", b"ann", None),  # a letter too many
        (b"YQ==\n-- \nList footer\n", b"a", 5),
        (b"====", b"", None),
        (b"", b"", None),
    ],
)
def test_base64_with_flaws(data: bytes, meant: bytes, tail: int | None) -> None:
    assert decode_base64(data) == (meant, tail)


@pytest.mark.parametrize(
    ("data", "meant"),
    [
        (b"ann.l=\r\nee=40example.org", b"ann.lee@example.org"),
        (b"ann.l=\nee", b"ann.lee"),
        (b"ann.l=\ree", b"ann.lee"),
        (b"ann.l= \t\r\nee", b"ann.lee"),
        (b"100=% of =ZZ==40", b"100=% of =ZZ=@"),
        (b"end=", b"end"),
        (b"=e4=E4", b"\xe4\xe4"),
    ],
)
def test_quoted_printable_with_flaws(data: bytes, meant: bytes) -> None:
    assert decode_quoted_printable(data) == meant


def test_uuencode_with_and_without_frame() -> None:
    line = binascii.b2a_uu(b"ann@example.org")
    framed = b"text before\nbegin 644 a.txt\n" + line + b"`\nend\ntext behind\n"
    assert decode_uuencode(framed) == decode_uuencode(line) == b"ann@example.org"
    assert decode_uuencode(b"begin 644 a\n" + line[:-1] + b"junk\nend") == b"ann@example.org"


@given(st.binary(max_size=300))
def test_what_others_encode_is_read_back(data: bytes) -> None:
    assert decode_base64(binascii.b2a_base64(data)).data == data
    assert decode_quoted_printable(quopri.encodestring(data, quotetabs=True)).replace(b"\r\n", b"\n") == data.replace(
        b"\r\n", b"\n"
    )
    lines = [data[i : i + 45] for i in range(0, len(data), 45)]
    assert decode_uuencode(b"begin 644 a\n" + b"".join(map(binascii.b2a_uu, lines)) + b"end\n") == data


@given(st.binary(max_size=200), st.sampled_from(["base64", "quoted-printable", "x-uuencode", "7bit", "nonsense"]))
def test_any_bytes_are_decoded(data: bytes, encoding: str) -> None:
    decode_transfer(data, encoding)
