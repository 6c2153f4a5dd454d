"""Inputs made to hurt: each must be read in one pass, within the limits, and say what it left out."""

from __future__ import annotations

import base64
import tracemalloc
from typing import TYPE_CHECKING

import pytest

from leakcheck.mail.eml import read_eml
from leakcheck.mail.places import Places

if TYPE_CHECKING:
    from collections.abc import Callable

    from leakcheck.model.draft import Draft

HEAD = b"From: ann@example.org\r\n"
MIXED = HEAD + b"Content-Type: multipart/mixed; boundary=x\r\n\r\n"
MEGABYTE = 1024 * 1024


def nested_multiparts(n: int) -> bytes:
    return HEAD + b"".join(b"Content-Type: multipart/mixed; boundary=b%d\r\n\r\n--b%d\r\n" % (i, i) for i in range(n))


def sibling_multiparts(n: int) -> bytes:
    one = b"--x\r\nContent-Type: multipart/mixed; boundary=b%d\r\n\r\n--b%d\r\n\r\nhi\r\n--b%d--\r\n"
    return MIXED + b"".join(one % (i, i, i) for i in range(n)) + b"--x--\r\n"


def encoded_messages(n: int) -> bytes:
    data = HEAD + b"\r\nhi\r\n"
    for _ in range(n):
        data = b"Content-Type: message/rfc822\r\nContent-Transfer-Encoding: base64\r\n\r\n" + base64.encodebytes(data)
    return data


# name: (make from a size, an ordinary size, what must be said)
CASES: dict[str, tuple[Callable[[int], bytes], int, str]] = {
    "nested multiparts": (nested_multiparts, 50_000, "nested more than"),
    "nested messages": (lambda n: b"Content-Type: message/rfc822\r\n\r\n" * n, 50_000, "nested more than"),
    "encoded messages": (encoded_messages, 25, ""),
    "many parts": (lambda n: MIXED + b"--x\r\n\r\nhi\r\n" * n + b"--x--\r\n", 50_000, "more than 1000 parts"),
    "many boundaries": (sibling_multiparts, 2_000, "more than 1000 parts"),
    "header lines": (lambda n: HEAD + b"X-A: b\r\n" * n + b"\r\nhi", 1_000_000, "header fields"),
    "folded lines": (lambda n: HEAD + b"X-A: b\r\n" + b" c\r\n" * n + b"\r\nhi", 1_000_000, ""),
    "junk lines": (lambda n: HEAD + b"junk\r\nTo: bob@example.com\r\n" * n + b"\r\nhi", 100_000, "no header fields"),
    "one long line": (lambda n: HEAD + b"To: " + b"x" * n + b"\r\n\r\nhi", 2_000_000, ""),
    "hyphen lines": (lambda n: MIXED + b"--x\r\n\r\n" + b"--\r\n" * n + b"--x--\r\n", 100_000, ""),
    "carriage returns": (lambda n: HEAD + b"\r" * n, 1_000_000, ""),
    "open words": (lambda n: b"Subject: " + b"=?utf-8?q?a" * n + b"\r\n\r\nhi", 100_000, ""),
    "words": (lambda n: b"Subject: " + b"=?utf-8?q?a?= " * n + b"\r\n\r\nhi", 50_000, ""),
    "charsets": (
        lambda n: b"Subject: " + b"".join(b"=?x%d?q?=e4?= " % i for i in range(n)) + b"\r\n\r\nhi",
        20_000,
        "",
    ),
    "parameters": (lambda n: b"Content-Type: text/plain; " + b';a*1="b' * n + b"\r\n\r\nhi", 100_000, ""),
    "equals signs": (lambda n: b"Content-Transfer-Encoding: base64\r\n\r\n" + b"=" * n + b"QQ==\n" * n, 100_000, ""),
    "soft breaks": (lambda n: b"Content-Transfer-Encoding: quoted-printable\r\n\r\n" + b"= " * n + b"\r", 500_000, ""),
    "NUL": (lambda n: b"\0" * n, 1_000_000, ""),
    "all bytes": (lambda n: HEAD + b"\r\n" + bytes(range(256)) * n, 4_000, ""),
    "attendees": (lambda n: b"Content-Type: text/calendar\r\n\r\n" + b"ATTENDEE;" * n, 100_000, ""),
}


def read(name: str, share: float = 1) -> Draft:
    make, size, _ = CASES[name]
    return read_eml(make(int(size * share)))


@pytest.mark.parametrize("name", CASES)
def test_hostile_input_is_read_and_what_was_left_out_is_said(name: str) -> None:
    draft = read(name)
    expected = CASES[name][2]
    assert any(expected in unread.why for unread in draft.unread) if expected else draft.unread == ()


def test_ten_thousand_recipients_have_places() -> None:
    people = b",\r\n ".join(b"Person %d <p%d@example.com>" % (i, i) for i in range(10_000))
    draft = read_eml(HEAD + b"To: " + people + b"\r\n\r\nhi")
    places = Places(draft)
    assert [places.locate(who.origin, who.span)[0] for who in draft.recipients] == list(range(2, 10_002))


@pytest.mark.slow
@pytest.mark.parametrize("kind", ["attached", "text", "message"])
def test_a_hundred_megabytes_are_not_copied(kind: str) -> None:
    line = b"QUJD" * 18 + b"\r\n"
    declared = {
        "attached": b"Content-Type: application/pdf\r\nContent-Transfer-Encoding: base64\r\n\r\n",
        "text": b"Content-Type: text/plain\r\n\r\n",
        "message": b"Content-Type: message/rfc822\r\nContent-Transfer-Encoding: base64\r\n\r\n",
    }
    data = MIXED + b"--x\r\n" + declared[kind] + line * (100 * MEGABYTE // len(line)) + b"--x--\r\n"
    tracemalloc.start()
    draft = read_eml(data)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 100 * MEGABYTE
    assert bool(draft.attachments) == (kind == "attached")
    assert bool(draft.unread) == (kind != "attached")
