from __future__ import annotations

import pytest

from leakcheck.mail.structure import Structure, read_structure
from leakcheck.model.policy import Limits
from tests.mail.tiling import joined

MIXED = (
    b"From: ann@example.org\r\nTo: bob@example.com\r\nContent-Type: multipart/mixed; boundary=x\r\n\r\n"
    b"preamble\r\n--x\r\nContent-Type: text/plain\r\n\r\nhello\r\n--x\r\n\r\nagain\r\n--x--\r\nepilogue\r\n"
)
NESTED = (
    b"Content-Type: multipart/mixed; boundary=x\n\n--x\nContent-Type: message/rfc822\n\n"
    b"Content-Type: multipart/alternative; boundary=y\n\n--y\n\none\n--y\nContent-Type: text/html\n\ntwo\n--y--\n"
    b"--x\nContent-Type: message/rfc822\n\nSubject: inner\n\nthree\n--x--\n"
)


def read(data: bytes, **limits: int) -> Structure:
    return read_structure(data, Limits(**limits))


def shape(data: bytes) -> list[tuple[str, str, bytes]]:
    structure = read(data)
    assert joined(structure) == data
    found = []
    for part in structure.parts:
        body = structure.buffers[part.buffer].data[part.body.start : part.body.end] if part.leaf else b""
        found.append((part.number, part.media_type, body))
    return found


def codes(data: bytes) -> list[str]:
    return [defect.code for defect in read(data).defects]


def test_parts_and_what_lies_between() -> None:
    assert shape(MIXED) == [
        ("", "multipart/mixed", b""),
        ("1", "text/plain", b"hello"),
        ("2", "text/plain", b"again"),
    ]
    assert [gap.kind for gap in read(MIXED).gaps] == [
        *("blank", "preamble", "delimiter", "blank", "delimiter", "blank", "delimiter", "epilogue")
    ]


@pytest.mark.parametrize("end", [b"\r\n", b"\n", b"\r", b"\r\r\n"])
def test_line_ends(end: bytes) -> None:
    assert [body for _, _, body in shape(MIXED.replace(b"\r\n", end))][1:] == [b"hello", b"again"]


def test_mixed_line_ends() -> None:
    data = MIXED.replace(b"\r\n", b"\n", 2).replace(b"hello\r\n", b"hello\r").replace(b"again\r\n", b"again\n")
    assert [body for _, _, body in shape(data)][1:] == [b"hello", b"again"]


@pytest.mark.parametrize(
    "before",
    [b"\xef\xbb\xbf", b"\r\n", b"\n \n\n", b"From ann@example.org Mon Jan  1 00:00:00 2026\n", b"\xef\xbb\xbf\r\n"],
)
def test_what_may_stand_before_the_header(before: bytes) -> None:
    structure = read(before + MIXED)
    assert joined(structure) == before + MIXED
    assert [field.name for field in structure.parts[0].fields][:2] == ["From", "To"]


def test_fields_tile_the_header_and_name_their_values() -> None:
    data = b"To : bob@example.com,\r\n cy@example.net\r\nTo: dee@example.org\r\nX:\r\n\r\nhi"
    part = read(data).parts[0]
    assert [data[f.span.start : f.span.end] for f in part.fields] == [
        b"To : bob@example.com,\r\n cy@example.net\r\n",
        b"To: dee@example.org\r\n",
        b"X:\r\n",
    ]
    assert [(f.name, data[f.value.start : f.value.end]) for f in part.fields] == [
        ("To", b" bob@example.com,\r\n cy@example.net"),
        ("To", b" dee@example.org"),
        ("X", b""),
    ]


def test_a_junk_line_does_not_end_the_header() -> None:
    data = b"From: ann@example.org\njunk here\nTo: bob@example.com\n\nhi"
    assert [field.name for field in read(data).parts[0].fields] == ["From", "To"]
    assert codes(data) == ["junk-header-line"]
    assert shape(data) == [("1", "text/plain", b"hi")]


def test_a_body_without_blank_line_before_it_is_a_body() -> None:
    data = b"From: ann@example.org\nTo: bob@example.com\nDear Bob\nNote: this is text\nBye\n"
    assert shape(data) == [("1", "text/plain", b"Dear Bob\nNote: this is text\nBye\n")]


def test_a_part_without_header() -> None:
    data = b"Content-Type: multipart/mixed; boundary=x\n\n--x\nhello\n--x--\n"
    assert shape(data)[1] == ("1", "text/plain", b"hello")


def test_a_part_that_ends_in_its_header() -> None:
    data = b"Content-Type: multipart/mixed; boundary=x\n\n--x\nContent-Type: text/html\n--x\n\ntwo\n--x--\n"
    assert shape(data)[1:] == [("1", "text/html", b""), ("2", "text/plain", b"two")]


def test_a_multipart_whose_header_runs_into_its_first_delimiter() -> None:
    data = b"Content-Type: multipart/mixed; boundary=x\nMIME-Version: 1.0\n--x\nContent-Type: text/html\n\none\n--x--\n"
    assert shape(data)[1:] == [("1", "text/html", b"one")]


@pytest.mark.parametrize("declared", [b"multipart/mixed", b"multipart/mixed; boundary=zzz"])
def test_a_multipart_without_usable_boundary_is_a_leaf(declared: bytes) -> None:
    data = b"Content-Type: " + declared + b"\n\n--x\n\nann@example.org\n--x--\n"
    assert shape(data) == [("1", declared.split(b";")[0].decode(), b"--x\n\nann@example.org\n--x--\n")]
    assert codes(data) == ["boundary-missing"]


def test_a_missing_last_delimiter() -> None:
    data = MIXED.partition(b"--x--")[0]
    assert shape(data)[2] == ("2", "text/plain", b"again\r\n")
    assert codes(data) == ["boundary-not-closed"]


def test_an_outer_delimiter_closes_the_inner_multipart() -> None:
    data = (
        b"Content-Type: multipart/mixed; boundary=x\n\n--x\nContent-Type: multipart/alternative; boundary=xy\n\n"
        b"--xy\n\none\n--x\n\ntwo\n--x--\n"
    )
    assert [(number, body) for number, _, body in shape(data)] == [
        ("", b""),
        ("1", b""),
        ("1.1", b"one"),
        ("2", b"two"),
    ]


def test_a_boundary_that_begins_with_another() -> None:
    data = b"Content-Type: multipart/mixed; boundary=x\n\n--x\n\n--xx\n--x-\n--x --\n"
    assert shape(data)[1] == ("1", "text/plain", b"--xx\n--x-")


def test_enclosed_messages_are_numbered_as_imap_does() -> None:
    assert [(number, kind) for number, kind, _ in shape(NESTED)] == [
        ("", "multipart/mixed"),
        ("1", "message/rfc822"),
        ("1.TEXT", "multipart/alternative"),
        ("1.1", "text/plain"),
        ("1.2", "text/html"),
        ("2", "message/rfc822"),
        ("2.1", "text/plain"),
    ]


def test_an_encoded_message_gets_its_own_buffer() -> None:
    data = b"Content-Type: message/rfc822\nContent-Transfer-Encoding: base64\n\nVG86IGJvYkBleGFtcGxlLmNvbQoKaGkK\n"
    structure = read(data)
    assert joined(structure) == data
    assert joined(structure, 1) == structure.buffers[1].data == b"To: bob@example.com\n\nhi\n"
    assert [(part.number, part.buffer, part.parent) for part in structure.parts] == [("1", 0, None), ("1.1", 1, "1")]
    assert structure.buffers[1].owner == "1"


def test_a_message_that_only_claims_to_be_base64() -> None:
    data = b"Content-Type: message/rfc822\nContent-Transfer-Encoding: base64\n\nTo: bob@example.com\n\nhi\n"
    assert shape(data)[1] == ("1.1", "text/plain", b"hi\n")


def test_digest_parts_are_messages() -> None:
    data = b"Content-Type: multipart/digest; boundary=x\n\n--x\n\nSubject: one\n\nhi\n--x--\n"
    assert [kind for _, kind, _ in shape(data)] == ["multipart/digest", "message/rfc822", "text/plain"]


@pytest.mark.parametrize(
    ("declared", "kind"),
    [
        (b";;; text", "text/plain"),
        (b"text", "text/plain"),
        (b"HTML", "text/html"),
        (b'"text/html"', "text/html"),
        (b"text/html charset=utf-8", "text/html"),
        (b"", "text/plain"),
        (b"multipart; boundary=x", "multipart/mixed"),
    ],
)
def test_media_types_as_they_come(declared: bytes, kind: str) -> None:
    assert read(b"Content-Type: " + declared + b"\n\n--x\n\nhi\n--x--\n").parts[0].media_type == kind


def test_of_two_content_types_the_first_usable_counts() -> None:
    assert read(b"Content-Type: ;\nContent-Type: text/html\n\nhi").parts[0].media_type == "text/html"
    assert codes(b"Content-Type: text/plain\nContent-Type: text/html\n\nhi") == ["repeated-content-type"]


def test_limits_end_in_unread() -> None:
    deep = b"".join(b"Content-Type: multipart/mixed; boundary=b%d\n\n--b%d\n" % (i, i) for i in range(20))
    many = b"Content-Type: multipart/mixed; boundary=x\n\n" + b"--x\n\nhi\n" * 20 + b"--x--\n"
    for data, limits in [
        (deep, {"depth": 5}),
        (b"Content-Type: message/rfc822\n\n" * 20, {"depth": 5}),
        (many, {"parts": 5}),
        (b"X: y\n" * 20 + b"\nhi", {"header_lines": 5}),
        (MIXED, {"bytes": 100}),
    ]:
        structure = read(data, **limits)
        assert len(structure.unread) == 1, data[:40]
        assert joined(structure) == data


def test_an_empty_file_and_a_header_without_body() -> None:
    assert shape(b"") == [("1", "text/plain", b"")]
    assert shape(b"To: bob@example.com") == [("1", "text/plain", b"")]
    assert shape(b"\r\n") == [("1", "text/plain", b"")]
